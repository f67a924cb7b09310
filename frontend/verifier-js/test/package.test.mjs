// The package as one uses it: every vector verifies, forgeries do not, a firm finds its row, memory stays small.

import assert from "node:assert/strict";
import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { fileURLToPath } from "node:url";

import { fromBytes, fromFiles, load, openFile } from "sunlot-verifier";

const here = (path) => fileURLToPath(new URL(path, import.meta.url));
const VECTORS = here("../../../crates/domain/vectors/");
const FILES = ["exclusions", "freeze", "inspectors", "openings", "result", "reveals"].map((name) => `${name}.json`);
const verifier = await load();

const vector = (name) =>
  Object.fromEntries([...FILES, "roster.bin"].map((file) => [file, new Uint8Array(readFileSync(join(VECTORS, name, file)))]));
const json = (files, name) => JSON.parse(new TextDecoder().decode(files[name]));

const names = readdirSync(VECTORS);
assert.equal(names.length, 4);

for (const name of names) {
  test(`${name} verifies`, () => {
    const files = vector(name);
    const events = [];
    const check = verifier.check(fromFiles(files), (event) => events.push(event));
    const result = json(files, "result.json");
    assert.equal(check.report.failure, null);
    assert.equal(check.report.verified, true);
    assert.equal(check.report.draw.seed, result.seed);
    const plain = ({ did, stratum, rank, score }) => ({ did, stratum, rank, score });
    assert.deepEqual(check.report.draw.selected.map(plain), result.selected);
    assert.deepEqual(check.report.draw.reserves.map(plain), result.reserves);
    assert.deepEqual(events.filter((event) => event.kind === "passed").map((event) => event.line), check.report.checks);
    check.free();
  });

  test(`${name}: every firm whose code and salt are known finds its row`, () => {
    const files = vector(name);
    const check = verifier.check(fromFiles(files));
    const result = json(files, "result.json");
    for (const { code, salt, did, attributes } of json(files, "openings.json")) {
      const { search, row } = check.ownRow(code, salt);
      assert.equal(search, "found");
      assert.deepEqual([row.did, row.name], [did, attributes.name]);
      const line = result.strata.find((stratum) => stratum.id === row.stratum);
      assert.deepEqual([row.threshold, row.next], [line.threshold, line.next]);
      assert.equal(row.score === null, row.weight === 0);
      assert.equal(row.place === "not_eligible", row.status !== "eligible");
      assert.equal(row.place === "selected", result.selected.some((drawn) => drawn.did === did));
      assert.match(row.chance, /^\d+\.\d{4}%$/);
      assert.ok(row.status_label.length > 0);
    }
    assert.equal(check.ownRow("NOWHERE-1", "00".repeat(16)).search, "absent");
    check.free();
  });

  test(`${name}: a bit in any file is noticed`, () => {
    for (const file of [...FILES, "roster.bin"]) {
      const files = vector(name);
      const place = Math.floor(files[file].length / 2);
      files[file][place] ^= 1;
      const { report } = verifier.check(fromFiles(files));
      assert.equal(report.verified, false, file);
      assert.ok(report.failure.reason.length > 0);
      assert.equal(report.draw, null);
    }
  });
}

test("a file on disk is read piece by piece", () => {
  const folder = mkdtempSync(join(tmpdir(), "sunlot-verifier-"));
  try {
    const path = join(folder, "bundle.zip");
    const { size, read } = fromFiles(vector("weighted-strata"));
    writeFileSync(path, read(0, size));
    const file = openFile(path);
    assert.equal(verifier.check(file).report.verified, true);
    file.close();
  } finally {
    rmSync(folder, { recursive: true });
  }
});

test("what is no bundle is a report, not an exception", () => {
  const { report } = verifier.check(fromBytes(new TextEncoder().encode("no archive")));
  assert.deepEqual([report.verified, report.failure.unreadable], [false, true]);
  const gone = { size: 1000, read: () => { throw new Error("gone"); } };
  assert.equal(verifier.check(gone).report.failure.unreadable, true);
});

test("a listener that throws does not change the outcome", () => {
  const listener = () => { throw new Error("mine"); };
  assert.equal(verifier.check(fromFiles(vector("open-small")), listener).report.verified, true);
});

/** The members of an interface in `src/types.ts`. */
function members(name) {
  const types = readFileSync(here("../src/types.ts"), "utf8");
  const body = types.split(`export interface ${name} {\n`)[1].split("\n}")[0];
  return [...body.matchAll(/^ {2}readonly (\w+):/gm)].map((match) => match[1]).sort();
}

test("the types have the members that the verifier tells, no more and no less", () => {
  const check = verifier.check(fromFiles(vector("weighted-strata")));
  const { report } = check;
  const told = (value) => Object.keys(value).sort();
  assert.deepEqual(members("CheckReport"), told(report));
  assert.deepEqual(members("CheckLine"), told(report.checks[0]));
  assert.deepEqual(members("CheckFigure"), told(report.checks[0].figures[0]));
  assert.deepEqual(members("CheckedLog"), told(report.log));
  assert.deepEqual(members("CheckedDraw"), told(report.draw));
  assert.deepEqual(members("CheckStratum"), told(report.draw.strata[0]));
  assert.deepEqual(members("CheckChance"), told(report.draw.strata[0].chances[0]));
  assert.deepEqual(members("CheckDrawn"), told(report.draw.selected[0]));
  const { code, salt } = json(vector("weighted-strata"), "openings.json")[0];
  assert.deepEqual(members("OwnRow"), told(check.ownRow(code, salt).row));
  const files = vector("weighted-strata");
  files["result.json"] = new TextEncoder().encode(JSON.stringify({ ...json(files, "result.json"), seed: "00".repeat(32) }));
  const { failure } = verifier.check(fromFiles(files)).report;
  assert.deepEqual(members("CheckFailure"), told(failure));
  assert.deepEqual(members("CheckDifference"), told(failure.difference));
});
