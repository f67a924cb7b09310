// The public: follows a ceremony live, reads the log and checks its proofs, checks bundles, finds its own firm.
import { readFile, readdir } from "node:fs/promises";
import { join, relative } from "node:path";
import { type Page, expect, test } from "@playwright/test";
import { strToU8, unzipSync, zipSync } from "fflate";
import { find } from "../support/check.ts";
import { tag } from "../support/controls.ts";
import { faults, settled } from "../support/inspect.ts";
import { open, register } from "../support/office.ts";
import { DESKTOP, PHONE, Person } from "../support/people.ts";
import { today } from "../support/record.ts";
import { Officer } from "../support/staff.ts";
import type { Sunlot } from "../support/sunlot.ts";

const PICTURES = join(import.meta.dirname, "../pictures");
/** Latin words that are data: names of the registers, which hold markup on purpose; the public value; the protocol's name. */
const DATA = "script alert SSQ draw log witness people".split(" ");
const VECTORS = join(import.meta.dirname, "../../../crates/domain/vectors");

interface Row {
  id: number;
}

/** A visitor's page at both sizes, with everything that must hold of it. */
async function judge(page: Page, name: string): Promise<void> {
  for (const size of [PHONE, DESKTOP]) {
    await page.setViewportSize(size);
    await settled(page);
    await page.screenshot({ path: join(PICTURES, `${name}-${size.width}.png`), animations: "disabled", fullPage: true });
    expect(await faults(page, true, DATA), `${name} at ${size.width}`).toEqual([]);
  }
}

const heading = (page: Page, name: string | RegExp) => page.getByRole("heading", { name });
const round = (page: Page, number: number) => page.getByRole("article").filter({ has: heading(page, `第 ${number} 轮`) });

/** Chooses a bundle on the page of the check. */
async function check(page: Page, name: string, files: Record<string, Uint8Array>): Promise<void> {
  await page.goto("/check");
  const buffer = Buffer.from(zipSync(files, { level: 0 }));
  await page.locator("input[type=file]").setInputFiles({ name, mimeType: "application/zip", buffer });
}

/** The files of a committed vector, its part of the log included. */
async function vector(name: string): Promise<Record<string, Uint8Array>> {
  const folder = join(VECTORS, name);
  const found = await readdir(folder, { recursive: true, withFileTypes: true });
  const paths = found.filter((entry) => entry.isFile() && entry.name !== "steps.json").map(({ parentPath, name }) => join(parentPath, name));
  return Object.fromEntries(await Promise.all(paths.map(async (path) => [relative(folder, path), new Uint8Array(await readFile(path))])));
}

/** The status of every row, by draw id (protocol §2). */
function statuses(roster: Uint8Array): Map<string, number> {
  const found = new Map<string, number>();
  for (let start = 0; start < roster.length; ) {
    const end = start + 2 + (roster[start + 1] ?? 0);
    found.set(Buffer.from(roster.subarray(start + 2, end)).toString("hex"), roster[end + 4] ?? 0);
    start = end + 5 + 24;
  }
  return found;
}

const json = <T>(files: Record<string, Uint8Array>, name: string): T => JSON.parse(new TextDecoder().decode(files[name])) as T;

test.describe.configure({ mode: "serial" });
let sunlot: Sunlot;
let clerk: Officer;
let witnesses: [Officer, Officer];
let plan: object;
let task = 0;
let bundle: Record<string, Uint8Array> = {};

test.beforeAll(async () => {
  sunlot = await open();
  for (const kind of ["matters", "objects", "object-matters"]) await sunlot.import(kind, register(kind));
  const { address } = sunlot;
  clerk = await Officer.signIn(address, "clerk");
  witnesses = [await Officer.signIn(address, "supervisor1"), await Officer.signIn(address, "supervisor2")];
  const legal = await Officer.signIn(address, "legal");
  const matters = (await legal.ask<Row[]>("GET", "/matters")).map(({ id }) => id);
  await legal.ask("POST", "/matter-lists", { matters });
  plan = {
    name: "电梯使用单位双随机抽查",
    period_start: today(),
    period_end: "2099-12-31",
    matters,
    plan: {
      method: "uniform",
      quota: { count: 3 },
      reserve: 1,
      team: [{ qualifications: ["特种设备"] }, {}],
      inspector_cap: 10,
      witnesses: 2,
      entropy: "双色球第2026134期开奖号码",
    },
  };
  task = (await clerk.ask<Row>("POST", "/tasks", plan)).id;
});
test.afterAll(async () => {
  await sunlot?.remove();
});

test("a visitor follows a ceremony live, through a void round to the result", async ({ browser }) => {
  test.slow();
  const visitor = await Person.open(browser, sunlot.address);
  const { page } = visitor;
  await clerk.act(task, "announce", { limits: { commit_minutes: 600, reveal_minutes: 60, entropy_minutes: 60 } });
  await page.goto(`/tasks/${task}`);
  const first = round(page, 1);
  await expect(tag(first, "已公告，征集承诺")).toBeVisible();
  await expect(first.getByText("2 名（监察人员）").or(first.getByText(/2 名（.*监察.*）/)).first()).toBeVisible();
  await expect(first.getByText("双色球第2026134期开奖号码")).toBeVisible();
  await expect(first.getByRole("timer")).toHaveText(/^0[0-9]:\d\d:\d\d$/);
  await expect(page.getByText("实时更新", { exact: true })).toBeVisible();
  await judge(page, "portal-round-announced");

  // From here on nobody loads the page anew.
  await page.evaluate(() => Object.assign(globalThis, { sameDocument: true }));
  await witnesses[0].commit(task);
  await expect(page.getByRole("status").filter({ hasText: /见证人（编号 \d+）：提交承诺/ })).toBeVisible();
  await witnesses[1].commit(task);
  await expect(first.getByRole("list").getByText(/见证人（编号 \d+）：提交承诺/)).toHaveCount(2);
  await clerk.act(task, "freeze");
  await expect(tag(first, "已锁定，待揭示")).toBeVisible();
  await expect(first.getByText("锁定书摘要")).toBeVisible();
  await judge(page, "portal-round-frozen");

  await witnesses[0].reveal(task);
  await expect(first.getByText(/见证人（编号 \d+）：揭示随机数/)).toBeVisible();
  await witnesses[1].reveal(task, false).catch(() => undefined);
  await expect(first.getByText("作废：揭示与承诺不符")).toBeVisible();
  await expect(first.getByText(/没有有效揭示的：.*见证人（编号 \d+）/)).toBeVisible();
  await expect(first.getByText("本轮作废，不再揭示"), "of the system and of who revealed wrongly").toHaveCount(2);
  await expect(first.getByText(/编号即锁定书和公开日志中的参与方编号/)).toBeVisible();
  await judge(page, "portal-round-voided");

  for (const witness of witnesses) await witness.commit(task);
  const second = round(page, 2);
  await expect(tag(second, "已公告，征集承诺")).toBeVisible();
  await clerk.act(task, "freeze");
  for (const witness of witnesses) await witness.reveal(task);
  await expect(tag(second, "已揭示，待公开数值")).toBeVisible();
  await clerk.act(task, "draw", { entropy: "SSQ:2026134:01.05.12.19.23.30+07" });
  await expect(tag(second, "已抽取")).toBeVisible();
  await expect(second.getByText("SSQ:2026134:01.05.12.19.23.30+07")).toBeVisible();
  await expect(first.getByText("作废：揭示与承诺不符"), "the void round stays").toBeVisible();
  expect(await page.evaluate(() => "sameDocument" in globalThis), "the page was never loaded anew").toBe(true);
  await judge(page, "portal-round-drawn");
  await visitor.close();
});

test("the log: its checkpoint, an entry's proof, and that nothing changed since the last visit", async ({ browser }) => {
  const visitor = await Person.open(browser, sunlot.address);
  const { page } = visitor;
  await page.goto(`/tasks/${task}`);
  await round(page, 2).getByRole("link", { name: "在公开日志中查看" }).click();
  await expect(heading(page, "✓ 签名有效，首次访问")).toBeVisible();
  await expect(page.getByText(/检查点签名有效：由 .+ 签名，共 \d+ 条/)).toBeVisible();
  await expect(page.getByText("首次访问：没有更早的状态可以比对")).toBeVisible();
  await expect(page.getByRole("listitem").filter({ hasText: "锁定" }).first()).toBeVisible();
  await judge(page, "portal-log-task");
  await page.getByRole("listitem").filter({ hasText: "锁定" }).getByRole("link").first().click();
  await expect(heading(page, "✓ 包含证明成立")).toBeVisible();
  await expect(page.getByText(/由内容算出叶摘要 [0-9a-f]{64}，再经 \d+ 步算到检查点的根，完全一致/)).toBeVisible();
  await expect(page.getByText("锁定书摘要", { exact: true })).toBeVisible();
  const member = (name: string) => page.locator("dl.members > div").filter({ has: page.getByText(name, { exact: true }) });
  await expect(member("锁定书 · 公布方式")).toContainText("公开");
  await expect(member("抽取规则 · 见证人角色")).toContainText("监察");
  await expect(page.getByText(/编号即锁定书和公开日志中的参与方编号/)).toBeVisible();
  await page.getByText("原始内容（JSON）").click();
  await expect(page.locator("pre.payload"), "as it was recorded").toContainText('"freeze_hash"');
  await expect(page.getByText(/与您上次所见一致/)).toBeVisible();
  await judge(page, "portal-log-freeze");

  // The log grows, and goes on from what was seen.
  await Officer.signIn(sunlot.address, "leader");
  const seen = await page.evaluate(() => JSON.parse(localStorage.getItem("sunlot.log") ?? "{}") as { head: { size: number } });
  await expect
    .poll(async () => Number((await (await fetch(`${sunlot.address}/log/checkpoint`)).text()).split("\n")[1]))
    .toBeGreaterThan(seen.head.size);
  await page.goto("/log");
  await expect(heading(page, "✓ 日志可信")).toBeVisible();
  await expect(page.getByText(new RegExp(`与您上次所见一致：.+ 见到的 ${seen.head.size} 条都还在，没有改动`))).toBeVisible();

  // A history that this log never had: what is shown now cannot go on from it.
  await page.evaluate(() => {
    const kept = JSON.parse(localStorage.getItem("sunlot.log") ?? "{}") as { head: { size: number; root: string } };
    kept.head.size -= 1;
    kept.head.root = "00".repeat(32);
    localStorage.setItem("sunlot.log", JSON.stringify(kept));
  });
  await page.reload();
  await expect(heading(page, "✗ 日志不可信")).toBeVisible();
  await expect(page.getByText(/与您上次所见不一致/)).toBeVisible();
  await judge(page, "portal-log-forked");
  await page.reload();
  await expect(page.getByText(/与您上次所见不一致/), "what contradicts is not remembered").toBeVisible();
  await page.getByRole("button", { name: "忘记上次所见，以本次为准" }).click();
  await expect(page.getByText("首次访问：没有更早的状态可以比对")).toBeVisible();

  await page.getByRole("textbox", { name: "按序号查看（从 0 起）" }).fill("999999");
  await page.getByRole("button", { name: "查看", exact: true }).click();
  await expect(page.getByRole("alert")).toHaveText(/请填写 0 至 \d+ 的整数/);
  await page.getByRole("textbox", { name: "按序号查看（从 0 起）" }).fill("0");
  await page.getByRole("button", { name: "查看", exact: true }).click();
  await expect(heading(page, "这一条只公开摘要")).toBeVisible();
  await page.goto("/log/99999");
  await expect(heading(page, "日志里没有第 99999 条")).toBeVisible();
  await expect(page.getByText(/日志现有 \d+ 条，序号从 0 至 \d+/)).toBeVisible();
  await page.goto("/log?task=没有这个编号");
  await expect(page.getByText("没有符合条件的抽取事件")).toBeVisible();
  await visitor.close();
});

test("a bundle is checked with its part of the log; a forged one is refused with the reason", async ({ browser }) => {
  const visitor = await Person.open(browser, sunlot.address);
  const { page } = visitor;
  const download = async (): Promise<Record<string, Uint8Array>> => {
    const answer = await fetch(`${sunlot.address}/api/v1/public/tasks/${task}/draws/2/bundle.zip`, { cache: "no-store" });
    return unzipSync(new Uint8Array(await answer.arrayBuffer()));
  };
  await expect.poll(async () => Object.keys((bundle = await download()))).toContain("log/proofs.json");
  await check(page, "真.zip", bundle);
  await expect(page.getByText("✓ 通过").first()).toBeVisible();
  await expect(page.getByText("这次抽取的每一步都记在公开日志里")).toBeVisible();
  const ticks = await page.getByRole("img", { name: "通过", exact: true }).count();
  await expect(page.getByText(`全部 ${ticks} 项检查都通过`)).toBeVisible();
  const step = page.getByRole("listitem").filter({ hasText: "全程留痕日志" });
  await step.getByText("全程留痕日志").click();
  await expect(step.getByText("签名公钥")).toBeVisible();
  await judge(page, "portal-checked-log");

  const proofs = json<{ index: number; path: string[] }[]>(bundle, "log/proofs.json");
  const changed = (change: (proof: { index: number; path: string[] }) => void): Record<string, Uint8Array> => {
    const copy = structuredClone(proofs);
    const last = copy.at(-1);
    if (last !== undefined) change(last);
    return { ...bundle, "log/proofs.json": strToU8(JSON.stringify(copy)) };
  };
  await check(page, "假.zip", changed((proof) => (proof.path[0] = "00".repeat(32))));
  await expect(page.getByText("✗ 不通过").first()).toBeVisible();
  await expect(page.getByText(/第 \d+ 条日志的包含证明不成立/)).toBeVisible();
  await judge(page, "portal-check-forged-log");
  await check(page, "旧.zip", changed((proof) => (proof.index = 99_999)));
  await expect(page.getByText(/检查点已过时：只覆盖 \d+ 条/)).toBeVisible();
  const { "log/checkpoint": _, ...half } = bundle;
  await check(page, "缺.zip", half);
  await expect(page.getByText("证据包的日志部分不完整")).toBeVisible();
  const without = Object.fromEntries(Object.entries(bundle).filter(([file]) => !file.startsWith("log/")));
  await check(page, "无.zip", without);
  await expect(page.getByText("✓ 通过").first()).toBeVisible();
  await expect(page.getByText("证据包中没有日志部分，未能核对公开日志")).toBeVisible();
  await visitor.close();
});

test("a firm finds its own row: drawn, in reserve, not drawn, not on the roster", async ({ browser }) => {
  const visitor = await Person.open(browser, sunlot.address);
  const { page } = visitor;
  await page.goto(`/tasks/${task}`);
  await round(page, 2).getByRole("link", { name: "我的企业在不在名册上？" }).click();
  await expect(page.getByRole("textbox", { name: "统一社会信用代码或注册号" })).toBeFocused();
  interface Drawn { did: string }
  const { selected, reserves } = json<{ selected: Drawn[]; reserves: Drawn[] }>(bundle, "result.json");
  const code = (did: string): string => Buffer.from(did, "hex").toString();
  const all = json<{ code: string }[]>(bundle, "openings.json").map((opening) => opening.code);
  const drawn = [...selected, ...reserves].map(({ did }) => code(did));
  const [lucky] = drawn;
  const reserve = code(reserves[0]?.did ?? "");
  const other = all.find((one) => !drawn.includes(one));
  await find(page, lucky ?? "");
  await expect(page.getByText("抽中，本层第 1 位")).toBeVisible();
  await judge(page, "portal-own-drawn");
  // Copied from a sheet in full-width letters, with a blank.
  const wide = [...(lucky ?? "")].map((c) => String.fromCodePoint((c.codePointAt(0) ?? 0) + 0xfee0)).join("");
  await find(page, `${wide.toLowerCase()}　`);
  await expect(page.getByText("抽中，本层第 1 位")).toBeVisible();
  await find(page, reserve);
  await expect(page.getByText("候补，本层第 4 位")).toBeVisible();
  await find(page, other ?? "");
  await expect(page.getByText("在名册上，可以抽取，没有抽中")).toBeVisible();
  await expect(page.getByText(/抽取之前，它被抽中的机会是/)).toBeVisible();
  await find(page, "NOWHERE-1");
  await expect(page.getByText("名册上没有这个代码")).toBeVisible();
  await visitor.close();
});

test("on a blinded roster a firm needs its salt; one that could not be drawn is told why", async ({ browser }) => {
  const visitor = await Person.open(browser, sunlot.address);
  const { page } = visitor;
  const files = await vector("blinded-entropy");
  interface Drawn { did: string }
  const { selected, reserves } = json<{ selected: Drawn[]; reserves: Drawn[] }>(files, "result.json");
  const openings = json<{ did: string; code: string; salt: string }[]>(files, "openings.json");
  const isSelected = ({ did }: { did: string }): boolean => selected.some((one) => one.did === did);
  const lucky = openings.find(isSelected);
  const others = openings.filter((one) => !isSelected(one));
  await check(page, "盲.zip", files);
  await expect(page.getByText("✓ 通过").first()).toBeVisible();
  await find(page, lucky?.code ?? "");
  await expect(page.getByText(/^抽中，本层第 \d+ 位/)).toBeVisible();
  await page.getByRole("textbox", { name: "统一社会信用代码或注册号" }).fill("9132");
  await expect(page.getByText(/^抽中，本层第 \d+ 位/), "an answer to another code").toBeHidden();
  await find(page, others[0]?.code ?? "");
  await expect(page.getByText("是否在名册上须填盲码才能知道")).toBeVisible();
  await find(page, others[0]?.code ?? "", "不是盲码");
  await expect(page.getByText("盲码须为 32 位的 0–9、a–f")).toBeVisible();
  const place = page.locator(".own-place");
  const status = statuses(files["roster.bin"] ?? new Uint8Array());
  const look = async (of: number, words: RegExp): Promise<void> => {
    const firm = others.find(({ did }) => status.get(did) === of && !reserves.some((one) => one.did === did));
    await find(page, firm?.code ?? "", firm?.salt);
    await expect(place).toHaveText(words);
  };
  await look(0, /^在名册上，可以抽取，没有抽中$/);
  await look(3, /^在名册上，但本次不可抽取：安静期内$/);
  await look(4, /^在名册上，但本次不可抽取：已不存续$/);
  await expect(page.getByText("没有参加抽取（签数为 0）")).toBeVisible();
  await judge(page, "portal-own-blinded");
  await visitor.close();
});
