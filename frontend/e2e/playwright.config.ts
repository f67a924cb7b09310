import { defineConfig } from "@playwright/test";

/** Flags under which Chromium calls nobody but the page's server. */
const QUIET = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

export default defineConfig({
  testDir: "stories",
  outputDir: "test-results",
  // A story is many steps of many people; one that hangs is told by the step that waits.
  timeout: 240_000,
  expect: { timeout: 15_000 },
  workers: 2,
  // What fails once is broken.
  retries: 0,
  forbidOnly: true,
  reporter: [["list"]],
  use: {
    actionTimeout: 15_000,
    navigationTimeout: 30_000,
    locale: "zh-CN",
    timezoneId: "Asia/Shanghai",
    viewport: { width: 1366, height: 768 },
    // Motion is for people; a test waits for what is there.
    contextOptions: { reducedMotion: "reduce" },
    screenshot: "only-on-failure",
    launchOptions: { executablePath: process.env["SUNLOT_CHROMIUM"] ?? "/usr/bin/chromium", args: QUIET },
  },
});
