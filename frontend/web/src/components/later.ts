// Elements that the first page does without: loaded when a page names one, or once the first page stands and nothing else
// is to be done. An element and those that stand in its slots come together: UI5 waits a second for them and no longer.

type Load = () => Promise<unknown>;

const offered = new Map<string, Load>();
const begun = new Map<Load, Promise<unknown>>();

/** Offers elements, each tag with what loads it. */
export function offer(elements: Record<string, Load>): void {
  for (const [tag, load] of Object.entries(elements)) offered.set(tag, load);
}

/** Sees to it that the element of a tag will be there. */
export function need(tag: string): void {
  const load = offered.get(tag);
  if (load !== undefined) begin(load);
}

function begin(load: Load): void {
  if (begun.has(load)) return;
  const loading = load().catch((error: unknown) => {
    console.error(error);
    begun.delete(load);
    addEventListener("online", () => begin(load), { once: true });
  });
  begun.set(load, loading);
}

/** Loads all that is offered, one after the other, while the browser idles: later pages open at once, and without a network. */
export async function loadAll(): Promise<void> {
  for (const load of new Set(offered.values())) {
    await idle();
    begin(load);
    await begun.get(load);
  }
}

function idle(): Promise<void> {
  return new Promise((go) => {
    // Safari has no such callback.
    if ("requestIdleCallback" in globalThis) requestIdleCallback(() => go(), { timeout: 5000 });
    else setTimeout(go, 500);
  });
}
