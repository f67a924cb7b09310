// A firm that does not exist: filed, refused, filed again, approved; everybody sees who came in its place, and why a team is
// who it is.
import { expect, test } from "@playwright/test";
import { confirm, importFile, openDialog } from "../support/controls.ts";
import { api } from "../support/demo.ts";
import { faults, settled } from "../support/inspect.ts";
import { enter, open, register } from "../support/office.ts";
import { PHONE, Person } from "../support/people.ts";
import { PASSWORD, type Sunlot } from "../support/sunlot.ts";
import { draft, draw } from "../support/task.ts";

const PICTURES = "pictures/substitution";
const REASON = "登记住所已拆迁，企业已注销";
const DOCUMENT = "注销证明 淮登注〔2026〕118号";
const OPINION = "请再次上门核实";
/** With fewer there may be nobody who was passed over. */
const MANY = 8;
/** Every reason that there is. */
const WHY = /已在本检查组的其他岗位|承担的检查数已达上限|将没有足够的人员组成检查组|承担的检查数将达不到均衡分派的下限/;

let sunlot: Sunlot;
test.beforeAll(async () => {
  sunlot = await open();
});
test.afterAll(() => sunlot?.remove());

/** Files on the page of an inspection; the question names the object. */
async function file(clerk: Person, object: string): Promise<void> {
  const { page } = clerk;
  await page.getByRole("button", { name: "申请递补" }).click();
  const dialog = openDialog(page).filter({ has: page.getByRole("textbox", { name: "申请理由" }) });
  await dialog.getByRole("button", { name: "提交申请" }).click();
  await expect(dialog.getByRole("alert").first(), "nothing entered").toBeVisible();
  await dialog.getByRole("textbox", { name: "申请理由" }).fill(REASON);
  await dialog.getByRole("textbox", { name: "证明文件" }).fill(DOCUMENT);
  await page.screenshot({ path: `${PICTURES}/file.png` });
  await dialog.getByRole("button", { name: "提交申请" }).click();
  const question = openDialog(page).last();
  await expect(question).toContainText(object);
  await question.getByRole("button", { name: "提交申请" }).click();
  await expect(page.getByText("递补申请已提交，等待审批")).toBeVisible();
  await expect(page.getByText(/已申请递补，等待分管局长审批/)).toBeVisible();
  await expect(page.getByRole("button", { name: "申请递补" }), "one at a time").toBeHidden();
}

test("经办 files that a firm is gone; 分管局长 refuses, then approves", async ({ browser }) => {
  test.setTimeout(300_000);
  const legal = await enter(browser, sunlot, "legal");
  await importFile(legal.page, "抽查事项", register("matters"), 1);
  await legal.page.goto("/staff/matters");
  await legal.page.getByRole("button", { name: "发布新清单" }).click();
  await legal.page.getByRole("button", { name: "全选" }).click();
  await confirm(legal.page, "发布", "发布 1 项清单");
  await legal.close();
  const clerk = await enter(browser, sunlot, "clerk");
  const { page } = clerk;
  await importFile(page, "检查对象", register("objects"), 10);
  await importFile(page, "事项适用对象", register("object-matters"), 10);
  const task = await draft(page, "递补的任务", { many: MANY });
  const [one, other] = [await enter(browser, sunlot, "supervisor1"), await enter(browser, sunlot, "supervisor2")];
  await draw(task, clerk, [one, other], MANY);
  // People have names among themselves.
  await expect(page.getByText("孙监察").first()).toBeVisible();
  await one.close();
  await other.close();
  await page.goto(task);
  await confirm(page, "下达通知书");
  await expect(page.getByText("任务现为“已下达”")).toBeVisible();

  const id = task.split("/").at(-1);
  const ask = await api(sunlot.address, "clerk", PASSWORD);
  type Drawn = { id: number; object_name: string; team: { name: string }[] };
  const { items } = (await ask(`/inspections?task=${id}`)) as { items: Drawn[] };
  expect(items).toHaveLength(MANY);
  const skips = (one: Drawn) => ask(`/tasks/${id}/draws/1/skips?inspection=${one.id}`) as Promise<{ total: number }>;
  const passed = await Promise.all(items.map(async (one) => (await skips(one)).total));
  const most = passed.indexOf(Math.max(...passed));
  const [first, total] = [items[most], passed[most]];
  if (first === undefined || total === undefined) throw new Error("nothing was drawn");

  // Why these inspectors: from the list of what was drawn.
  await page.goto(`/staff/inspections?task=${id}`);
  await page.getByRole("link", { name: "为何由他们检查" }).nth(most).click();
  await expect(page).toHaveURL(`/staff/inspections/${first.id}/team`);
  await expect(page.getByRole("heading", { level: 1, name: /为何由他们检查/ })).toBeVisible();
  for (const member of first.team) await expect(page.locator(".places")).toContainText(member.name);
  // Sixteen places among four inspectors: that nobody is ever passed over has a chance of one in a thousand.
  await expect(page.getByText(total === 0 ? "没有人被跳过" : `共 ${total} 条`)).toBeVisible();
  const rows = page.getByRole("row").filter({ hasText: WHY });
  await expect(rows).toHaveCount(total);
  if (total > 0) await expect(rows.first()).toContainText(/RY0[1-4].*|第[12]岗位/);
  for (const [name, size] of [["desktop", null], ["phone", PHONE]] as const) {
    if (size !== null) await page.setViewportSize(size);
    await settled(page);
    await page.screenshot({ path: `${PICTURES}/team-${name}.png` });
    expect(await faults(page, true, ["script", "alert"])).toEqual([]);
  }
  await page.setViewportSize({ width: 1366, height: 768 });

  await page.goto(`/staff/inspections/${first.id}`);
  await expect(page.getByText("检查时间")).toBeVisible();
  await file(clerk, first.object_name);

  const leader = await enter(browser, sunlot, "leader");
  await leader.page.goto("/staff");
  await leader.page.getByRole("main").getByRole("link", { name: /待审批的递补/ }).click();
  await expect(leader.page).toHaveURL(/\/staff\/substitutions\?state=filed/);
  await leader.page.goto("/staff/approvals");
  await expect(leader.page.getByText(DOCUMENT)).toBeVisible();
  await settled(leader.page);
  await leader.page.screenshot({ path: `${PICTURES}/approvals.png` });
  await leader.page.getByRole("button", { name: "不予递补" }).click();
  const dialog = openDialog(leader.page);
  await dialog.getByRole("textbox", { name: "理由" }).fill(OPINION);
  await dialog.getByRole("button", { name: "不予递补" }).click();
  await expect(leader.page.getByText("已作出不予递补的决定")).toBeVisible();
  await expect(leader.page.getByText("没有等待审批的递补申请")).toBeVisible();

  await page.reload();
  await expect(page.getByText(`曾申请递补，未获同意，仍须检查。审批意见：${OPINION}`)).toBeVisible();
  await file(clerk, first.object_name);
  await leader.page.reload();
  expect(await confirm(leader.page, "同意递补")).toContain(first.object_name);
  await expect(leader.page.getByText("已同意递补，候补对象已列入检查")).toBeVisible();
  await expect(leader.page.getByText("没有等待审批的递补申请")).toBeVisible();

  // From one side to the other and back.
  await page.reload();
  await expect(page.getByText(/检查对象已不存在，不再检查/)).toBeVisible();
  await page.screenshot({ path: `${PICTURES}/replaced.png` });
  await page.locator("ui5-message-strip").getByRole("link").first().click();
  await expect(page.getByText(/本次检查由递补产生/)).toBeVisible();
  const came = Number(page.url().split("/").at(-1));
  expect(came).not.toBe(first.id);
  await page.getByRole("link", { name: "为何由他们检查" }).click();
  await expect(page.getByText(/递补对象的检查组不重新抽取/)).toBeVisible();
  await page.goto(task);
  const listed = page.locator("section", { has: page.getByRole("heading", { name: "递补", exact: true }) });
  await expect(listed.getByText("共 2 条")).toBeVisible();
  await settled(page);
  await page.screenshot({ path: `${PICTURES}/task.png`, fullPage: true });
  await page.setViewportSize(PHONE);
  await page.goto("/staff/substitutions");
  await settled(page);
  await page.screenshot({ path: `${PICTURES}/list-phone.png` });
  expect(await faults(page, true, ["script", "alert"])).toEqual([]);

  // And the public: what was approved, with its evidence; of the refused nothing.
  const rounds = await (await fetch(`${sunlot.address}/api/v1/public/tasks/${id}/rounds`)).json();
  const told = rounds[0].substitutions;
  expect(told).toHaveLength(1);
  expect(told[0]).toMatchObject({ reason: REASON, document: DOCUMENT, filed_by: expect.stringMatching(/^clerk:/), approved_by: expect.stringMatching(/^leader:/) });
  expect(JSON.stringify(rounds)).not.toContain("陈经办");
  const visitor = await Person.open(browser, sunlot.address);
  await visitor.page.goto(`/tasks/${id}`);
  const shown = visitor.page.getByRole("listitem").filter({ hasText: /递补（第 1 层，抽取次序第 \d+ 位）/ });
  for (const words of [REASON, DOCUMENT, "递补对象", "批准"]) await expect(shown).toContainText(words);
  await expect(visitor.page.getByText("陈经办")).toHaveCount(0);
  await settled(visitor.page);
  await visitor.page.screenshot({ path: `${PICTURES}/portal.png`, fullPage: true });
  expect(await faults(visitor.page, true, ["script", "alert"])).toEqual([]);
  await visitor.close();
  await clerk.close();
  await leader.close();
});
