// Trial draws: a clerk sees what would come of a draft, and decides what to relax when it cannot be carried out.
import { writeFile } from "node:fs/promises";
import { type Locator, type Page, expect, test } from "@playwright/test";
import { confirm, enter as fillIn, importFile, openDialog } from "../support/controls.ts";
import { faults, overflow, settled } from "../support/inspect.ts";
import { enter, open, register } from "../support/office.ts";
import { DESKTOP, PHONE } from "../support/people.ts";
import type { Sunlot } from "../support/sunlot.ts";
import { draft } from "../support/task.ts";

const REASON = "本月两名执法人员参加培训，经处务会研究同意提高每人上限";
/** What the objects of the stories are named after, and the codes of inspectors. */
const DATA = ["script", "alert", "RY"];

let sunlot: Sunlot;
test.describe.configure({ mode: "serial" });
test.beforeAll(async () => {
  sunlot = await open();
});
test.afterAll(async () => {
  await sunlot?.remove();
});

const panel = (page: Page): Locator => page.locator("section.simulation");

/** The numbers of a chart, row by row, from the table beside it. */
async function table(page: Page, title: string): Promise<string[][]> {
  const chart = panel(page).locator("figure.chart").filter({ hasText: title });
  await chart.locator("summary").click();
  await expect(chart.getByRole("table")).toBeVisible();
  const rows = await chart.locator("tbody tr").all();
  return Promise.all(rows.map((row) => row.locator("th, td").allInnerTexts()));
}

async function tried(page: Page, words: string): Promise<void> {
  await expect(panel(page).getByText(words)).toBeVisible();
  await settled(page);
}

async function picture(page: Page, name: string): Promise<void> {
  for (const [kind, size] of [["desktop", DESKTOP], ["phone", PHONE]] as const) {
    await page.setViewportSize(size);
    await settled(page);
    expect(await overflow(page), `${name} on a ${kind} is wider than its window`).toBe(0);
    await panel(page).screenshot({ path: `pictures/${name}-${kind}.png` });
  }
  await page.setViewportSize(DESKTOP);
}

test("a draft is drawn on trial, found impossible, relaxed with a reason, and tried again", async ({ browser }) => {
  const legal = await enter(browser, sunlot, "legal");
  await importFile(legal.page, "抽查事项", register("matters"), 1);
  await legal.page.goto("/staff/matters");
  await legal.page.getByRole("button", { name: "发布新清单" }).click();
  await legal.page.getByRole("button", { name: "全选" }).click();
  await confirm(legal.page, "发布", "发布 1 项清单");
  await legal.close();

  const { page, ...clerk } = await enter(browser, sunlot, "clerk");
  await importFile(page, "检查对象", register("objects"), 10);
  await importFile(page, "事项适用对象", register("object-matters"), 10);
  const task = await draft(page, "试抽模拟");
  await page.goto(task);
  await panel(page).getByRole("button", { name: "开始试抽" }).click();
  await tried(page, "200 次试抽全部能够组成检查组。");
  await expect(panel(page).getByText("任何一次试抽都不能变成正式抽取")).toBeVisible();
  // Three of ten objects; every trial draws three, so the frequency is exact.
  expect(await table(page, "每个检查对象被抽中的概率")).toEqual([["全部对象", "30%", "30%"]]);
  const expected = (await table(page, "各区划的检查量")).map((division) => Number(division[2]));
  expect(expected.reduce((sum, mean) => sum + mean, 0), "all divisions together").toBeCloseTo(3, 2);
  const loads = await table(page, "承担不同检查数的执法人员人数");
  // Four inspectors, six places: one or two each.
  expect(loads).toEqual([["1 个", "2"], ["2 个", "2"]]);
  await expect(panel(page).getByText("没有执法人员达到上限，人员充足。")).toBeVisible();
  expect(await faults(page, true, DATA)).toEqual([]);
  await picture(page, "试抽模拟");

  // Two objects for each of four inspectors are enough; one is not.
  await page.goto(`${task}/edit`);
  for (const _step of ["matters", "time"]) {
    await page.getByRole("button", { name: "下一步" }).click();
  }
  await fillIn(page, "每人至多承担（次）", "1");
  await page.getByRole("button", { name: "下一步" }).click();
  await expect(page.getByText("已保存到服务器")).toBeVisible();
  await page.goto(task);
  await panel(page).getByRole("button", { name: "开始试抽" }).click();
  await tried(page, "200 次试抽没有一次能够组成检查组");
  await expect(panel(page).getByText("执法人员最多只能承担 4 人次")).toBeVisible();
  await expect(panel(page).getByText(/只有 4 名执法人员（RY01、RY02、RY03、RY04）符合要求/)).toBeVisible();
  await expect(panel(page).getByText("200 / 200 次").first()).toBeVisible();
  const offer = panel(page).getByRole("listitem").filter({ hasText: "由 1 个提高到 2 个" });
  await expect(panel(page).getByText(/补充执法人员/)).toBeVisible();
  expect(await faults(page, true, DATA)).toEqual([]);
  await picture(page, "试抽模拟-不可行");
  await offer.getByRole("button", { name: "作出放宽决定" }).click();
  const dialog = openDialog(page);
  await dialog.getByRole("button", { name: "作出放宽决定" }).click();
  await expect(dialog, "not without a reason").toBeVisible();
  await dialog.getByRole("textbox", { name: "理由" }).fill(REASON);
  await dialog.getByRole("button", { name: "作出放宽决定" }).click();
  await expect(dialog).toBeHidden();
  await tried(page, "200 次试抽全部能够组成检查组。");
  await expect(panel(page).getByText("由 1 个提高到 2 个")).toHaveCount(0);
  await clerk.guard.check();
  await clerk.context.close();

  const supervisor = await enter(browser, sunlot, "supervisor1");
  await supervisor.page.goto(task);
  await expect(supervisor.page.getByRole("heading", { level: 1, name: "试抽模拟" })).toBeVisible();
  await expect(panel(supervisor.page), "who may not change a draft has nothing to try").toHaveCount(0);
  await supervisor.page.goto("/staff/audit?action=task.relax");
  await supervisor.page.locator("summary").first().click();
  await expect(supervisor.page.getByText(REASON).first()).toBeVisible();
  await supervisor.close();
});

test("a draw that finds no teams is void; the hall says what would have helped, and the next round is drawn", async ({ browser }) => {
  const clerk = await enter(browser, sunlot, "clerk");
  const { page } = clerk;
  // Where the objects lie, two of the inspectors live; each object takes both, and neither may have three.
  const task = await draft(page, "无法组成检查组", { division: "清江浦区 320812", near: true, cap: 2, witnesses: 0 });
  await page.goto(`${task}/draw`);
  await confirm(page, "锁定名册");
  await confirm(page, "开始抽取");
  await expect(page.getByText(/第 1 轮已作废（无法组成检查组）.*RY02、RY04/)).toBeVisible();
  const ways = page.locator("section.sheet").filter({ has: page.getByRole("heading", { name: "第 1 轮无法组成检查组" }) });
  await expect(ways.getByText("就能为那一轮抽中的 3 个对象组成检查组")).toBeVisible();
  await expect(ways.getByText("检查组第 1 个岗位的区划要求放宽为“不限”")).toBeVisible();
  await expect(ways.getByText(/补充执法人员：1 名属于区划 320812/)).toBeVisible();
  for (const [name, size] of [["desktop", DESKTOP], ["phone", PHONE]] as const) {
    await page.setViewportSize(size);
    await settled(page);
    expect(await overflow(page)).toBe(0);
    await page.screenshot({ path: `pictures/hall-infeasible-${name}.png`, fullPage: true });
  }
  await page.setViewportSize(DESKTOP);
  expect(await faults(page, true, DATA)).toEqual([]);
  await ways.getByRole("listitem").filter({ hasText: "由 2 个提高到 3 个" }).getByRole("button", { name: "作出放宽决定" }).click();
  const dialog = openDialog(page);
  await dialog.getByRole("textbox", { name: "理由" }).fill(REASON);
  await dialog.getByRole("button", { name: "作出放宽决定" }).click();
  await expect(ways.getByText("那一轮抽中的 3 个对象已经能够组成检查组")).toBeVisible();
  await confirm(page, "锁定名册");
  await expect(ways, "the next round is under way").toHaveCount(0);
  await confirm(page, "开始抽取");
  await expect(page.getByText(/^抽取结果：3 个检查对象，候补 \d 个/)).toBeVisible();

  // A supplementary round, for which one of the two may visit nobody any more: its plan is not the clerk's to change.
  const recusals = test.info().outputPath("recusals.csv");
  const pairs = ["DT-001", "DT-003", "DT-005", "DT-007", "DT-009"].map((object) => `RY02,${object},持有股份\n`);
  await writeFile(recusals, `人员编号,统一社会信用代码/注册号,事由\n${pairs.join("")}`);
  await importFile(page, "回避关系", recusals, pairs.length);
  await page.goto(`${task}/strike`);
  await page.getByRole("row").filter({ hasText: "DT-" }).first().getByRole("checkbox").click();
  await page.getByRole("textbox", { name: "剔除理由" }).fill("企业停产检修");
  await page.getByRole("textbox", { name: "依据文件" }).fill("淮市监函〔2026〕52号");
  await confirm(page, "提交剔除申请");
  await expect(page.getByText("剔除申请已提交，等待审批")).toBeVisible();
  const leader = await enter(browser, sunlot, "leader");
  await leader.page.goto("/staff/approvals");
  await confirm(leader.page, "同意剔除");
  await expect(leader.page.getByText("已同意剔除，任务转入补充抽取")).toBeVisible();
  await leader.close();
  await page.goto(`${task}/draw`);
  await confirm(page, "锁定名册");
  await confirm(page, "开始抽取");
  await expect(page.getByText(/第 3 轮已作废（无法组成检查组）/)).toBeVisible();
  const advice = page.locator("section.sheet").filter({ has: page.getByRole("heading", { name: "第 3 轮无法组成检查组" }) });
  await expect(advice.getByText("就能为那一轮抽中的 1 个对象组成检查组")).toBeVisible();
  await expect(advice.getByRole("listitem").first()).toBeVisible();
  await expect(advice.getByRole("button", { name: "作出放宽决定" })).toHaveCount(0);
  await settled(page);
  await page.screenshot({ path: "pictures/hall-infeasible-supplement.png", fullPage: true });
  await clerk.close();
});
