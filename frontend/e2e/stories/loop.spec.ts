// The closed loop: a whole task as each role, from the libraries to the visitor who checks the draw.
import { readFile } from "node:fs/promises";
import { type Download, expect, test } from "@playwright/test";
import { strFromU8, strToU8, unzipSync, zipSync } from "fflate";
import { confirm, importFile, openDialog } from "../support/controls.ts";
import { enter, open, publish, register } from "../support/office.ts";
import { overflow } from "../support/inspect.ts";
import { DESKTOP, PHONE, Person } from "../support/people.ts";
import { type Found, fill, submit } from "../support/record.ts";
import type { Sunlot } from "../support/sunlot.ts";
import { draft, draw } from "../support/task.ts";

const NAME = "电梯使用单位双随机抽查";
const REASON = "请补充现场情况说明";

/** What is found, in the order of the drawn objects. */
const FOUND: Found[] = [
  { result: "发现问题待后续处理", disposition: "案件线索移送办案机构", fault: "一台电梯未办理使用登记", remark: "已立案" },
  { result: "发现问题已责令改正", disposition: "责令改正", fault: "一台电梯检验过期" },
  { result: "未发现问题", disposition: "无需后续处置" },
];

interface Inspection {
  path: string;
  object: string;
  /** Account of one of its team. */
  inspector: string;
}

/** One bit of what was published is changed; everything else, the ZIP included, stays in order. */
function forged(bundle: Uint8Array): Buffer {
  const files = unzipSync(bundle);
  const inspectors = files["inspectors.json"];
  if (inspectors === undefined) throw new Error("the bundle holds no inspectors.json");
  const text = strFromU8(inspectors);
  const changed = text.replace(/RY0([1-4])/, (_, digit: string) => `RY0${digit === "1" ? 2 : 1}`);
  expect(changed, "something was changed").not.toBe(text);
  return Buffer.from(zipSync({ ...files, "inspectors.json": strToU8(changed) }, { level: 0 }));
}

async function content(download: Promise<Download>): Promise<Buffer> {
  return readFile(await (await download).path());
}

const DATABASES: { name: string; url: string | undefined }[] = [{ name: "SQLite", url: undefined }];
// `cargo xtask test` starts one; without it, that half is reported as skipped.
const postgres = process.env["SUNLOT_E2E_POSTGRES"];
DATABASES.push({ name: "PostgreSQL", url: postgres });

for (const { name, url } of DATABASES) {
  test.describe(`the closed loop on ${name}`, () => {
    test.skip(name === "PostgreSQL" && postgres === undefined, "SUNLOT_E2E_POSTGRES names no database");
    test.describe.configure({ mode: "serial", timeout: 420_000 });
    let sunlot: Sunlot;
    let task = "";
    let inspections: Inspection[] = [];
    test.beforeAll(async () => {
      sunlot = await open(url);
    });
    test.afterAll(async () => {
      await sunlot?.remove();
    });

    test("法规 imports matters and publishes the list", async ({ browser }) => {
      const legal = await enter(browser, sunlot, "legal");
      await importFile(legal.page, "抽查事项", register("matters"), 1);
      await publish(legal);
      await legal.close();
    });

    test("经办 imports objects, drafts a task; two supervisors witness its draw", async ({ browser }) => {
      const clerk = await enter(browser, sunlot, "clerk");
      await importFile(clerk.page, "检查对象", register("objects"), 10);
      await importFile(clerk.page, "事项适用对象", register("object-matters"), 10);
      task = await draft(clerk.page, NAME);
      const witnesses = await Promise.all([enter(browser, sunlot, "supervisor1"), enter(browser, sunlot, "supervisor2")]);
      await draw(task, clerk, [witnesses[0], witnesses[1]]);
      await clerk.page.getByRole("button", { name: "抽取证书" }).or(clerk.page.getByRole("button", { name: /证书|证明/ })).first().click();
      await expect(openDialog(clerk.page).locator("canvas").first()).toBeVisible();
      await clerk.page.goto(task);
      await confirm(clerk.page, "下达通知书");
      await expect(clerk.page.getByText("任务现为“已下达”")).toBeVisible();
      await clerk.page.goto(`/staff/inspections?task=${task.split("/").at(-1)}`);
      await expect(clerk.page.getByText("共 3 条")).toBeVisible();
      const links = await clerk.page.getByRole("main").locator("a[href*='/staff/inspections/']:not([href$='/team'])").all();
      const objects = await Promise.all(links.map(async (link) => ({ path: (await link.getAttribute("href")) ?? "", object: await link.innerText() })));
      for (const { path, object } of objects) {
        await clerk.page.goto(path);
        await expect(clerk.page.getByRole("heading", { name: object })).toBeVisible();
        const team = await clerk.page.getByRole("main").innerText();
        const member = [["甘一鸣", "ry01"], ["乙文静", "ry02"], ["秉三立", "ry03"], ["丁四维", "ry04"]].find(([who]) => team.includes(who ?? ""));
        inspections.push({ path, object, inspector: member?.[1] ?? "" });
      }
      expect(inspections).toHaveLength(3);
      for (const somebody of [clerk, ...witnesses]) await somebody.close();
    });

    test("执法人员 record on their phones", async ({ browser }) => {
      for (const [place, { path, inspector }] of inspections.entries()) {
        const one = await enter(browser, sunlot, inspector, { viewport: PHONE, hasTouch: true });
        await one.page.goto(path);
        await fill(one.page, FOUND[place] ?? FOUND[2]!);
        expect(await overflow(one.page), "wider than the phone").toBe(0);
        await submit(one.page);
        await one.close();
      }
    });

    test("分管局长 returns with a reason, then approves; 经办 submits twice", async ({ browser }) => {
      const clerk = await enter(browser, sunlot, "clerk");
      const leader = await enter(browser, sunlot, "leader");
      await clerk.page.goto(task);
      await confirm(clerk.page, "提交审批");
      await leader.page.goto(task);
      await leader.page.getByRole("button", { name: "退回", exact: true }).click();
      const dialog = openDialog(leader.page);
      await dialog.getByRole("textbox", { name: "理由" }).fill(REASON);
      await dialog.getByRole("button", { name: "退回", exact: true }).click();
      await expect(leader.page.getByText("任务现为“检查中”")).toBeVisible();
      await clerk.page.goto(task);
      await expect(clerk.page.getByText(`最近一次退回：${REASON}`)).toBeVisible();
      await confirm(clerk.page, "提交审批");
      await leader.page.goto(task);
      await confirm(leader.page, "审批通过");
      await expect(leader.page.getByText("任务现为“已审批”")).toBeVisible();
      await clerk.close();
      await leader.close();
    });

    test("经办 hands a case over, discloses and archives", async ({ browser }) => {
      const clerk = await enter(browser, sunlot, "clerk");
      const leader = await enter(browser, sunlot, "leader");
      await clerk.page.goto(inspections[0]?.path ?? "");
      await clerk.page.getByRole("button", { name: "起草移送书" }).click();
      const dialog = openDialog(clerk.page);
      await dialog.getByRole("textbox", { name: "受移送机关" }).fill("市公安局");
      await expect(dialog.getByRole("textbox", { name: "案件事实" })).toHaveValue(/一台电梯未办理使用登记/);
      await dialog.getByRole("textbox", { name: "移送材料" }).fill("现场检查记录");
      await dialog.getByRole("button", { name: "提交审批" }).click();
      await expect(clerk.page).toHaveURL(/\/staff\/transfers\/\d+/);
      await leader.page.goto(new URL(clerk.page.url()).pathname);
      expect(await confirm(leader.page, "批准")).toContain("市公安局");
      await expect(leader.page.getByText("移送书已批准并编号")).toBeVisible();
      await clerk.page.goto(task);
      expect(await confirm(clerk.page, "公示检查结果")).toContain("不能撤回");
      await expect(clerk.page.getByText("任务现为“已公示”")).toBeVisible();
      await confirm(clerk.page, "归档");
      await expect(clerk.page.getByText("任务现为“已归档”")).toBeVisible();
      await clerk.close();
      await leader.close();
    });

    test("公众 finds the result and checks the draw", async ({ browser }) => {
      const visitor = await Person.open(browser, sunlot.address, { acceptDownloads: true });
      const { page } = visitor;
      const first = inspections[0] ?? { object: "" };
      await page.goto("/results");
      await page.getByRole("textbox", { name: "企业名称或代码" }).or(page.getByRole("search").getByRole("textbox")).first().fill(first.object);
      await page.keyboard.press("Enter");
      await expect(page.getByText("共 1 条")).toBeVisible();
      await expect(page.getByText("已立案")).toBeVisible();
      // Names of 300 characters, and names that are markup, are text like any other.
      await expect(page.getByText(first.object).first()).toBeVisible();
      for (const size of [PHONE, DESKTOP]) {
        await page.setViewportSize(size);
        expect(await overflow(page), "wider than the window").toBe(0);
      }
      await page.goto(`/tasks/${task.split("/").at(-1)}`);
      const download = page.waitForEvent("download");
      await page.getByRole("link", { name: "下载证据包" }).click();
      const bundle = await content(download);
      await page.getByRole("link", { name: "验证这次抽取" }).click();
      await expect(page.getByText("✓ 通过").first()).toBeVisible();
      await page.getByRole("textbox", { name: "统一社会信用代码或注册号" }).fill("DT-001");
      await page.getByRole("button", { name: "查询" }).click();
      await expect(page.getByText("抽取之前，它被抽中的机会是")).toBeVisible();
      await page.goto("/check");
      const file = (name: string, buffer: Buffer): Promise<void> =>
        page.locator("input[type=file]").setInputFiles({ name, mimeType: "application/zip", buffer });
      await file("真.zip", bundle);
      await expect(page.getByText("✓ 通过").first()).toBeVisible();
      await page.goto("/check");
      await file("假.zip", forged(bundle));
      await expect(page.getByText("✗ 不通过").first()).toBeVisible();
      await visitor.close();
    });
  });
}
