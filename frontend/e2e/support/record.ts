// The unified form, as an inspector fills it in.
import { type Page, expect } from "@playwright/test";
import { choose, enter } from "./controls.ts";

export interface Found {
  /** The result, as the list has it. */
  result: string;
  disposition: string;
  /** Text of the first check item, which fails; without it everything is in order. */
  fault?: string;
  remark?: string;
}

/** Today in China, `2026-11-24`. */
export const today = (): string => new Intl.DateTimeFormat("sv", { timeZone: "Asia/Shanghai" }).format(new Date());

/** Fills in the form of the open inspection. */
export async function fill(page: Page, { result, disposition, fault, remark }: Found): Promise<void> {
  const items = page.getByRole("radiogroup");
  await expect(items.first()).toBeVisible();
  for (const [place, item] of (await items.all()).entries()) {
    const fails = fault !== undefined && place === 0;
    await item.getByRole("radio", { name: fails ? "不合格" : "合格", exact: true }).click();
  }
  if (fault !== undefined) await page.getByRole("textbox", { name: "检查情况" }).fill(fault);
  await choose(page, "本事项检查结果", result);
  await enter(page, "检查结束日期", today());
  for (const member of await page.getByRole("group", { name: "到场执法人员" }).getByRole("checkbox").all()) {
    if ((await member.getAttribute("aria-checked")) !== "true") await member.click();
  }
  await choose(page, "后续处置", disposition);
  if (remark !== undefined) await page.getByRole("textbox", { name: "备注（对社会公示）" }).fill(remark);
}

/** Submits what is filled in. */
export async function submit(page: Page): Promise<void> {
  await page.getByRole("button", { name: "提交检查结果" }).click();
  await expect(page.getByText("检查结果已录入")).toBeVisible();
}
