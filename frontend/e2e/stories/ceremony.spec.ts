// The ceremony in depth: policy, announcement, everybody live, two people for the public value, voids, sealed results.
import { expect, test } from "@playwright/test";
import { SOURCE, VALUE, announce, confirmValue, gather, join, look, refuseForgedFreeze, reveal, stayed, typeValue } from "../support/ceremony.ts";
import { confirm, openDialog, tag } from "../support/controls.ts";
import { token } from "../support/demo.ts";
import { enter, open, publish } from "../support/office.ts";
import { Person } from "../support/people.ts";
import { fill, submit } from "../support/record.ts";
import { PASSWORD, type Sunlot } from "../support/sunlot.ts";
import { draft } from "../support/task.ts";

const DEPARTMENT = "特种设备安全监察处";
const RESULT = /^抽取结果：3 个检查对象，候补 \d 个/;

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

/** Clerk, two witnesses, and somebody who only looks on. */
const everybody = async (browser: Parameters<typeof enter>[0]) => {
  const [clerk, one, two, legal] = await Promise.all([
    enter(browser, sunlot, "clerk"),
    enter(browser, sunlot, "supervisor1"),
    enter(browser, sunlot, "supervisor2"),
    enter(browser, sunlot, "legal"),
  ]);
  return { clerk, one, two, legal, all: [clerk, one, two, legal] };
};

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

test("a ceremony that goes well is seen live by all", async ({ browser }) => {
  const { clerk, one, two, legal, all } = await everybody(browser);
  const found: string[] = [];
  const task = await draft(clerk.page, "公开抽取", { entropy: SOURCE });
  await gather(task, all);
  await expect(one.page.getByText("本轮尚未公告。")).toBeVisible();
  const limit = clerk.page.getByRole("textbox", { name: "锁定到全部揭示（分钟）", exact: true });
  for (const [text, wrong] of [["1.5", "请填写 1 到 44640 之间的整数分钟"], ["一小时", "请填写 1 到 44640 之间的整数分钟"], ["61", "时限不能长于本部门抽取规则的规定"]] as const) {
    await limit.fill(text);
    await clerk.page.getByRole("button", { name: "公告本轮" }).click();
    await expect(clerk.page.locator(".field-error").filter({ hasText: wrong })).toBeVisible();
  }
  await look(clerk, "hall-announce", found);
  expect(await announce(clerk, { reveal: "30" })).toContain("揭示 30 分钟");
  for (const { page } of all) {
    await expect(page.getByRole("heading", { name: "抽取公告" })).toBeVisible();
    await expect(page.getByRole("timer")).toHaveText(/^59:\d\d$/);
  }
  await join(one);
  for (const { page } of all) await expect(page.getByText("参与方（见证人 1 / 2）")).toBeVisible();
  await join(two);
  for (const { page } of all) await expect(page.getByText("参与方（见证人 2 / 2）")).toBeVisible();
  await look(one, "hall-gather", found);
  await confirm(clerk.page, "锁定名册");
  for (const { page } of all) await expect(page.getByRole("timer")).toHaveText(/^29:\d\d$/);
  await refuseForgedFreeze(one);
  await look(one, "hall-forged-freeze", found);
  await reveal(one);
  await reveal(two);
  // A value that differs is told to both, and recorded.
  await typeValue(clerk, `${VALUE}8`);
  one.guard.allow(/status of 422/);
  await confirmValue(one);
  await expect(one.page.getByText("与经办人录入的数值不一致").first()).toBeAttached();
  for (const { page } of all) await expect(page.getByText("两次录入不一致，已记入日志。")).toBeVisible();
  await look(clerk, "hall-value-differs", found);
  await typeValue(clerk);
  await expect(legal.page.getByText("确认之前不显示").first()).toBeVisible();
  await confirmValue(two);
  for (const { page } of all) await expect(page.getByText(VALUE).first()).toBeVisible();
  await confirm(clerk.page, "开始抽取");
  for (const { page } of all) await expect(page.getByText(RESULT)).toBeVisible();
  await stayed(all);
  await look(legal, "hall-drawn", found);
  await clerk.page.getByRole("button", { name: "抽取证书" }).first().click();
  await expect(openDialog(clerk.page).locator("canvas").first()).toBeVisible();
  expect(found).toEqual([]);
  for (const somebody of all) await somebody.close();
});

test("a missing and a wrong reveal void their rounds before all eyes", async ({ browser }) => {
  const { clerk, one, two, all } = await everybody(browser);
  const found: string[] = [];
  const task = await draft(clerk.page, "作废的轮次", { entropy: SOURCE });
  await gather(task, all);
  await announce(clerk, { reveal: "1" });
  await join(one);
  await join(two);
  await confirm(clerk.page, "锁定名册");
  await reveal(one);
  // The other one stays away: the clock voids the round.
  for (const { page } of all) {
    await expect(page.getByText("第 1 轮已作废（逾期未完成）")).toBeVisible({ timeout: 90_000 });
  }
  await look(clerk, "hall-voided", found);
  await announce(clerk);
  await join(one);
  await join(two);
  await confirm(clerk.page, "锁定名册");
  // Not by the page, which would not let it happen.
  const bearer = `Bearer ${await token(sunlot.address, "supervisor2", PASSWORD)}`;
  const answer = await fetch(`${sunlot.address}/api/v1/tasks/${task.split("/").at(-1)}/reveal`, {
    method: "POST",
    headers: { "Content-Type": "application/json", Authorization: bearer },
    body: JSON.stringify({ value: "ab".repeat(32) }),
  });
  expect(answer.status).toBe(409);
  for (const { page } of all) await expect(page.getByText("第 2 轮已作废（揭示与承诺不符）")).toBeVisible();
  await announce(clerk);
  for (const witness of [one, two]) {
    await join(witness);
  }
  for (const { page } of all) {
    await expect(page.getByText("参与方（见证人 2 / 2）")).toBeVisible();
    await expect(page.getByRole("listitem").filter({ hasText: "第 1 轮" }).filter({ hasText: "作废（逾期未完成）" }).first()).toBeAttached();
  }
  await stayed(all);
  await look(clerk, "hall-third-round", found);
  // The clerk, too, may end a round that was announced.
  await clerk.page.getByRole("button", { name: "本轮作废" }).click();
  await openDialog(clerk.page).getByRole("textbox", { name: "理由" }).fill("见证人临时公务，改期");
  await openDialog(clerk.page).getByRole("button", { name: "本轮作废" }).click();
  for (const { page } of all) await expect(page.getByText("第 3 轮已作废（放弃本轮）：见证人临时公务，改期")).toBeVisible();
  expect(found).toEqual([]);
  for (const somebody of all) await somebody.close();
});

test("a sealed result is hidden until its release", async ({ browser }) => {
  const { clerk, one, two, legal, all } = await everybody(browser);
  const found: string[] = [];
  const task = await draft(clerk.page, "突击检查", { entropy: SOURCE });
  const id = task.split("/").at(-1);
  await gather(task, all);
  expect(await announce(clerk, { mode: "封存（突击检查）" })).toContain("封存");
  await join(one);
  await join(two);
  await confirm(clerk.page, "锁定名册");
  await reveal(one);
  await reveal(two);
  await typeValue(clerk);
  await confirmValue(one);
  expect(await confirm(clerk.page, "开始抽取")).toContain("只公开结果摘要");
  for (const { page } of all) {
    await expect(page.getByRole("heading", { name: "结果封存" })).toBeVisible();
    await expect(page.getByText(RESULT)).toHaveCount(0);
  }
  await expect(legal.page.getByRole("button", { name: "解封" })).toHaveCount(0);
  await look(clerk, "hall-sealed", found);
  const rounds = await (await fetch(`${sunlot.address}/api/v1/public/tasks/${id}/draws`)).text();
  expect(rounds, "no seed, no result").not.toMatch(/"seed":"[0-9a-f]/);
  const visitor = await Person.open(browser, sunlot.address);
  await visitor.page.goto(`/tasks/${id}`);
  await expect(tag(visitor.page, "已抽取，结果封存")).toBeVisible();
  await expect(visitor.page.getByText("为了不预先告知检查，结果封存至检查结束")).toBeVisible();
  await expect(visitor.page.getByText(/^封存至检查结束后公布，最迟 \d+年\d+月\d+日$/), "the system's secret").toBeVisible();
  const digest = visitor.page.locator("dl.hashes div").filter({ hasText: "结果摘要" });
  await expect(digest.getByText(/^[0-9a-f]{64}$/)).toBeVisible();
  await expect(visitor.page.getByText("随机种子")).toHaveCount(0);
  await expect(visitor.page.getByRole("link", { name: "验证这次抽取" })).toHaveCount(0);
  await look(visitor, "portal-sealed", found);
  // Not while anybody is still to be visited.
  clerk.guard.allow(/status of 409/);
  await confirm(clerk.page, "解封");
  await expect(clerk.page.getByText("还有 3 个检查对象尚未检查")).toBeVisible();
  const office = await enter(browser, sunlot, "clerk");
  await office.page.goto(task);
  await confirm(office.page, "下达通知书");
  await expect(office.page.getByText("任务现为“已下达”")).toBeVisible();
  await office.page.goto(`/staff/inspections?task=${id}`);
  await expect(office.page.getByText("共 3 条")).toBeVisible();
  const links = await office.page.getByRole("main").locator("a[href*='/staff/inspections/']").all();
  const paths = (await Promise.all(links.map((link) => link.getAttribute("href")))).filter((path) => /\d$/.test(path ?? ""));
  expect(paths).toHaveLength(3);
  for (const path of paths) {
    await office.page.goto(path ?? "");
    await expect(office.page.getByRole("heading", { level: 1 })).toBeVisible();
    const team = await office.page.getByRole("main").innerText();
    const member = [["甘一鸣", "ry01"], ["乙文静", "ry02"], ["秉三立", "ry03"], ["丁四维", "ry04"]].find(([who]) => team.includes(who ?? ""));
    const inspector = await enter(browser, sunlot, member?.[1] ?? "");
    await inspector.page.goto(path ?? "");
    await fill(inspector.page, { result: "未发现问题", disposition: "无需后续处置" });
    await submit(inspector.page);
    await inspector.close();
  }
  await confirm(clerk.page, "解封");
  for (const { page } of all) await expect(page.getByText(RESULT)).toBeVisible();
  await stayed(all);
  await look(one, "hall-released", found);
  await visitor.page.goto(`/tasks/${id}`);
  await expect(tag(visitor.page, "已抽取")).toBeVisible();
  await expect(tag(visitor.page, "结果封存")).toHaveCount(0);
  await visitor.page.goto(`/check?task=${id}&round=1`);
  await expect(visitor.page.getByText("✓ 通过").first()).toBeVisible();
  await visitor.close();
  expect(found).toEqual([]);
  for (const somebody of [...all, office]) await somebody.close();
});
