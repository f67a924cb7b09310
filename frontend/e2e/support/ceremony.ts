// The parts of a ceremony, by what people do in the draw hall.
import { type Page, expect } from "@playwright/test";
import { choose, confirm, tag } from "./controls.ts";
import { judge } from "./inspect.ts";
import { DESKTOP, PHONE, type Person } from "./people.ts";

/** The public value that stories ask for. */
export const SOURCE = "抽取当日双色球开奖号码";
export const VALUE = "SSQ:2026134:01.05.12.19.23.30+07";

export interface Terms {
  mode?: "公开" | "封存（突击检查）";
  /** Minutes from the freeze to the last reveal. */
  reveal?: string;
}

const field = (page: Page, name: string) => page.getByRole("textbox", { name, exact: true });

/** Everybody opens the hall of a task, once: nobody loads it again. */
export async function gather(task: string, everybody: readonly Person[]): Promise<void> {
  await Promise.all(
    everybody.map(async ({ page }) => {
      await page.goto(`${task}/draw`);
      await expect(tag(page, "实时")).toBeVisible();
      await page.evaluate(() => Reflect.set(globalThis, "stays", true));
    }),
  );
}

/** Nobody has loaded their page again since. */
export async function stayed(everybody: readonly Person[]): Promise<void> {
  for (const { page } of everybody) expect(await page.evaluate(() => Reflect.get(globalThis, "stays"))).toBe(true);
}

/** The clerk announces the present round; answers the question that is asked before. */
export async function announce({ page }: Person, terms: Terms = {}): Promise<string> {
  if (terms.mode !== undefined) await choose(page, "公布方式", terms.mode);
  if (terms.reveal !== undefined) await field(page, "锁定到全部揭示（分钟）").fill(terms.reveal);
  return confirm(page, "公告本轮");
}

/** A witness commits; their secret is made in their browser. */
export async function join({ page }: Person): Promise<void> {
  await page.getByRole("button", { name: "以见证人身份加入" }).click();
  await expect(page.getByText("承诺已提交，不能更改。")).toBeVisible();
}

/** A witness reveals. */
export async function reveal({ page }: Person): Promise<void> {
  await page.getByRole("button", { name: "揭示随机数" }).click();
  await expect(page.getByRole("button", { name: "揭示随机数" })).toBeHidden();
}

/** A witness who is shown another freeze than the one that holds their commitment: nothing leaves their browser. */
export async function refuseForgedFreeze({ page }: Person): Promise<void> {
  const sent: string[] = [];
  page.on("request", (request) => {
    if (request.url().endsWith("/reveal")) sent.push(request.url());
  });
  await page.route(/\/freeze\.json$/, async (route) => {
    const answer = await route.fetch();
    // As long and as sound as before, under another commitment.
    const body = (await answer.text()).replaceAll(/"commitment":"[0-9a-f]{64}/g, `"commitment":"${"f".repeat(64)}`);
    await route.fulfill({ response: answer, body });
  });
  await page.getByRole("button", { name: "揭示随机数" }).click();
  await expect(page.getByText("公开的锁定书中没有您的承诺。您的随机数没有发出")).toBeVisible();
  expect(sent).toEqual([]);
  await page.unroute(/\/freeze\.json$/);
}

/** The clerk types the public value. */
export async function typeValue({ page }: Person, value = VALUE): Promise<void> {
  await field(page, "公开数值").fill(value);
  await page.getByRole("button", { name: "录入", exact: true }).click();
  await expect(page.getByText("已录入，等待见证人确认。")).toBeVisible();
}

/** A witness types it again. */
export async function confirmValue({ page }: Person, value = VALUE): Promise<void> {
  await expect(page.getByText("经办人已录入。")).toBeVisible();
  await field(page, "再次录入公开数值").fill(value);
  await page.getByRole("button", { name: "确认", exact: true }).click();
}

/** Looks at a page in both sizes, and takes its pictures. */
export async function look({ page }: Person, name: string, found: string[]): Promise<void> {
  // Names of the registers hold markup on purpose, and the public value says where it comes from.
  const data = ["script", "alert", "SSQ"];
  found.push(...(await judge(page, name, PHONE, true, data)), ...(await judge(page, name, DESKTOP, true, data)));
}
