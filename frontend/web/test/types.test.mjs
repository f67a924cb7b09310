// The types of the API are those of the committed OpenAPI document.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";

const web = join(import.meta.dirname, "..");

test("src/api.ts is up to date (npm run types)", () => {
  const tool = join(web, "node_modules/.bin/openapi-typescript");
  const fresh = execFileSync(tool, [join(web, "../../openapi/sunlot.json")], { encoding: "utf8", maxBuffer: 1 << 26 });
  assert.equal(readFileSync(join(web, "src/api.ts"), "utf8").trim(), fresh.trim());
});
