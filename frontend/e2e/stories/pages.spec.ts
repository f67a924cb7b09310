// Every page, as every role that may see it, at both sizes: nothing undefined, too wide, in English or barred.
import { expect, test } from "@playwright/test";
import { type Demo, demo } from "../support/demo.ts";
import { judge } from "../support/inspect.ts";
import { DESKTOP, PHONE, Person, signIn } from "../support/people.ts";
import { ROLES, portal, staff } from "../support/routes.ts";

let shown: Demo;
test.beforeAll(async () => {
  shown = await demo();
});
test.afterAll(() => shown.sunlot.remove());

for (const role of ROLES) {
  test(`pages of ${role}`, async ({ browser }) => {
    // Two dozen pages, each twice, and axe on each: minutes on a loaded machine.
    test.slow();
    const { address } = shown.sunlot;
    const somebody = await Person.signedIn(browser, address, role, shown.password);
    const found: string[] = [];
    for (const place of await staff(address, shown.password)) {
      if (!place.roles.includes(role)) continue;
      await somebody.page.goto(place.path);
      const whole = place.roles[0] === role || place.name === "home";
      const name = place.name === "home" ? `home-${role}` : place.name;
      found.push(...(await judge(somebody.page, name, DESKTOP, whole, place.data)));
      found.push(...(await judge(somebody.page, name, PHONE, whole, place.data)));
    }
    expect(found).toEqual([]);
    await somebody.close();
  });

  test(`pages that ${role} may not see say so`, async ({ browser }) => {
    const { address } = shown.sunlot;
    const somebody = await Person.signedIn(browser, address, role, shown.password);
    for (const place of await staff(address, shown.password)) {
      if (place.roles.includes(role) || place.name === "inspection-to-record") continue;
      await somebody.page.goto(place.path);
      await expect(somebody.page.getByText("您的角色不能查看此内容"), place.path).toBeVisible();
      await expect(somebody.page.getByRole("link", { name: "回到首页" })).toBeVisible();
    }
    await somebody.close();
  });
}

test("pages of the portal", async ({ browser }) => {
  const visitor = await Person.open(browser, shown.sunlot.address);
  const found: string[] = [];
  for (const { name, path, data } of await portal(shown.sunlot.address)) {
    await visitor.page.goto(path);
    if (name === "portal-checked") await expect(visitor.page.getByText("✓ 通过")).toBeVisible();
    found.push(...(await judge(visitor.page, name, DESKTOP, true, data)));
    found.push(...(await judge(visitor.page, name, PHONE, true, data)));
  }
  expect(found).toEqual([]);
  await visitor.close();
});

test("the page of signing in", async ({ browser }) => {
  const visitor = await Person.open(browser, shown.sunlot.address);
  await visitor.page.goto("/staff/objects?q=公司");
  const found = await judge(visitor.page, "sign-in", DESKTOP, true);
  found.push(...(await judge(visitor.page, "sign-in", PHONE, true)));
  expect(found).toEqual([]);
  await visitor.page.setViewportSize(DESKTOP);
  await signIn(visitor.page, "clerk", shown.password);
  await expect(visitor.page, "and then the page that was asked for").toHaveURL(/\/staff\/objects\?q=/);
  await visitor.close();
});
