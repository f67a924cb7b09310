// The draw policy of a department.
import { expect, test } from "@playwright/test";
import { SOURCE, look } from "../support/ceremony.ts";
import { confirm, openDialog } from "../support/controls.ts";
import { enter, open, publish } from "../support/office.ts";
import { type Sunlot } from "../support/sunlot.ts";

const DEPARTMENT = "特种设备安全监察处";

test.describe.configure({ mode: "serial", timeout: 420_000 });
let sunlot: Sunlot;
test.beforeAll(async ({ browser }) => {
  sunlot = await open(undefined, "matters", "objects", "object-matters");
  const legal = await enter(browser, sunlot, "legal");
  await publish(legal);
  await legal.close();
});
test.afterAll(async () => {
  await sunlot?.remove();
});

test("管理员 sets the draw policy, and everybody can read it", async ({ browser }) => {
  const [admin, slower, clerk] = await Promise.all([
    enter(browser, sunlot, "admin"),
    enter(browser, sunlot, "admin"),
    enter(browser, sunlot, "clerk"),
  ]);
  const { page } = admin;
  await page.goto("/staff/departments");
  await page.getByRole("link", { name: DEPARTMENT }).click();
  await expect(page.getByRole("heading", { level: 1, name: DEPARTMENT })).toBeVisible();
  const address = new URL(page.url()).pathname;
  await slower.page.goto(address);
  await expect(slower.page.getByRole("textbox", { name: "见证人至少（名）" })).toHaveValue("0");
  const number = (name: string) => page.getByRole("textbox", { name, exact: true });
  await number("见证人至少（名）").fill("1.5");
  await number("锁定到全部揭示（分钟）").fill("半小时");
  await number("公告到锁定（分钟）").fill("0");
  await page.getByRole("button", { name: "保存抽取规则" }).click();
  await expect(page.locator(".field-error").filter({ hasText: "请填写 0 到 10 之间的整数" })).toHaveCount(1);
  await expect(page.locator(".field-error").filter({ hasText: "请填写 1 到 44640 之间的整数分钟，或留空" })).toHaveCount(2);
  // What is not saved is not lost unasked.
  await page.getByRole("treeitem", { name: "用户" }).click();
  await openDialog(page).getByRole("button", { name: "取消" }).click();
  await number("见证人至少（名）").fill("2");
  for (const limit of ["公告到锁定（分钟）", "锁定到全部揭示（分钟）", "揭示到公开数值确认（分钟）"]) await number(limit).fill("60");
  await number("必须采用的公开数值").fill(SOURCE);
  await page.getByRole("checkbox", { name: "由一人录入、另一人确认" }).click();
  await confirm(page, "保存抽取规则");
  await expect(page.getByText("抽取规则已保存")).toBeVisible();
  await page.reload();
  await expect(number("锁定到全部揭示（分钟）")).toHaveValue("60");
  // Of two editors the slower is told.
  slower.guard.allow(/status of 412/);
  await slower.page.getByRole("textbox", { name: "见证人至少（名）" }).fill("1");
  await confirm(slower.page, "保存抽取规则");
  await slower.page.getByRole("button", { name: "读取最新内容" }).click();
  await expect(slower.page.getByRole("textbox", { name: "见证人至少（名）" })).toHaveValue("2");
  await clerk.page.goto(address);
  await expect(clerk.page.getByText("承诺与锁定 60 分钟、揭示 60 分钟、公开数值 60 分钟")).toBeVisible();
  await expect(clerk.page.getByRole("button", { name: "保存抽取规则" })).toHaveCount(0);
  const found: string[] = [];
  await look(admin, "draw-policy", found);
  await look(clerk, "draw-policy-read", found);
  expect(found).toEqual([]);
  for (const somebody of [admin, slower, clerk]) await somebody.close();
});
