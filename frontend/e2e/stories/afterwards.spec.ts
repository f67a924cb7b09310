// After the draw: a firm is given its salt and finds its row; a leader voids what the clerk cannot.
import { expect, test } from "@playwright/test";
import { find } from "../support/check.ts";
import { openDialog, tag } from "../support/controls.ts";
import { type Demo, api, demo, token } from "../support/demo.ts";
import { Person } from "../support/people.ts";

let shown: Demo;
test.beforeAll(async () => {
  shown = await demo();
});
test.afterAll(() => shown.sunlot.remove());

interface Task {
  id: number;
  name: string;
  state: string;
}

const enter = (browser: Parameters<typeof Person.open>[0], name: string): Promise<Person> =>
  Person.signedIn(browser, shown.sunlot.address, name, shown.password);

async function tasks(): Promise<Task[]> {
  const { items } = (await (await api(shown.sunlot.address, "clerk", shown.password))("/tasks?page_size=200")) as { items: Task[] };
  return items;
}

/** A firm on the blinded roster of a task that was not drawn. */
async function undrawn(task: number): Promise<string> {
  const { address } = shown.sunlot;
  const ask = await api(address, "clerk", shown.password);
  const { items } = (await ask("/objects?page_size=200")) as { items: { code: string }[] };
  const { items: inspected } = (await ask(`/inspections?task=${task}&page_size=200`)) as { items: { object_code: string }[] };
  const headers = { Authorization: `Bearer ${await token(address, "clerk", shown.password)}`, "Content-Type": "application/json" };
  for (const { code } of items.filter(({ code }) => !inspected.some((one) => one.object_code === code))) {
    const url = `${address}/api/v1/tasks/${task}/draws/1/salt`;
    const answer = await fetch(url, { method: "POST", headers, body: JSON.stringify({ code }) });
    if (answer.ok) return code;
  }
  throw new Error("no firm of the register is on the roster");
}

test("经办 gives a firm its 盲码, and it finds its own row", async ({ browser }) => {
  const disclosed = (await tasks()).find(({ state }) => state === "disclosed" || state === "archived");
  const task = disclosed?.id ?? 0;
  const code = await undrawn(task);
  const clerk = await enter(browser, "clerk");
  clerk.guard.allow(/status of 404/);
  await clerk.page.goto(`/staff/tasks/${task}/draw`);
  const field = clerk.page.getByRole("textbox", { name: "企业的统一社会信用代码或注册号" });
  const show = clerk.page.getByRole("button", { name: "查看盲码" });
  await field.fill("91320800NOBODY");
  await show.click();
  await expect(clerk.page.getByText("本轮名册上没有这个代码")).toBeVisible();
  await field.fill(code.toLowerCase());
  await show.click();
  const salt = clerk.page.getByRole("status").locator("dd").nth(1);
  await expect(salt).toHaveText(/^[0-9a-f]{32}$/);
  const given = await salt.innerText();
  await clerk.close();

  const firm = await Person.open(browser, shown.sunlot.address);
  await firm.page.goto(`/check?task=${task}&round=1`);
  await expect(firm.page.getByText("✓ 通过").first()).toBeVisible();
  await find(firm.page, code, given);
  await expect(firm.page.locator(".own-place")).toHaveText(/^(在名册上|候补)/);
  await firm.close();
});

test("分管局长 voids a drawn task, which 经办 cannot; everybody sees it", async ({ browser }) => {
  const drawn = (await tasks()).find(({ state }) => state === "drawn" || state === "issued" || state === "inspecting");
  const task = drawn?.id ?? 0;
  const clerk = await enter(browser, "clerk");
  await clerk.page.goto(`/staff/tasks/${task}`);
  await expect(clerk.page.getByRole("heading", { name: drawn?.name ?? "" })).toBeVisible();
  await expect(clerk.page.getByRole("button", { name: "作废任务" })).toHaveCount(0);
  await clerk.close();

  const leader = await enter(browser, "leader");
  const { page } = leader;
  await page.goto(`/staff/tasks/${task}`);
  await page.getByRole("button", { name: "作废任务" }).click();
  const dialog = openDialog(page);
  await expect(dialog.getByText(/已抽取的结果仍然公开，并注明抽取后作废/)).toBeVisible();
  await dialog.getByRole("textbox", { name: "理由" }).fill("名录整体有误，另行组织");
  await dialog.getByRole("button", { name: "作废任务" }).click();
  await expect(tag(page, "已作废").first()).toBeVisible();
  await leader.close();

  const visitor = await Person.open(browser, shown.sunlot.address);
  await visitor.page.goto(`/tasks/${task}`);
  await expect(visitor.page.getByText("作废：抽取后作废").first()).toBeVisible();
  await expect(visitor.page.getByText("抽取之后，分管领导决定作废整个任务；已抽取的结果仍然公开。").first()).toBeVisible();
  await expect(visitor.page.getByText(/名录整体有误，另行组织/).first()).toBeVisible();
  await visitor.close();
});
