// Keeps the portal usable without a network: a service worker holds its files, and a newer one takes over when a page opens.

/** Registers the service worker of a built site; in the loop of editing there is none. */
export async function keepOffline(): Promise<void> {
  if (!import.meta.env.PROD || !("serviceWorker" in navigator)) return;
  try {
    const registration = await navigator.serviceWorker.register("/sw.js", { updateViaCache: "none" });
    // One that waits since the last visit takes over now: this page has only just begun.
    if (registration.waiting === null) return;
    navigator.serviceWorker.addEventListener("controllerchange", () => location.reload(), { once: true });
    registration.waiting.postMessage({ type: "SKIP_WAITING" });
  } catch (error) {
    // Without it the page works as long as there is a network.
    console.info("offline use is not possible", error);
  }
}
