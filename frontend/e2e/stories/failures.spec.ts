// What goes wrong for people, and what they see and keep.
import { type Page, expect, test } from "@playwright/test";
import { chooseFile, openDialog } from "../support/controls.ts";
import { type Demo, api, demo } from "../support/demo.ts";
import { overflow, settled } from "../support/inspect.ts";
import { PHONE, Person, signIn } from "../support/people.ts";
import { fill, submit } from "../support/record.ts";

let shown: Demo;
test.beforeAll(async () => {
  shown = await demo();
});
test.afterAll(() => shown.sunlot.remove());

const enter = (browser: Parameters<typeof Person.open>[0], name: string, options = {}): Promise<Person> =>
  Person.signedIn(browser, shown.sunlot.address, name, shown.password, options);

interface Rows {
  items: { id: number; state: string }[];
}

async function first(name: string, path: string, state: string): Promise<number> {
  const { items } = (await (await api(shown.sunlot.address, name, shown.password))(path)) as Rows;
  const row = items.find((row) => row.state === state);
  if (row === undefined) throw new Error(`the demonstration has no ${state} in ${path}`);
  return row.id;
}

test("a lost network loses nothing of a form", async ({ browser }) => {
  const id = await first("inspector", "/inspections?page_size=200", "notified");
  const inspector = await enter(browser, "inspector", { viewport: PHONE, hasTouch: true });
  const { page, context, guard } = inspector;
  guard.allow(/ERR_INTERNET_DISCONNECTED/);
  await page.goto(`/staff/inspections/${id}`);
  await fill(page, { result: "未发现问题", disposition: "无需后续处置", remark: "现场秩序良好" });
  await context.setOffline(true);
  await page.getByRole("button", { name: "提交检查结果" }).click();
  await expect(page.getByText("当前没有网络，未能提交。草稿已保存在本机")).toBeVisible();
  await context.setOffline(false);
  await expect(page.getByText("现在网络可用，请再次提交")).toBeVisible();
  await page.reload();
  await expect(page.getByText(/已恢复.*保存在本机的草稿/)).toBeVisible();
  await expect(page.getByRole("textbox", { name: "备注（对社会公示）" })).toHaveValue("现场秩序良好");
  await submit(page);
  await inspector.close();
});

test("a session that ends loses nothing of a form", async ({ browser }) => {
  const clerk = await enter(browser, "clerk");
  const { page, context, guard } = clerk;
  guard.allow(/status of 401/);
  const id = await first("clerk", "/tasks", "draft");
  await page.goto(`/staff/tasks/${id}/edit`);
  const name = page.getByRole("textbox", { name: "任务名称" });
  await name.fill("登录过期也不丢的任务书");
  // The cookie is gone and the access token is old: the server itself refuses both.
  await context.clearCookies();
  const old = /\/api\/v1\/(?!auth)/;
  await page.route(old, (route) => route.continue({ headers: { ...route.request().headers(), authorization: "Bearer old" } }));
  await page.getByRole("button", { name: "保存", exact: true }).click();
  await expect(page.getByRole("dialog", { name: "登录已过期" })).toBeVisible();
  const dialog = openDialog(page);
  await page.unroute(old);
  await dialog.getByRole("textbox", { name: "密码" }).fill(shown.password);
  await dialog.getByRole("button", { name: "登录", exact: true }).click();
  await expect(dialog).toBeHidden();
  await expect(page.getByText("已保存到服务器")).toBeVisible();
  await page.reload();
  await expect(name).toHaveValue("登录过期也不丢的任务书");
  await clerk.close();
});

test("of two editors the slower is told, and chooses", async ({ browser }) => {
  const id = await first("clerk", "/tasks", "draft");
  const [one, other] = await Promise.all([enter(browser, "clerk"), enter(browser, "clerk")]);
  other.guard.allow(/status of 412/);
  const name = (page: Page) => page.getByRole("textbox", { name: "任务名称" });
  for (const { page } of [one, other]) {
    await page.goto(`/staff/tasks/${id}/edit`);
    await expect(name(page)).toHaveValue(/./);
  }
  await name(one.page).fill("先保存的任务书");
  await one.page.getByRole("button", { name: "保存", exact: true }).click();
  await expect(one.page.getByText("已保存到服务器")).toBeVisible();
  await name(other.page).fill("后保存的任务书");
  await other.page.getByRole("button", { name: "保存", exact: true }).click();
  await expect(other.page.getByText("任务书已被他人修改，您的修改没有保存。")).toBeVisible();
  await expect(name(other.page), "nothing is lost").toHaveValue("后保存的任务书");
  await other.page.getByRole("button", { name: "载入最新内容" }).click();
  await expect(name(other.page)).toHaveValue("先保存的任务书");
  await one.close();
  await other.close();
});

test("a wrong file is refused with what to do", async ({ browser }) => {
  const clerk = await enter(browser, "clerk");
  const { page } = clerk;
  await page.goto("/staff/imports");
  const choose = (name: string, content: string): Promise<void> =>
    chooseFile(page, { name, mimeType: "application/octet-stream", buffer: Buffer.from(content) });
  await choose("名录.xlsx", "PK");
  await expect(page.getByText("是电子表格工作簿，不能直接导入。")).toBeVisible();
  await choose("照片.png", "PNG");
  await expect(page.getByText("不是 CSV 文件。")).toBeVisible();
  await choose("空.csv", "");
  await expect(page.getByText("是空文件")).toBeVisible();
  await choose("别的.csv", "姓名,电话\n张三,1\n");
  await page.getByRole("button", { name: "试导入" }).click();
  await expect(page.getByText(/没有导入：/)).toBeVisible();
  await clerk.close();
});

test("signing in and moving about by keyboard alone", async ({ browser }) => {
  const visitor = await Person.open(browser, shown.sunlot.address);
  const { page } = visitor;
  await page.goto("/staff");
  const username = page.getByRole("textbox", { name: "用户名" });
  await expect(username).toBeVisible();
  await press(page, "Tab", () => username.evaluate((field) => field.matches(":focus")));
  await page.keyboard.type("clerk");
  await page.keyboard.press("Tab");
  await page.keyboard.type(shown.password);
  await page.keyboard.press("Enter");
  const tasks = page.getByRole("treeitem", { name: "双随机任务" });
  await expect(tasks).toBeVisible();
  const inMenu = (): Promise<boolean> => page.evaluate(() => document.activeElement?.closest("ui5-side-navigation") !== null);
  await press(page, "Tab", inMenu);
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/\/staff\/tasks$/);
  await expect(page.getByRole("heading", { level: 1, name: "双随机任务" })).toBeVisible();
  await visitor.close();
});

/** Presses a key until something holds, at most as often as a page has places to stop at. */
async function press(page: Page, key: string, until: () => Promise<boolean>): Promise<void> {
  for (let count = 0; count < 30; count += 1) {
    if (await until()) return;
    await page.keyboard.press(key);
  }
  throw new Error(`${key} does not lead there`);
}

test("the other language, everywhere and kept", async ({ browser }) => {
  const clerk = await enter(browser, "clerk");
  const { page } = clerk;
  await page.goto("/staff/tasks");
  await page.locator("#account").click();
  await page.getByRole("button", { name: "English" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Tasks" })).toBeVisible();
  await expect(page.locator("html")).toHaveAttribute("lang", "en");
  await page.reload();
  await settled(page);
  await expect(page.getByRole("heading", { level: 1, name: "Tasks" })).toBeVisible();
  await page.goto("/");
  await expect(page.getByRole("main")).toContainText("Anybody can recompute");
  await clerk.close();
});

for (const path of ["/", "/staff"]) {
  test(`a browser without WebAssembly is told so at ${path}`, async ({ browser }) => {
    const visitor = await Person.open(browser, shown.sunlot.address);
    await visitor.context.addInitScript(() => Reflect.deleteProperty(globalThis, "WebAssembly"));
    await visitor.page.goto(path);
    await expect(visitor.page.getByRole("heading", { name: "浏览器版本过旧" })).toBeVisible();
    await expect(visitor.page.getByText("请使用较新的 Chrome、Edge、Firefox、Safari 或 360 极速浏览器打开。")).toBeVisible();
    expect(await overflow(visitor.page)).toBe(0);
    await visitor.close();
  });
}

test("a password that is wrong is said so, and the name stays", async ({ browser }) => {
  const visitor = await Person.open(browser, shown.sunlot.address);
  visitor.guard.allow(/status of 401/);
  const { page } = visitor;
  await page.goto("/staff");
  await page.getByRole("textbox", { name: "用户名" }).fill("clerk");
  await page.getByRole("textbox", { name: "密码" }).fill("not the password");
  await page.getByRole("button", { name: "登录", exact: true }).click();
  await expect(page.getByRole("alert")).toBeVisible();
  await expect(page.getByRole("textbox", { name: "用户名" })).toHaveValue("clerk");
  await signIn(page, "clerk", shown.password);
  await visitor.close();
});
