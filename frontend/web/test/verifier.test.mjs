// The check as the browser runs it: the built WASM over the committed vectors, forgeries and a large bundle.

import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { crc32, deflateRawSync } from "node:zlib";

const here = (path) => fileURLToPath(new URL(path, import.meta.url));
const VECTORS = here("../../../crates/domain/vectors/");
const WASM = here("../wasm/verifier/");
const MEMBERS = ["exclusions", "freeze", "inspectors", "openings", "result", "reveals"].map((name) => `${name}.json`);

assert.ok(existsSync(join(WASM, "verifier_bg.wasm")), "the WASM is missing: cargo xtask web builds it");
const { Verifier, initSync } = await import(new URL("../wasm/verifier/verifier.js", import.meta.url).href);
initSync({ module: readFileSync(join(WASM, "verifier_bg.wasm")) });

/** The files of a vector. */
function vector(name) {
  return new Map([...MEMBERS, "roster.bin"].map((file) => [file, readFileSync(join(VECTORS, name, file))]));
}

const json = (files, name) => JSON.parse(files.get(name).toString("utf8"));

/** A ZIP of these files. */
function zip(files) {
  const parts = [];
  const directory = [];
  let offset = 0;
  for (const [name, content] of files) {
    const packed = deflateRawSync(content);
    const head = Buffer.alloc(26);
    head.writeUInt16LE(20, 0);
    head.writeUInt16LE(8, 4);
    head.writeUInt32LE(crc32(content), 10);
    head.writeUInt32LE(packed.length, 14);
    head.writeUInt32LE(content.length, 18);
    head.writeUInt16LE(name.length, 22);
    const local = Buffer.concat([Buffer.from("PK\x03\x04"), head, Buffer.from(name), packed]);
    const tail = Buffer.alloc(14);
    tail.writeUInt32LE(offset, 10);
    directory.push(Buffer.concat([Buffer.from("PK\x01\x02\x14\x00"), head, tail, Buffer.from(name)]));
    parts.push(local);
    offset += local.length;
  }
  const size = directory.reduce((sum, entry) => sum + entry.length, 0);
  const end = Buffer.alloc(22);
  end.write("PK\x05\x06", "latin1");
  end.writeUInt16LE(directory.length, 8);
  end.writeUInt16LE(directory.length, 10);
  end.writeUInt32LE(size, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...parts, ...directory, end]);
}

/** Checks bytes; gives the verifier, its events and its report. */
function check(bytes) {
  const read = (offset, length) => bytes.subarray(Number(offset), Number(offset) + length);
  const verifier = new Verifier(BigInt(bytes.length), read);
  const events = [];
  const report = JSON.parse(verifier.check((event) => events.push(JSON.parse(event))));
  return { verifier, events, report };
}

const ownRow = (verifier, code, salt) => JSON.parse(verifier.ownRow(code, salt));
const figure = (report, code, quantity, of = null) =>
  report.checks.find((line) => line.code === code).figures.find((f) => f.quantity === quantity && f.of === of).value;

const names = readdirSync(VECTORS);
assert.equal(names.length, 4);

for (const name of names) {
  test(`${name} verifies, and the report is what was published`, () => {
    const files = vector(name);
    const [freeze, result, openings] = ["freeze.json", "result.json", "openings.json"].map((file) => json(files, file));
    const steps = JSON.parse(readFileSync(join(VECTORS, name, "steps.json"), "utf8"));
    const { events, report } = check(zip(files));
    assert.equal(report.failure, null);
    assert.equal(report.verified, true);
    assert.deepEqual([report.task, report.round], [freeze.task, freeze.round]);
    assert.equal(report.checks.length, 13);
    assert.ok(report.checks.every((line) => line.passed && line.label.length > 0));
    assert.deepEqual(events.filter((event) => event.kind === "passed").map((event) => event.line), report.checks);
    assert.equal(figure(report, "freeze", "freeze_hash"), steps.freeze_hash);
    assert.equal(figure(report, "seed", "seed"), result.seed);
    assert.equal(figure(report, "roster", "root"), freeze.roster.root);
    for (const party of freeze.parties) {
      assert.equal(figure(report, "reveals", "commitment", party.id), party.commitment);
    }
    for (const line of result.strata) {
      assert.equal(figure(report, "strata", "next", String(line.id)), line.next ?? "—");
    }
    const { draw } = report;
    assert.deepEqual(
      draw.strata.map(({ id, threshold, next }) => ({ id, threshold, next })),
      result.strata,
    );
    const plain = ({ did, stratum, rank, score }) => ({ did, stratum, rank, score });
    assert.deepEqual(draw.selected.map(plain), result.selected);
    assert.deepEqual(draw.reserves.map(plain), result.reserves);
    const teams = new Map((result.assignment?.teams ?? []).map((team) => [team.did, team.inspectors]));
    const opened = new Map(openings.map((opening) => [opening.did, opening]));
    for (const drawn of draw.selected) {
      assert.deepEqual(drawn.team, teams.get(drawn.did) ?? []);
      assert.equal(drawn.name, opened.get(drawn.did).attributes.name);
      assert.equal(drawn.code, opened.get(drawn.did).code);
    }
    assert.equal(draw.assigned, result.assignment !== null);
    for (const stratum of draw.strata) {
      const rows = stratum.chances.reduce((sum, line) => sum + line.rows, 0);
      assert.equal(rows, stratum.eligible);
      // Before the draw the chances of all rows add up to what is taken; with equal weights they are take/eligible.
      const chances = stratum.chances.map(({ rows, chance }) => [rows, Number.parseFloat(chance)]);
      const taken = chances.reduce((sum, [rows, chance]) => sum + (rows * chance) / 100, 0);
      assert.ok(Math.abs(taken - stratum.take) < 1e-6 * stratum.eligible, `${taken} ${stratum.take}`);
      for (const [place, [, chance]] of chances.entries()) {
        assert.ok(place === 0 || chance > chances[place - 1][1], "more tickets, more chance");
      }
    }
  });

  test(`${name}: every opened firm finds its own row`, () => {
    const files = vector(name);
    const [freeze, result, openings] = ["freeze.json", "result.json", "openings.json"].map((file) => json(files, file));
    const { verifier } = check(zip(files));
    for (const opening of openings) {
      const selected = result.selected.find((drawn) => drawn.did === opening.did);
      const answer = ownRow(verifier, ` ${opening.code.toLowerCase()} `, opening.salt);
      assert.equal(answer.search, "found");
      assert.equal(answer.row.name, opening.attributes.name);
      assert.equal(answer.row.place === "selected", selected !== undefined);
      assert.equal(answer.row.rank ?? undefined, (selected ?? result.reserves.find((d) => d.did === opening.did))?.rank);
      const without = ownRow(verifier, opening.code, undefined).search;
      assert.equal(without, freeze.roster.blinded && !selected ? "salt_needed" : "found");
    }
    const absent = ownRow(verifier, "NOWHERE-1", "00".repeat(16));
    assert.deepEqual(absent, { search: "absent", row: null });
    assert.equal(ownRow(verifier, "NOWHERE-1", "zz").search, "bad_salt");
  });
}

/** Checks a changed vector, which must be refused. */
function refused(name, file, change) {
  const files = vector(name);
  const changed = Buffer.from(change(files.get(file)));
  assert.notDeepEqual(changed, files.get(file));
  files.set(file, changed);
  const { verifier, events, report } = check(zip(files));
  assert.equal(report.verified, false);
  assert.equal(report.draw, null);
  const last = events.at(-1);
  assert.deepEqual([last.kind, last.line.code, last.reason], ["failed", report.failure.code, report.failure.reason]);
  assert.equal(ownRow(verifier, "91320803APH1MBM5Q", undefined).search, "not_verified");
  return report;
}

const text = (from, to) => (content) => {
  const before = content.toString("utf8");
  assert.ok(before.includes(from));
  return before.replace(from, to);
};

test("forgeries are refused, each at its own check", () => {
  const team = refused("open-small", "result.json", text("HA00006", "HA00005")).failure;
  assert.equal(team.code, "assignment");
  assert.equal(team.difference.pointer, "/assignment/teams/0/inspectors/1");
  assert.match(team.reason, /公布为 "HA00005"，重新计算为 "HA00006"/);
  const bit = (content) => content.map((byte, index) => (index === content.length - 1 ? byte ^ 1 : byte));
  const roster = refused("weighted-strata", "roster.bin", bit).failure;
  assert.deepEqual([roster.code, roster.reason], ["roster", "roster.bin 的 Merkle 根与锁定书不符，内容已被改动"]);
  const secret = JSON.parse(vector("open-small").get("reveals.json")).parties[0].value;
  const other = secret.replace(/^./, secret.startsWith("0") ? "1" : "0");
  assert.equal(refused("open-small", "reveals.json", text(secret, other)).failure.code, "reveals");
  const row = refused("open-small", "roster.bin", (content) => content.subarray(0, 49 * 8 + 20)).failure;
  assert.equal(row.reason, "名册第 9 行：内容不完整");
  const name = refused("open-small", "openings.json", text("示例企业", "示范企业")).failure;
  assert.equal(name.code, "openings");
  const round = refused("infeasible", "freeze.json", text('"round":1', '"round":2'));
  assert.deepEqual([round.round, round.failure.code], [2, "reveals"]);
});

test("what is no bundle cannot be read, and says so", () => {
  const whole = zip(vector("open-small"));
  const without = vector("open-small");
  without.delete("result.json");
  for (const bytes of [Buffer.alloc(0), Buffer.from("no archive"), whole.subarray(0, whole.length - 30), zip(without)]) {
    const { report } = check(bytes);
    assert.deepEqual([report.verified, report.failure.unreadable], [false, true]);
    assert.match(report.failure.reason, /^(freeze|result)\.json：无法打开：[^a-z]+$/);
  }
});

test("a bomb is given up", () => {
  const files = vector("open-small");
  files.set("openings.json", Buffer.concat([Buffer.from("["), Buffer.alloc(64 << 20, 0x20)]));
  const { report } = check(zip(files));
  assert.equal(report.failure.code, "openings");
  files.set("openings.json", vector("open-small").get("openings.json"));
  files.set("freeze.json", Buffer.alloc(64 << 20, 0x20));
  assert.equal(check(zip(files)).report.failure.reason, "freeze.json：内容过长");
});

test("a file that fails while it is read is unreadable, not wrong", () => {
  const bytes = zip(vector("open-small"));
  const gone = new Verifier(BigInt(bytes.length), () => {
    throw new Error("gone");
  });
  const report = JSON.parse(gone.check(() => {}));
  assert.deepEqual([report.verified, report.failure.unreadable], [false, true]);
  const greedy = new Verifier(BigInt(bytes.length), (offset, length) => new Uint8Array(length + 1));
  assert.equal(JSON.parse(greedy.check(() => {})).failure.unreadable, true);
  assert.throws(() => new Verifier(0n, () => {}).ownRow("A", undefined), /尚未验证/);
});

test("a bundle of 100,000 rows", (context) => {
  const folder = mkdtempSync(join(tmpdir(), "sunlot-check-"));
  try {
    const path = join(folder, "large.zip");
    const arguments_ = ["run", "--quiet", "--example", "bundle", "--", "100000", path];
    const made = spawnSync("cargo", arguments_, { cwd: here("../../verifier/"), encoding: "utf8" });
    assert.equal(made.status, 0, made.stderr);
    const bytes = readFileSync(path);
    const start = performance.now();
    const { verifier, events, report } = check(bytes);
    const checked = performance.now();
    assert.equal(report.failure, null);
    assert.equal(report.draw.selected.length, 1_000);
    assert.equal(figure(report, "openings", "opened"), "100000");
    for (const pass of [1, 2]) {
      const rows = events.filter((event) => event.kind === "rows" && event.pass === pass).map((event) => event.done);
      assert.ok(rows.length > 10 && rows.length < 20);
      assert.equal(rows.at(-1), 100_000);
    }
    const before = performance.now();
    const { row } = ownRow(verifier, "913208000000099998", undefined);
    const found = performance.now();
    assert.deepEqual([row.number, row.chance.slice(0, 2)], [99_999, "1."]);
    context.diagnostic(`check ${(checked - start).toFixed(0)} ms, own row ${(found - before).toFixed(0)} ms`);
  } finally {
    rmSync(folder, { recursive: true });
  }
});
