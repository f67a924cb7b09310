// Controls of the component library, by what a person sees of them.
import { type Locator, type Page, expect } from "@playwright/test";

type Within = Page | Locator;

/** The tags that say this: their text stands in their shadow, too, where it would be found twice. */
export const tag = (within: Within, text: string | RegExp): Locator => within.locator("ui5-tag").filter({ hasText: text });

/** Chooses in a list. */
export async function choose(within: Within, label: string, option: string): Promise<void> {
  const list = within.getByRole("combobox", { name: label });
  await list.click();
  await list.page().getByRole("option", { name: option, exact: true }).filter({ visible: true }).click();
}

/** Fills in a day or a number, which is taken when the field is left. */
export async function enter(within: Within, label: string, text: string): Promise<void> {
  const field = within.getByRole("textbox", { name: label }).or(within.getByRole("spinbutton", { name: label }));
  await field.fill(text);
  await field.press("Tab");
  await expect(field).toHaveValue(text);
}

/** The open dialog with what lies in it; its role stands within its shadow, where its content is not. */
export const openDialog = (page: Page): Locator => page.locator("ui5-dialog[open]");

/** Presses a button, and the button of the question that it asks; answers the question's text. */
export async function confirm(page: Page, button: string, answer: string | RegExp = button): Promise<string> {
  await page.getByRole("main").getByRole("button", { name: button, exact: true }).click();
  const dialog = openDialog(page);
  await expect(dialog).toBeVisible();
  const text = await dialog.innerText();
  await dialog.getByRole("button", { name: answer, exact: typeof answer === "string" }).click();
  await expect(dialog).toBeHidden();
  return text;
}

/** Chooses the file to import. */
export async function chooseFile(page: Page, file: Parameters<Locator["setInputFiles"]>[0]): Promise<void> {
  // The field itself, and the button that the component draws over it.
  await page.getByRole("button", { name: /选择文件|换一个文件/ }).first().setInputFiles(file);
}

/** Imports a file on the page of imports, tried before. */
export async function importFile(page: Page, kind: string, file: string, rows: number): Promise<void> {
  await page.goto("/staff/imports");
  await choose(page, "导入内容", kind);
  await chooseFile(page, file);
  await page.getByRole("button", { name: "试导入" }).click();
  await expect(page.getByText(`试导入完成，库中没有任何更改。${rows} 行可以导入，没有未通过的行。`)).toBeVisible();
  await confirm(page, "正式导入", `导入 ${rows} 行`);
  await expect(page.getByText(`导入完成：${rows} 行已写入，没有未通过的行。`)).toBeVisible();
}
