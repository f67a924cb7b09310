// What a page meets: questions, answers, cancellation and break-downs, over a worker that answers as told.

import assert from "node:assert/strict";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, beforeEach, test } from "node:test";
import { pathToFileURL } from "node:url";
import ts from "typescript";

const folder = mkdtempSync(join(tmpdir(), "sunlot-checker-"));
after(() => rmSync(folder, { recursive: true }));
const compilerOptions = { module: ts.ModuleKind.ESNext, target: ts.ScriptTarget.ES2022, verbatimModuleSyntax: true };
const source = readFileSync(new URL("../src/check/index.ts", import.meta.url), "utf8");
const built = join(folder, "index.mjs");
writeFileSync(built, ts.transpileModule(source, { compilerOptions }).outputText);
const { Checker, CheckError } = await import(pathToFileURL(built).href);

let workers = [];
class FakeWorker {
  asked = [];
  terminated = false;
  constructor(url, options) {
    assert.match(String(url), /worker\.ts$/);
    assert.deepEqual(options, { type: "module" });
    workers.push(this);
  }
  postMessage(request) {
    this.asked.push(request);
  }
  terminate() {
    this.terminated = true;
  }
  reply(kind, rest, id = this.asked.at(-1).id) {
    this.onmessage({ data: { kind, id, ...rest } });
  }
}
globalThis.Worker = FakeWorker;
beforeEach(() => {
  workers = [];
});

const report = '{"verified":true}';
const rejects = (promise, trouble) =>
  assert.rejects(promise, (error) => error instanceof CheckError && error.trouble === trouble);

test("a check tells its events and its report; then a row can be asked for", async () => {
  const checker = new Checker();
  await rejects(checker.ownRow("A"), "not_checked");
  const events = [];
  const checked = checker.check("/bundle.zip", (event) => events.push(event));
  const [worker] = workers;
  assert.deepEqual(worker.asked, [{ kind: "check", source: "/bundle.zip", id: 1 }]);
  worker.reply("event", { event: '{"kind":"rows"}' });
  worker.reply("event", { event: "of nobody" }, 99);
  worker.reply("report", { report });
  assert.equal(await checked, report);
  assert.deepEqual(events, ['{"kind":"rows"}']);
  const row = checker.ownRow("A");
  assert.deepEqual(worker.asked[1], { kind: "own_row", code: "A", salt: null, id: 2 });
  worker.reply("own_row", { answer: '{"search":"absent"}' });
  assert.equal(await row, '{"search":"absent"}');
  assert.equal(workers.length, 1);
});

test("a running check is cancelled by a signal, by the next check and by disposing", async () => {
  const checker = new Checker();
  const controller = new AbortController();
  const first = checker.check(new ArrayBuffer(1), undefined, controller.signal);
  controller.abort();
  await rejects(first, "cancelled");
  assert.ok(workers[0].terminated);
  await rejects(checker.check(new ArrayBuffer(1), undefined, controller.signal), "cancelled");
  const second = checker.check(new ArrayBuffer(1));
  const third = checker.check(new ArrayBuffer(1));
  await rejects(second, "cancelled");
  workers[2].reply("report", { report });
  assert.equal(await third, report);
  checker.cancel();
  assert.equal(workers[2].terminated, false, "nothing was running: the checked bundle stays");
  const row = checker.ownRow("A");
  checker.dispose();
  await rejects(row, "cancelled");
  assert.ok(workers[2].terminated);
  await rejects(checker.check(new ArrayBuffer(1)), "cancelled");
});

test("a broken verifier is replaced, a failed download is not a break-down", async () => {
  const checker = new Checker();
  const download = checker.check("/nowhere.zip");
  workers[0].reply("trouble", { trouble: "download", detail: "404" });
  await assert.rejects(download, { message: "download: 404" });
  assert.equal(workers[0].terminated, false);
  const broken = checker.check("/bundle.zip");
  workers[0].reply("trouble", { trouble: "internal", detail: "unreachable" });
  await rejects(broken, "internal");
  assert.ok(workers[0].terminated);
  const lost = checker.check("/bundle.zip");
  workers[1].onerror({ message: "not loaded" });
  await rejects(lost, "internal");
  await rejects(checker.ownRow("A"), "not_checked");
});
