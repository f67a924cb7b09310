// A log of a few entries, as C2SP and the draw protocol (§10) say: written once more, in another language.

import { createHash, createPrivateKey, createPublicKey, sign } from "node:crypto";

export const sha256 = (...parts) => parts.reduce((hash, part) => hash.update(part), createHash("sha256")).digest();
const u32 = (number) => Buffer.from([number >>> 24, number >>> 16, number >>> 8, number]);

/** `frame` of the protocol, §1. */
export const frame = (tag, ...parts) =>
  sha256(`sunlot-draw/1/${tag}\0`, ...parts.flatMap((part) => [u32(part.length), part]));

/** JSON with its members sorted; texts and small integers alone, so that it is canonical (RFC 8785). */
function canonical(value) {
  if (value === null || typeof value !== "object") return JSON.stringify(value);
  if (Array.isArray(value)) return `[${value.map(canonical).join()}]`;
  return `{${Object.keys(value).sort().map((name) => `${JSON.stringify(name)}:${canonical(value[name])}`).join()}}`;
}

const node = (left, right) => sha256("\x01", left, right);

/** The root over leaves, and the audit path of each (RFC 6962 §2.1). */
function tree(leaves) {
  if (leaves.length === 1) return { root: leaves[0], paths: [[]] };
  let half = 1;
  while (half * 2 < leaves.length) half *= 2;
  const [left, right] = [tree(leaves.slice(0, half)), tree(leaves.slice(half))];
  const paths = [
    ...left.paths.map((path) => [...path, right.root]),
    ...right.paths.map((path) => [...path, left.root]),
  ];
  return { root: node(left.root, right.root), paths };
}

export const ORIGIN = "sunlot.example/log";

/** A signer of checkpoints from 32 secret bytes. */
export function signer(secret) {
  const der = Buffer.concat([Buffer.from("302e020100300506032b657004220420", "hex"), secret]);
  const key = createPrivateKey({ key: der, format: "der", type: "pkcs8" });
  const raw = createPublicKey(key).export({ format: "der", type: "spki" }).subarray(-32);
  const typed = Buffer.concat([Buffer.from([1]), raw]);
  const id = sha256(ORIGIN, "\n", typed).subarray(0, 4);
  return {
    vkey: `${ORIGIN}+${id.toString("hex")}+${typed.toString("base64")}`,
    line: (text) => `— ${ORIGIN} ${Buffer.concat([id, sign(null, Buffer.from(text), key)]).toString("base64")}\n`,
  };
}

/** An entry that shows an event, of which the rest is under a hash nobody here looks behind. */
const entry = (action, event, number) =>
  canonical({ action, at: "2026-09-21T02:00:00Z", entry: sha256(String(number)).toString("hex"), event, key: "7" });

/** A log in which the events of a bundle's round stand, between others. */
export function log(files, by) {
  const [freeze, result] = [files["freeze.json"], files["result.json"]];
  const json = (file) => JSON.parse(new TextDecoder().decode(file));
  const { task, round, mode, entropy, parties } = json(freeze);
  const witnesses = parties.filter(({ id }) => id !== "operator");
  const revealed = json(files["reveals.json"]).parties.filter(({ id }) => id !== "operator");
  const announced = { mode, entropy: entropy.describe ?? null, witnesses: witnesses.length };
  const events = [
    ["draw.announce", { task, round, ...announced }],
    ...witnesses.map(({ id, commitment }) => ["draw.commit", { task, round, party: id, commitment }]),
    ["draw.freeze", { task, round, freeze_hash: frame("freeze", freeze).toString("hex") }],
    ...revealed.map(({ id, value }) => ["draw.reveal", { task, round, party: id, value }]),
    ["draw.result", { task, round, result_hash: frame("result", result).toString("hex") }],
  ];
  const between = (number) => canonical({ entry: sha256("other", String(number)).toString("hex") });
  const entries = events.flatMap(([action, event], number) => [between(number), entry(action, event, number)]);
  const { root, paths } = tree(entries.map((text) => sha256("\0", text)));
  const head = { origin: ORIGIN, size: entries.length, root: root.toString("hex") };
  const text = `${ORIGIN}\n${entries.length}\n${root.toString("base64")}\n`;
  const proof = (index) => ({ entry: entries[index], index, path: paths[index].map((hash) => hash.toString("hex")) });
  return {
    head,
    note: `${text}\n${by.line(text)}`,
    proofs: entries.map((_, index) => index).filter((index) => index % 2 === 1).map(proof),
    inclusion: (index) => ({ ...proof(index), leaf_hash: sha256("\0", entries[index]).toString("hex"), size: head.size, root: head.root }),
  };
}

/** The log's part of a bundle. */
export const part = (note, by, proofs) => ({
  "log/checkpoint": Buffer.from(note),
  "log/keys": Buffer.from(`${by.vkey}\n`),
  "log/proofs.json": Buffer.from(canonical(proofs)),
});
