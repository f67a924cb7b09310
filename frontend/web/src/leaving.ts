// Asks before a page with something unsaved gives way to another one of the same site: by a link, a button, or the browser's
// own way back. Closing the window or leaving the site is asked for by the browser (`beforeunload`).

/** What is used of the Navigation API; a browser without it asks only when the window is left. */
interface Navigating extends Event {
  readonly navigationType: "push" | "replace" | "reload" | "traverse";
  readonly destination: { readonly url: string; readonly key: string; readonly sameDocument: boolean };
}
interface Navigation extends EventTarget {
  traverseTo(key: string): { readonly finished: Promise<unknown> };
}
declare global {
  // eslint-disable-next-line no-var
  var navigation: Navigation | undefined;
}

/** Whether the visitor has said that the page is to be left: other guards do not ask again. */
let leaving = false;

async function go({ navigationType, destination }: Pick<Navigating, "navigationType" | "destination">): Promise<void> {
  leaving = true;
  try {
    if (navigationType === "traverse") {
      await globalThis.navigation?.traverseTo(destination.key).finished;
    } else {
      history.pushState(null, "", destination.url);
      dispatchEvent(new PopStateEvent("popstate"));
    }
  } finally {
    leaving = false;
  }
}

export function guardLeaving(unsaved: () => boolean, ask: (go: () => void) => void): () => void {
  const hear = (event: Event): void => {
    const { navigationType, destination } = event as Navigating;
    const elsewhere = destination.sameDocument && new URL(destination.url).pathname !== location.pathname;
    if (leaving || !elsewhere || !event.cancelable || event.defaultPrevented || !unsaved()) return;
    event.preventDefault();
    ask(() => void go({ navigationType, destination }));
  };
  globalThis.navigation?.addEventListener("navigate", hear);
  return () => globalThis.navigation?.removeEventListener("navigate", hear);
}
