// What must hold of every page, whatever it shows.
import { join } from "node:path";
import AxeBuilder from "@axe-core/playwright";
import { type Page, expect } from "@playwright/test";

/** Where the pictures of all pages land. */
const PICTURES = join(import.meta.dirname, "../pictures");

/** Latin words that a Chinese page may show: names of formats, products and standards. */
const LATIN = new Set(
  "ppm csv txt pdf zip excel wps utf gbk json rfc iso kb mb gb webassembly chrome edge firefox safari english sunlot merkle frame chacha sha api enter".split(" "),
);

/** Waits until a page shows what it is about. */
export async function settled(page: Page): Promise<void> {
  await expect(page.locator("#start")).toHaveCount(0);
  await expect(page.getByRole("heading", { level: 1 }).or(page.locator(".state ui5-illustrated-message")).first()).toBeVisible();
  // One part may begin to load only when another is there: quiet means quiet for a while.
  const quiet = (): Promise<"yes" | "no" | "no frame"> =>
    page.evaluate(async () => {
      // An element that is needed for the first time is still on its way.
      const busy = "[aria-busy=true], ui5-busy-indicator[active], :not(:defined)";
      for (let frame = 0; frame < 6; frame += 1) {
        if (document.querySelector(busy) !== null) return "no";
        const drawn = await new Promise<boolean>((go) => {
          requestAnimationFrame(() => go(true));
          setTimeout(() => go(false), 2000);
        });
        if (!drawn) return "no frame";
      }
      return "yes";
    });
  // After a window was resized on a loaded machine, Chromium may draw no more frames of it until it is shown anew.
  const shown = async (): Promise<string> => {
    const answer = await quiet();
    if (answer === "no frame") await page.bringToFront();
    return answer;
  };
  await expect.poll(shown).toBe("yes");
}

/** Elements of the component library that nobody defined: they would stay empty. */
export async function undefinedElements(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const names = new Set([...document.querySelectorAll("*")].map((element) => element.localName));
    return [...names].filter((name) => name.includes("-") && customElements.get(name) === undefined);
  });
}

/** By how many pixels a page is wider than its window. */
export async function overflow(page: Page): Promise<number> {
  return page.evaluate(() => {
    const root = document.documentElement;
    const main = document.querySelector("main");
    const beyond = (element: Element): number => element.scrollWidth - element.clientWidth;
    return Math.max(beyond(root), main === null ? 0 : beyond(main));
  });
}

/** Latin words in what is visible, shadow roots included, but for codes and for names that are the page's data. */
export async function latinWords(page: Page, data: readonly string[]): Promise<string[]> {
  const texts = await page.evaluate(() => {
    const found: string[] = [];
    const visit = (node: Node): void => {
      if (node instanceof Element) {
        if (node.matches("code, pre, .code, [lang=en], script, style, svg, ui5-icon") || !node.checkVisibility({ visibilityProperty: true })) return;
        // Texts for those who hear the page are clipped, not hidden: they count.
        if (node.shadowRoot !== null) visit(node.shadowRoot);
      }
      if (node.nodeType === Node.TEXT_NODE) found.push(node.textContent ?? "");
      node.childNodes.forEach(visit);
    };
    visit(document.body);
    return found;
  });
  const words = texts.flatMap((text) => text.match(/[\p{L}\p{N}_.]+/gu) ?? []);
  const latin = words.flatMap((word) => (/[\d.]/.test(word) ? [] : (word.match(/[A-Za-z]{3,}/g) ?? [])));
  return [...new Set(latin)].filter((word) => !LATIN.has(word.toLowerCase()) && !data.includes(word));
}

/**
 * Findings of axe about the inside of a component that no page can mend, with why they bar nobody.
 *
 * `scrollable-region-focusable` of the navigation layout: browsers give the focus to a scrolled region without fields by
 * themselves (Chromium since 130, Firefox always), and `main` within it takes it, too.
 *
 * `aria-allowed-attr` of the folded side navigation: its items say `aria-selected`, which their role then does not know and
 * readers pass over; what is selected is said by `aria-current` as well.
 */
const TOLERATED: { rule: string; within: string }[] = [
  { rule: "scrollable-region-focusable", within: ".ui5-nl-content" },
  { rule: "aria-allowed-attr", within: "ui5-side-navigation" },
];

const tolerated = (rule: string, target: string): boolean =>
  TOLERATED.some((one) => one.rule === rule && target.includes(one.within));

/** Serious and critical findings of axe, as `rule: element`. */
export async function barriers(page: Page): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page }).analyze();
  return violations
    .filter(({ impact }) => impact === "serious" || impact === "critical")
    .flatMap(({ id, nodes }) => nodes.map((node) => ({ id, target: node.target.join(" "), html: node.html.slice(0, 160) })))
    .filter(({ id, target }) => !tolerated(id, target))
    .map(({ id, target, html }) => `${id}: ${target} ${html}`);
}

/** Everything that is not in order. */
export async function faults(page: Page, axe: boolean, data: readonly string[] = []): Promise<string[]> {
  const found = (await undefinedElements(page)).map((name) => `undefined element ${name}`);
  // A table moves its columns a moment after the window has changed.
  const fits = (): Promise<number> => overflow(page);
  await expect.poll(fits, { timeout: 3000 }).toBe(0).catch(() => undefined);
  const beyond = await overflow(page);
  if (beyond > 0) found.push(`${beyond} pixels wider than the window`);
  found.push(...(await latinWords(page, data)).map((word) => `not Chinese: ${word}`));
  if (axe) found.push(...(await barriers(page)));
  return found;
}

/** What is not in order on a page in one size; axe and a picture only where it is asked for. */
export async function judge(
  page: Page,
  name: string,
  size: { width: number; height: number },
  whole: boolean,
  data: readonly string[] = [],
): Promise<string[]> {
  await page.setViewportSize(size);
  await settled(page);
  if (whole) await page.screenshot({ path: join(PICTURES, `${name}-${size.width}.png`), animations: "disabled" });
  return (await faults(page, whole, data)).map((fault) => `${name} at ${size.width}: ${fault}`);
}
