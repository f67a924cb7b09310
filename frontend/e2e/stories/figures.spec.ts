// How much is fetched until a page can be used, and how long that takes.
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { type Page, expect, test } from "@playwright/test";
import { type Demo, demo } from "../support/demo.ts";
import { settled } from "../support/inspect.ts";
import { Person } from "../support/people.ts";

const DOCUMENT = join(import.meta.dirname, "../../../docs/performance.md");
const HEADING = "## Browser";

interface Figures {
  /** Bytes over the wire, of what is begun before the page is ready. */
  transferred: number;
  /** Milliseconds from the start of the navigation. */
  ready: number;
  largestPaint: number;
  /** Milliseconds beyond 50 of each long task. */
  blocked: number;
}

async function measure(page: Page, path: string): Promise<Figures> {
  await page.goto(path);
  await settled(page);
  return page.evaluate(async () => {
    const entries = (type: string): Promise<PerformanceEntry[]> =>
      new Promise((resolve) => {
        const observer = new PerformanceObserver((list) => resolve(list.getEntries()));
        observer.observe({ type, buffered: true });
        // Where there was none, nobody is called.
        requestIdleCallback(() => requestIdleCallback(() => resolve([])));
      });
    const paints = await entries("largest-contentful-paint");
    const tasks = await entries("longtask");
    const ready = performance.getEntriesByName("sunlot-ready")[0]?.startTime ?? Number.NaN;
    // What is begun later, when the browser idles or a chart comes into view, is not waited for.
    const fetched = [...performance.getEntriesByType("navigation"), ...performance.getEntriesByType("resource")].filter(
      ({ startTime }) => startTime <= ready,
    );
    return {
      transferred: fetched.reduce((sum, entry) => sum + (entry as PerformanceResourceTiming).transferSize, 0),
      ready,
      largestPaint: paints.at(-1)?.startTime ?? Number.NaN,
      blocked: tasks.reduce((sum, task) => sum + Math.max(0, task.duration - 50), 0),
    };
  });
}

let shown: Demo;
test.beforeAll(async () => {
  shown = await demo();
});
test.afterAll(() => shown.sunlot.remove());

test("figures of the first visit", async ({ browser }, info) => {
  const visitor = await Person.open(browser, shown.sunlot.address);
  const portal = await measure(visitor.page, "/");
  await visitor.close();
  // Signed in, but with nothing of the page in the browser's store.
  const signedIn = await Person.signedIn(browser, shown.sunlot.address, "clerk", shown.password);
  const clerk = await Person.open(browser, shown.sunlot.address, { storageState: await signedIn.context.storageState() });
  await signedIn.close();
  const staff = await measure(clerk.page, "/staff");
  await clerk.close();
  const line = (name: string, one: Figures): string =>
    `| ${name} | ${Math.ceil(one.transferred / 1000)} KB | ${Math.round(one.ready)} ms | ${Math.round(one.largestPaint)} ms | ${Math.round(one.blocked)} ms |`;
  const table = [
    HEADING,
    "",
    "Taken by the stories in `frontend/e2e` (`SUNLOT_RECORD=1`) with Chromium on the same machine: first visits, nothing in the",
    "browser's store. Blocked is what long tasks take beyond 50 ms each.",
    "",
    "| first visit | transferred | ready (`sunlot-ready`) | largest paint | blocked |",
    "|---|---:|---:|---:|---:|",
    line("portal, start page", portal),
    line("staff, start page of the clerk", staff),
    "",
  ].join("\n");
  await info.attach("figures", { body: table, contentType: "text/markdown" });
  for (const one of [portal, staff]) {
    expect(one.transferred).toBeGreaterThan(0);
    expect(one.ready, "the page says when it is ready").not.toBeNaN();
  }
  if (process.env["SUNLOT_RECORD"] !== "1") return;
  const text = await readFile(DOCUMENT, "utf8");
  const [before, after = ""] = text.split(`${HEADING}\n`);
  const next = after.indexOf("\n## ");
  const rest = next < 0 ? "" : after.slice(next + 1);
  await writeFile(DOCUMENT, `${(before ?? "").trimEnd()}\n\n${table}${rest === "" ? "" : `\n${rest}`}`);
});
