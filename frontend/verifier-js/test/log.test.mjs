// The log's part of a bundle, and proofs of the public log: good ones hold, forged ones are refused with their reason.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";

import { fromFiles, load } from "sunlot-verifier";
import { log, part, sha256, signer } from "./log.mjs";

const VECTORS = new URL("../../../crates/domain/vectors/", import.meta.url);
const FILES = ["exclusions.json", "freeze.json", "inspectors.json", "openings.json", "result.json", "reveals.json", "roster.bin"];
const files = Object.fromEntries(FILES.map((file) => [file, new Uint8Array(readFileSync(new URL(`open-small/${file}`, VECTORS)))]));

const verifier = await load();
const [own, other] = [signer(Buffer.alloc(32, 1)), signer(Buffer.alloc(32, 2))];
const { head, note, proofs, inclusion } = log(files, own);

/** The report of the bundle with this log's part, and the last event. */
function checked(more, keys) {
  const events = [];
  const check = verifier.check(fromFiles({ ...files, ...more }), (event) => events.push(event), keys);
  const { report } = check;
  check.free();
  return { report, last: events.at(-1) };
}

test("the log's part of a bundle is checked, and told as a check of its own", () => {
  const { report, last } = checked(part(note, own, proofs));
  assert.deepEqual([report.verified, report.failure, report.log.part], [true, null, "passed"]);
  assert.deepEqual(last, { kind: "passed", line: report.log.line });
  const figures = Object.fromEntries(report.log.line.figures.map(({ quantity, value }) => [quantity, value]));
  const expected = { log_events: proofs.length, log_origin: head.origin, log_size: head.size, log_root: head.root, log_key: own.vkey };
  assert.deepEqual(figures, Object.fromEntries(Object.entries(expected).map(([name, value]) => [name, String(value)])));
  assert.equal(checked(part(note, own, proofs), [own.vkey]).report.verified, true);
});

test("without it a bundle verifies, unless a key of the log is trusted", () => {
  const { report } = checked({});
  assert.deepEqual([report.verified, report.log.part], [true, "absent"]);
  const strict = checked({}, [own.vkey]).report;
  assert.deepEqual([strict.verified, strict.failure.code, strict.failure.reason], [false, "log", "证据包没有日志部分"]);
  assert.throws(() => checked({}, ["no key"]), /公钥/);
});

test("a forged, stale or foreign part is refused with its reason", () => {
  const forged = structuredClone(proofs);
  forged[1].path[0] = "00".repeat(32);
  const changed = structuredClone(proofs);
  changed[0].entry = changed[0].entry.replace("2026-09-21", "2026-09-20");
  const stale = structuredClone(proofs);
  stale.at(-1).index = head.size;
  const cases = [
    [part(note, own, forged), [], /第 3 条日志的包含证明不成立/],
    [part(note, own, changed), [], /第 1 条日志的包含证明不成立/],
    [part(note, own, stale), [], /检查点已过时：只覆盖 \d+ 条/],
    [part(note, own, proofs.slice(0, -1)), [], /日志中的抽取结果（draw.result）应恰有一条/],
    [part(note, own, proofs.slice(1)), [], /日志中没有与锁定书一致的公告/],
    [part(note, own, proofs.filter(({ entry }) => !entry.includes("draw.freeze"))), [], /锁定事件应恰有一个，实有 0 个/],
    [part(note.replace(`\n${head.size}\n`, `\n${head.size + 1}\n`), own, proofs), [], /签名不正确/],
    [part(note, other, proofs), [], /没有可信密钥的签名/],
    [part(note, own, proofs), [other.vkey], /没有可信密钥的签名/],
  ];
  for (const [more, keys, why] of cases) {
    const { report, last } = checked(more, keys);
    assert.deepEqual([report.verified, report.draw, report.log.part], [false, null, "failed"]);
    assert.deepEqual([report.failure.code, report.failure.unreadable], ["log", false]);
    assert.match(report.failure.reason, why);
    assert.deepEqual([last.kind, last.line.code, last.reason], ["failed", "log", report.failure.reason]);
  }
  const half = part(note, own, proofs);
  delete half["log/keys"];
  assert.equal(checked(half).report.failure.unreadable, true);
});

const key = (by, handover = null) => ({
  vkey: by.vkey,
  created_at: "2026-09-21T02:00:00Z",
  retired_at: handover === null ? null : "2026-09-22T02:00:00Z",
  handover,
});

test("a checkpoint is opened under the key in force", () => {
  const opened = verifier.log.head(note, [key(own)]);
  assert.deepEqual([opened.kind, opened.head, opened.handovers], ["head", head, []]);
  assert.deepEqual(opened.signatures.map(({ vkey, witnessed }) => [vkey, witnessed]), [[own.vkey, null]]);
  assert.match(verifier.log.head(note, [key(other)]).reason, /没有可信密钥的签名/);
  const text = note.split("\n\n")[0] + "\n";
  const both = note + other.line(text);
  const later = `${text}\n${other.line(text)}`;
  const rotated = verifier.log.head(later, [key(own, both), key(other)]);
  assert.deepEqual(rotated.handovers, [{ vkey: own.vkey, head, reason: null }]);
  assert.match(verifier.log.head(later, [key(own, note), key(other)]).handovers[0].reason, /没有可信密钥的签名/);
});

test("an entry's proof holds; with a bit changed anywhere it does not", () => {
  for (let index = 0; index < head.size; index += 1) {
    const proof = inclusion(index);
    assert.deepEqual(verifier.log.inclusion(proof, head), { kind: "inclusion", leaf_hash: proof.leaf_hash });
    const changes = [
      { entry: `${proof.entry} ` },
      { index: index ^ 1 },
      { path: proof.path.slice(1) },
      { path: proof.path.map((hash, place) => (place === 0 ? "ff".repeat(32) : hash)) },
      { size: head.size - 1 },
    ];
    for (const change of changes) {
      const refused = verifier.log.inclusion({ ...proof, ...change }, head);
      assert.equal(refused.kind, "refused", JSON.stringify(change));
      assert.ok(refused.reason.length > 0);
    }
  }
});

test("a log that only grew is told from one that changed", () => {
  const [first, second] = [inclusion(0), inclusion(1)].map(({ leaf_hash }) => leaf_hash);
  const small = { ...head, size: 1, root: first };
  const both = { ...head, size: 2, root: sha256("\x01", Buffer.from(first, "hex"), Buffer.from(second, "hex")).toString("hex") };
  const told = (earlier, later, path) => verifier.log.growth(earlier, later, path);
  assert.deepEqual(told(small, both, [second]), { kind: "growth", change: "grown", label: "只增不改", sound: true });
  assert.equal(told(both, both, []).change, "same");
  assert.deepEqual([told(small, both, [first]).change, told(small, both, [first]).sound], ["unproven", false]);
  assert.equal(told(both, small, [second]).change, "shrunk");
  assert.equal(told(both, { ...both, root: first }, []).change, "forked");
  assert.equal(told(both, { ...both, origin: "another.example/log" }, []).change, "other");
});
