// The check, beside the page: it never freezes, however large the bundle. Bytes are read as the verifier asks for them.

import init, { Verifier } from "../../wasm/verifier/verifier.js";
import wasm from "../../wasm/verifier/verifier_bg.wasm?url";
import type { Reply, Request, Source, Trouble } from "./messages";

// The types of a worker's scope and those of a page exclude each other in one program; this is all that is used.
interface Scope {
  readonly location: { readonly href: string; readonly origin: string };
  onmessage: ((event: MessageEvent<Request>) => void) | null;
  postMessage(reply: Reply): void;
}
declare const self: Scope;
declare const FileReaderSync: new () => { readAsArrayBuffer(blob: Blob): ArrayBuffer };

class Failure extends Error {
  constructor(
    readonly trouble: Trouble,
    detail: string,
  ) {
    super(detail);
  }
}

type Read = (offset: bigint, length: number) => Uint8Array;

const ready = init({ module_or_path: wasm });
// A failure to load is told to whoever asks; it must not also be an unhandled one.
ready.catch(() => undefined);
let verifier: Verifier | undefined;

async function download(address: string): Promise<Blob> {
  const url = new URL(address, self.location.href);
  if (url.origin !== self.location.origin) throw new Failure("other_origin", url.origin);
  try {
    const response = await fetch(url, { redirect: "error" });
    if (!response.ok) throw new Failure("download", String(response.status));
    return await response.blob();
  } catch (error) {
    throw error instanceof Failure ? error : new Failure("download", String(error));
  }
}

function place(source: Blob | ArrayBuffer): { size: number; read: Read } {
  if (source instanceof ArrayBuffer) {
    const read: Read = (offset, length) => {
      const start = Number(offset);
      return new Uint8Array(source, start, Math.min(length, source.byteLength - start));
    };
    return { size: source.byteLength, read };
  }
  const reader = new FileReaderSync();
  const read: Read = (offset, length) => {
    const start = Number(offset);
    return new Uint8Array(reader.readAsArrayBuffer(source.slice(start, start + length)));
  };
  return { size: source.size, read };
}

async function check(id: number, source: Source): Promise<Reply> {
  verifier?.free();
  verifier = undefined;
  const { size, read } = place(typeof source === "string" ? await download(source) : source);
  await ready;
  const next = new Verifier(BigInt(size), read);
  const report = next.check((event: string) => self.postMessage({ kind: "event", id, event }));
  verifier = next;
  return { kind: "report", id, report };
}

function ownRow(id: number, code: string, salt: string | null): Reply {
  if (verifier === undefined) throw new Failure("not_checked", "");
  return { kind: "own_row", id, answer: verifier.ownRow(code, salt) };
}

async function answer(request: Request): Promise<Reply> {
  try {
    if (request.kind === "check") return await check(request.id, request.source);
    return ownRow(request.id, request.code, request.salt);
  } catch (error) {
    const trouble = error instanceof Failure ? error.trouble : "internal";
    const detail = error instanceof Error ? error.message : String(error);
    return { kind: "trouble", id: request.id, trouble, detail };
  }
}

self.onmessage = (event) => {
  void answer(event.data).then((reply) => self.postMessage(reply));
};
