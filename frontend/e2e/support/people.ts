// People with browsers of their own, in which nothing may go wrong unseen.
import { type Browser, type BrowserContext, type BrowserContextOptions, type Page, expect } from "@playwright/test";

export const DESKTOP = { width: 1366, height: 768 };
export const PHONE = { width: 390, height: 844 };

/** Errors of the console, of scripts, of the content security policy, and requests to other hosts. */
export class Guard {
  private readonly found: string[] = [];
  private readonly allowed: RegExp[] = [];

  constructor(
    context: BrowserContext,
    private readonly host: string,
  ) {
    context.on("request", (request) => {
      const url = new URL(request.url());
      if (/^(https?|wss?):$/.test(url.protocol) && url.host !== this.host) this.found.push(`another host: ${url.href}`);
    });
    context.on("console", (message) => {
      const text = `${message.text()} (${message.location().url})`;
      if (message.type() === "error" || /Content.Security.Policy/i.test(text)) this.found.push(text);
    });
    context.on("dialog", (dialog) => {
      // Leaving a page with something unsaved asks; anything else is a script that should not run.
      if (dialog.type() !== "beforeunload") this.found.push(`a window of the browser: ${dialog.message()}`);
      void dialog.accept();
    });
    context.on("weberror", (error) => this.found.push(String(error.error())));
  }

  /** From now on this is what a story is about, such as the console's line on an answer of 412. */
  allow(...expected: RegExp[]): void {
    this.allowed.push(...expected);
  }

  /** Fails when something went wrong. */
  check(): void {
    const found = this.found.filter((text) => !this.allowed.some((allowed) => allowed.test(text)));
    expect(found, "errors and requests to other hosts").toEqual([]);
  }
}

/** Somebody with a browser. */
export class Person {
  private constructor(
    readonly context: BrowserContext,
    readonly page: Page,
    readonly guard: Guard,
  ) {}

  static async open(browser: Browser, address: string, options: BrowserContextOptions = {}): Promise<Person> {
    const context = await browser.newContext({
      baseURL: address,
      locale: "zh-CN",
      timezoneId: "Asia/Shanghai",
      viewport: DESKTOP,
      reducedMotion: "reduce",
      ...options,
    });
    const guard = new Guard(context, new URL(address).host);
    return new Person(context, await context.newPage(), guard);
  }

  /** Somebody on a page of the staff, signed in. */
  static async signedIn(
    browser: Browser,
    address: string,
    name: string,
    password: string,
    options: BrowserContextOptions = {},
  ): Promise<Person> {
    const person = await Person.open(browser, address, options);
    await person.page.goto("/staff");
    await signIn(person.page, name, password);
    return person;
  }

  async close(): Promise<void> {
    this.guard.check();
    await this.context.close();
  }
}

/** Fills in the sign-in page and waits for what comes after it. */
export async function signIn(page: Page, name: string, password: string): Promise<void> {
  await page.getByRole("textbox", { name: "用户名" }).fill(name);
  await page.getByRole("textbox", { name: "密码" }).fill(password);
  await page.getByRole("button", { name: "登录", exact: true }).click();
  await expect(page.getByRole("navigation", { name: "功能菜单" })).toBeAttached();
}
