// Objects that shall not be visited: filed, refused, filed again, approved; a supplementary round makes up for them, and
// everybody can read it.
import { type Page, expect, test } from "@playwright/test";
import { confirm, importFile, openDialog, tag } from "../support/controls.ts";
import { api } from "../support/demo.ts";
import { faults, settled } from "../support/inspect.ts";
import { enter, open, publish, register } from "../support/office.ts";
import { DESKTOP, PHONE, Person } from "../support/people.ts";
import { PASSWORD, type Sunlot } from "../support/sunlot.ts";
import { draft, draw } from "../support/task.ts";

const PICTURES = "pictures/strike";
const REASON = "承担重大活动保障，检查期间停止生产";
const DOCUMENT = "淮市监函〔2026〕41号";
const OPINION = "依据不充分，请按期检查";

interface Drawn {
  id: number;
  object_code: string;
  object_name: string;
}

let sunlot: Sunlot;
test.beforeAll(async () => {
  sunlot = await open();
});
test.afterAll(() => sunlot?.remove());

const heading = (page: Page, name: string, level = 1) => page.getByRole("heading", { level, name, exact: true });

/** Looks at a page in both sizes. */
async function look(page: Page, name: string): Promise<void> {
  for (const [size, window] of [["phone", PHONE], ["desktop", DESKTOP]] as const) {
    await page.setViewportSize(window);
    await settled(page);
    await page.screenshot({ path: `${PICTURES}/${name}-${size}.png`, animations: "disabled", fullPage: true });
    expect(await faults(page, true, ["script", "alert"]), `${name} at ${window.width}`).toEqual([]);
  }
}

/** Ticks objects on the page of filing, and gives the grounds. */
async function fill(page: Page, task: string, objects: readonly Drawn[]): Promise<void> {
  await page.goto(task);
  await page.getByRole("button", { name: "申请剔除" }).click();
  await expect(page).toHaveURL(`${task}/strike`);
  await expect(heading(page, "申请剔除")).toBeVisible();
  for (const { object_code } of objects) {
    await page.getByRole("row").filter({ hasText: object_code }).getByRole("checkbox").click();
  }
  await expect(page.getByText(`申请内容（已选 ${objects.length} 个对象）`)).toBeVisible();
  await page.getByRole("textbox", { name: "剔除理由" }).fill(REASON);
  await page.getByRole("textbox", { name: "依据文件" }).fill(DOCUMENT);
}

/** Files; the question says to how many it happens. */
async function file(page: Page, task: string, objects: readonly Drawn[]): Promise<void> {
  await fill(page, task, objects);
  expect(await confirm(page, "提交剔除申请")).toContain(`所选 ${objects.length} 个对象不再检查，不能恢复`);
  await expect(page.getByText("剔除申请已提交，等待审批")).toBeVisible();
  await expect(page).toHaveURL(task);
  await expect(tag(page, "待审批").first()).toBeVisible();
}

test("经办 files a strike; 分管局长 refuses, then approves; a supplementary round makes up for it", async ({ browser }) => {
  test.setTimeout(400_000);
  const legal = await enter(browser, sunlot, "legal");
  await importFile(legal.page, "抽查事项", register("matters"), 1);
  await publish(legal);
  await legal.close();
  const clerk = await enter(browser, sunlot, "clerk");
  const { page } = clerk;
  await importFile(page, "检查对象", register("objects"), 10);
  await importFile(page, "事项适用对象", register("object-matters"), 10);
  const task = await draft(page, "剔除的任务");
  const witnesses = [await enter(browser, sunlot, "supervisor1"), await enter(browser, sunlot, "supervisor2")] as const;
  await page.goto(`${task}/strike`);
  await expect(page.getByText("现在不能申请剔除"), "before the draw").toBeVisible();
  await draw(task, clerk, witnesses);
  const ask = await api(sunlot.address, "clerk", PASSWORD);
  const id = task.split("/").at(-1);
  const { items } = (await ask(`/inspections?task=${id}`)) as { items: Drawn[] };
  const [first, second] = items;
  if (first === undefined || second === undefined) throw new Error("too little was drawn");

  // Nothing entered: every field says what it lacks.
  await page.goto(`${task}/strike`);
  await page.getByRole("button", { name: "提交剔除申请" }).click();
  await expect(page.getByRole("main").getByRole("alert")).toHaveCount(3);
  await look(page, "new");
  await file(page, task, [first]);

  // What is with the leader already is named at its place.
  clerk.guard.allow(/status of 422/);
  await fill(page, task, [second, first]);
  await confirm(page, "提交剔除申请");
  const wrong = page.getByRole("listitem").filter({ hasText: first.object_code });
  await expect(wrong.getByRole("alert")).toHaveText("该检查对象的剔除或递补申请正在审批，请等待审批结论");
  await look(page, "pending");
  await page.goto(`/staff/inspections/${first.id}`);
  await expect(page.getByText(/已申请剔除，等待分管局长审批/)).toBeVisible();
  await expect(page.getByRole("button", { name: "申请递补" }), "one thing at a time").toBeHidden();

  const leader = await enter(browser, sunlot, "leader");
  await leader.page.goto("/staff");
  await leader.page.getByRole("main").getByRole("link", { name: /待审批的剔除/ }).click();
  await expect(leader.page).toHaveURL(/\/staff\/strikes\?state=filed/);
  await expect(heading(leader.page, "剔除")).toBeVisible();
  await look(leader.page, "list");
  await leader.page.goto("/staff/approvals");
  await expect(leader.page.getByText(DOCUMENT)).toBeVisible();
  await leader.page.getByRole("main").getByRole("button", { name: "不予剔除" }).click();
  const dialog = openDialog(leader.page);
  await dialog.getByRole("textbox", { name: "理由" }).fill(OPINION);
  await dialog.getByRole("button", { name: "不予剔除" }).click();
  await expect(leader.page.getByText("已作出不予剔除的决定")).toBeVisible();
  await expect(leader.page.getByText("没有等待审批的剔除申请")).toBeVisible();
  await page.reload();
  await expect(page.getByText(`曾申请剔除，未获同意，仍须检查。审批意见：${OPINION}`)).toBeVisible();

  await file(page, task, [first]);
  await leader.page.reload();
  const question = await confirm(leader.page, "同意剔除");
  expect(question).toContain("第 1 轮抽中的 1 个对象将不再检查");
  expect(question).toContain("不能撤回");
  await expect(leader.page.getByText("已同意剔除，任务转入补充抽取")).toBeVisible();
  await expect(leader.page.getByText("没有等待审批的剔除申请")).toBeVisible();

  // The task is a draft again, whose plan nobody changes.
  await page.goto(`/staff/inspections/${first.id}`);
  await expect(page.getByText(/检查对象已剔除，不再检查/)).toBeVisible();
  await page.goto(task);
  await expect(page.getByText(/等待补充抽取/)).toBeVisible();
  await expect(page.getByRole("button", { name: "修改任务书" })).toBeHidden();
  const listed = page.locator("section", { has: page.getByRole("heading", { name: "剔除", exact: true }) });
  await expect(listed.getByText("共 2 条")).toBeVisible();
  await expect(tag(listed, "已剔除")).toBeVisible();
  await look(page, "task");
  await page.goto(`${task}/edit`);
  await expect(page.getByText("补充抽取沿用原抽取方案，任务书不能再修改")).toBeVisible();
  await page.goto(task);
  await page.getByRole("link", { name: "补充抽取：第 2 轮，进入抽取大厅" }).click();
  await expect(page).toHaveURL(`${task}/draw`);

  const visitor = await Person.open(browser, sunlot.address);
  const round = (number: number) =>
    visitor.page.getByRole("article").filter({ has: visitor.page.getByRole("heading", { name: `第 ${number} 轮`, exact: true }) });
  await visitor.page.goto(`/tasks/${id}`);
  await expect(round(1).getByText("剔除的名额将以新的随机数补充抽取补足。")).toBeVisible();

  await draw(task, clerk, witnesses, 1);
  const after = (await ask(`/inspections?task=${id}&round=2`)) as { items: Drawn[] };
  expect(after.items).toHaveLength(1);
  expect(items.map(({ object_code }) => object_code)).not.toContain(after.items[0]?.object_code);
  await page.goto(task);
  await confirm(page, "下达通知书");
  await expect(page.getByText("任务现为“已下达”")).toBeVisible();

  // And the public: what was struck and why, by whom, and which round made up for it; of the refused nothing.
  await visitor.page.reload();
  const struck = round(1);
  await expect(struck.getByText("剔除 1 个检查对象")).toBeVisible();
  await expect(struck.getByText(`${first.object_code}（第 1 层）`)).toBeVisible();
  await expect(struck.getByText(REASON)).toBeVisible();
  await expect(struck.getByText(DOCUMENT)).toBeVisible();
  await expect(struck.getByText("剔除的名额由第 2 轮补充抽取补足。")).toBeVisible();
  await round(2).locator("summary", { hasText: "抽取公告" }).click();
  await expect(round(2).getByText("本轮补足第 1 轮剔除的对象")).toBeVisible();
  await look(visitor.page, "portal");
  await expect(visitor.page.getByText("陈经办")).toHaveCount(0);
  await expect(visitor.page.getByText(OPINION)).toHaveCount(0);
  for (const somebody of [clerk, leader, visitor, ...witnesses]) await somebody.close();
});
