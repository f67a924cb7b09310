// The public check of a bundle, and a firm's own row in it.
import type { Page } from "@playwright/test";

/** Looks for a firm in the bundle that was checked. */
export async function find(page: Page, code: string, salt?: string): Promise<void> {
  await page.getByRole("textbox", { name: "统一社会信用代码或注册号" }).fill(code);
  if (salt !== undefined) await page.getByRole("textbox", { name: "盲码（32 位）" }).fill(salt);
  await page.getByRole("button", { name: "查询" }).click();
}
