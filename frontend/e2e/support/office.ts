// The office of the stories: its registers, and an account for everybody.
import { join } from "node:path";
import { type Browser, type BrowserContextOptions, expect } from "@playwright/test";
import { confirm } from "./controls.ts";
import { Person } from "./people.ts";
import { type Account, PASSWORD, Sunlot } from "./sunlot.ts";

/** A register of the stories. */
export const register = (name: string): string => join(import.meta.dirname, "../registers", `${name}.csv`);

const DEPARTMENT = "SC06";
const INSPECTORS = ["RY01", "RY02", "RY03", "RY04"] as const;

const ACCOUNTS: Account[] = [
  { name: "admin", role: "admin", shown: "林管理" },
  { name: "legal", role: "legal", department: "SC01", shown: "周法规" },
  { name: "clerk", role: "clerk", department: DEPARTMENT, shown: "陈经办" },
  { name: "leader", role: "leader", department: DEPARTMENT, shown: "徐局长" },
  { name: "supervisor1", role: "supervisor", shown: "孙监察" },
  { name: "supervisor2", role: "supervisor", shown: "吴审计" },
  ...INSPECTORS.map((inspector): Account => ({ name: inspector.toLowerCase(), role: "inspector", inspector })),
];

/** An installation with departments, inspectors and accounts; what else is not named is for people to import. */
export async function open(database?: string, ...more: string[]): Promise<Sunlot> {
  const sunlot = await Sunlot.install(database);
  for (const kind of ["divisions", "departments", "inspectors", ...more]) await sunlot.import(kind, register(kind));
  for (const account of ACCOUNTS) await sunlot.createUser(account);
  await sunlot.start();
  return sunlot;
}

/** The legal office publishes the first matter list. */
export async function publish({ page }: Person): Promise<void> {
  await page.goto("/staff/matters");
  await page.getByRole("button", { name: "发布新清单" }).click();
  await page.getByRole("button", { name: "全选" }).click();
  expect(await confirm(page, "发布", "发布 1 项清单")).toContain("新增 1 项");
  await expect(page.getByText("第 1 版清单已发布，共 1 项")).toBeVisible();
}

/** Somebody of the office at their own browser. */
export function enter(browser: Browser, sunlot: Sunlot, name: string, options?: BrowserContextOptions): Promise<Person> {
  return Person.signedIn(browser, sunlot.address, name, PASSWORD, options);
}
