// The server dies during an import, and comes back.
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "@playwright/test";
import { choose, chooseFile, confirm } from "../support/controls.ts";
import { enter, open } from "../support/office.ts";

const ROWS = 60_000;

test("an import that the server does not survive is whole or absent, and can be done again", async ({ browser }) => {
  const sunlot = await open();
  const line = (_: unknown, n: number): string => `ZT-${n},淮安第${n}站,场所,存续,2016-05-04,淮安市,320812`;
  const file = join(sunlot.data, "objects.csv");
  await writeFile(file, ["对象代码,名称,对象类别,登记状态,成立日期,住所,行政区划", ...Array.from({ length: ROWS }, line)].join("\n"));
  const clerk = await enter(browser, sunlot, "clerk");
  const { page } = clerk;
  clerk.guard.allow(/ERR_CONNECTION|ERR_EMPTY_RESPONSE|ERR_INCOMPLETE|status of 50\d/);
  await page.goto("/staff/imports");
  await choose(page, "导入内容", "检查对象");
  await chooseFile(page, file);
  await page.getByRole("button", { name: "试导入" }).click();
  await expect(page.getByText(/^试导入完成/)).toBeVisible({ timeout: 60_000 });
  await confirm(page, "正式导入", /^导入 60.?000 行$/);
  await expect(page.getByText(/正在读取|已处理|正在查询/)).toBeVisible();
  await sunlot.kill();
  await expect(page.getByText(/暂时问不到进度/)).toBeVisible();
  await sunlot.start();
  await expect(page.getByText(/服务重启，作业中断/)).toBeVisible();
  await page.goto("/staff/objects");
  await expect(page.getByText("没有符合条件的检查对象"), "nothing was written").toBeVisible();
  await clerk.close();
  await sunlot.import("objects", file);
  await sunlot.remove();
});
