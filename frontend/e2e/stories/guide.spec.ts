// The pictures of the guide, taken of the demonstration.
import { join } from "node:path";
import { type Page, expect, test } from "@playwright/test";
import { type Demo, demo } from "../support/demo.ts";
import { settled } from "../support/inspect.ts";
import { DESKTOP, PHONE, Person } from "../support/people.ts";
import { portal, staff } from "../support/routes.ts";

const PICTURES = join(import.meta.dirname, "../../../docs/guide/pictures");
/** Bytes of a picture at most: the guide is read on phones, too. */
const MOST_BYTES = 100_000;

/** Name of the picture, who sees the page, the page by its name in `routes.ts`. */
const STAFF: [picture: string, role: string, place: string, size: typeof DESKTOP][] = [
  ["工作台", "clerk", "home", DESKTOP],
  ["导入", "clerk", "imports", DESKTOP],
  ["任务书向导", "clerk", "task-edit", DESKTOP],
  ["任务", "clerk", "task-disclosed", DESKTOP],
  ["抽取大厅", "supervisor", "draw-waiting", DESKTOP],
  ["抽取结果", "clerk", "draw-drawn", DESKTOP],
  ["检查表", "inspector", "inspection-to-record", PHONE],
  ["汇总", "leader", "summary", DESKTOP],
  ["移送书", "leader", "transfer", DESKTOP],
  ["公示", "clerk", "disclosure", DESKTOP],
  ["事项清单", "legal", "matters", DESKTOP],
  ["审计日志", "supervisor", "audit", DESKTOP],
  ["用户", "admin", "users", DESKTOP],
];

const PUBLIC: [picture: string, place: string][] = [
  ["门户任务", "portal-task"],
  ["结果查询", "portal-results"],
  ["验证抽取", "portal-checked"],
];

let shown: Demo;
test.beforeAll(async () => {
  shown = await demo();
});
test.afterAll(() => shown.sunlot.remove());

/** A small picture; into the guide when it is being recorded. */
async function picture(page: Page, name: string): Promise<void> {
  await settled(page);
  const options = process.env["SUNLOT_RECORD"] === "1" ? { path: join(PICTURES, `${name}.jpg`) } : {};
  const taken = await page.screenshot({ type: "jpeg", quality: 50, ...options });
  expect(taken.length, `${name} is small enough`).toBeLessThan(MOST_BYTES);
}

test("pictures of the staff's pages", async ({ browser }) => {
  const places = await staff(shown.sunlot.address, shown.password);
  const people = new Map<string, Person>();
  for (const [name, role, place, size] of STAFF) {
    const who = people.get(role) ?? (await Person.signedIn(browser, shown.sunlot.address, role, shown.password));
    people.set(role, who);
    await who.page.setViewportSize(size);
    await who.page.goto(places.find((one) => one.name === place)?.path ?? "");
    await picture(who.page, name);
  }
  for (const who of people.values()) await who.close();
});

test("pictures of the portal", async ({ browser }) => {
  const visitor = await Person.open(browser, shown.sunlot.address, { viewport: PHONE });
  const places = await portal(shown.sunlot.address);
  for (const [name, place] of PUBLIC) {
    await visitor.page.goto(places.find((one) => one.name === place)?.path ?? "");
    if (place === "portal-checked") await expect(visitor.page.getByText("✓ 通过").first()).toBeVisible();
    await picture(visitor.page, name);
  }
  await visitor.close();
});
