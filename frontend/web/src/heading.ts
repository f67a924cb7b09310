// A new page under the same frame: the document is called by its heading, and the focus and the eye begin at its top.

let heard: MutationObserver | undefined;

/**
 * Calls the document `page` until the page's own heading is there, and by that from then on; `page` alone where
 * `byHeading` is false. With `moved` the page took the place of another one.
 */
export function showPage(page: string, product: string, byHeading: boolean, moved: boolean): void {
  const content = document.getElementById("page");
  const name = (): void => {
    const heading = byHeading ? content?.querySelector('ui5-title[level="H1"], h1')?.textContent?.trim() : undefined;
    const title = `${heading || page} · ${product}`;
    if (document.title !== title) document.title = title;
  };
  name();
  heard?.disconnect();
  if (content === null) return;
  // The heading comes with what the page shows, and changes with its name.
  heard = new MutationObserver(name);
  heard.observe(content, { childList: true, characterData: true, subtree: true });
  if (!moved) return;
  content.focus({ preventScroll: true });
  for (let place: Element | null = content; place !== null; place = place.parentElement) place.scrollTop = 0;
}
