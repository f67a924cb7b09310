// A task from its wizard to its drawn objects.
import { type Page, expect } from "@playwright/test";
import { choose, confirm, enter } from "./controls.ts";
import type { Person } from "./people.ts";

const MATTER = "电梯使用单位监督检查";

/** Goes on; the step before is saved then. */
async function next(page: Page): Promise<void> {
  await page.getByRole("button", { name: "下一步" }).click();
  await expect(page.getByText("已保存到服务器")).toBeVisible();
}

export interface Wanted {
  /** Objects to draw. */
  many?: number;
  witnesses?: number;
  /** The public value that the plan asks for. */
  entropy?: string;
  /** The division that the objects are drawn from: name and code. */
  division?: string;
  /** Whether all of a team are of the object's division. */
  near?: boolean;
  /** The most objects of one inspector. */
  cap?: number;
}

/** Goes through the wizard; answers the address of the task. */
export async function draft(page: Page, name: string, wanted: Wanted = {}): Promise<string> {
  const { many = 3, witnesses = 2, entropy, division, near = false, cap } = wanted;
  await page.goto("/staff/tasks");
  await page.getByRole("button", { name: "新增任务" }).or(page.getByRole("link", { name: "新增任务" })).first().click();
  await page.getByRole("textbox", { name: "任务名称" }).fill(name);
  await page.getByRole("row", { name: new RegExp(MATTER) }).getByRole("checkbox").click();
  await expect(page.getByText("抽查事项（已选 1 项）")).toBeVisible();
  // Without a time there is no task to save yet.
  await page.getByRole("button", { name: "下一步" }).click();
  await page.getByRole("button", { name: "下三个月" }).click();
  const first = page.getByRole("textbox", { name: "开始日期" });
  // What was recorded today must lie within the period.
  await first.fill(new Intl.DateTimeFormat("sv", { timeZone: "Asia/Shanghai" }).format(new Date()));
  await first.press("Tab");
  await next(page);
  // What the matter asks for is asked of the first of the team already.
  await expect(page.locator("#team-0-qualifications ui5-token").filter({ hasText: "特种设备" })).toBeVisible();
  if (near) for (const place of await page.locator("li.slot").all()) await choose(place, "所属区划", "本区划");
  if (cap !== undefined) await enter(page, "每人至多承担（次）", `${cap}`);
  await next(page);
  await page.getByRole("radio", { name: "随机抽取", exact: true }).click();
  if (division !== undefined) {
    const field = page.getByRole("combobox", { name: "行政区划" });
    await field.fill(division);
    await field.press("Enter");
    await expect(page.locator("ui5-token").filter({ hasText: division })).toBeVisible();
  }
  await choose(page, "按", "数量");
  await enter(page, "抽取数量（个）", `${many}`);
  await enter(page, "每层候补数", "1");
  await enter(page, "见证人数", `${witnesses}`);
  if (entropy !== undefined) await page.getByRole("textbox", { name: "公开数值（可不填）" }).fill(entropy);
  await next(page);
  await expect(page.getByRole("button", { name: "前往抽取大厅" })).toBeVisible();
  await page.getByRole("button", { name: "前往抽取大厅" }).click();
  await expect(page).toHaveURL(/\/staff\/tasks\/\d+\/draw$/);
  return new URL(page.url()).pathname.replace(/\/draw$/, "");
}

/** The ceremony: witnesses commit, the clerk freezes, they reveal, the clerk draws this many. */
export async function draw(task: string, clerk: Person, witnesses: readonly [Person, Person], many = 3): Promise<void> {
  await clerk.page.goto(`${task}/draw`);
  await Promise.all(
    witnesses.map(async ({ page }) => {
      await page.goto(`${task}/draw`);
      await page.getByRole("button", { name: "以见证人身份加入" }).click();
      await expect(page.getByText("承诺已提交，不能更改。")).toBeVisible();
    }),
  );
  await expect(clerk.page.getByText("参与方（见证人 2 / 2）")).toBeVisible();
  const frozen = await confirm(clerk.page, "锁定名册");
  expect(frozen).toContain(`共抽取 ${many} 个`);
  await Promise.all(
    witnesses.map(async ({ page }) => {
      await page.getByRole("button", { name: "揭示随机数" }).click();
      await expect(page.getByText("您已揭示，等待其他见证人和经办人。")).toBeVisible();
    }),
  );
  await confirm(clerk.page, "开始抽取");
  for (const { page } of [clerk, ...witnesses]) {
    await expect(page.getByText(new RegExp(`^抽取结果：${many} 个检查对象，候补 \\d 个`))).toBeVisible();
  }
}
