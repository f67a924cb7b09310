// For browsers, best in a worker.

import type { Source } from "./source.js";
import { Verifier } from "./verifier.js";

export * from "./index.js";

/** Loads the verifier, from `address` or from beside this module. */
export async function load(address: URL | string = new URL("../wasm/verifier_bg.wasm", import.meta.url)): Promise<Verifier> {
  return Verifier.from(await WebAssembly.compileStreaming(fetch(address)));
}

declare const FileReaderSync: new () => { readAsArrayBuffer(blob: Blob): ArrayBuffer };

/** A file that somebody chose, read as it is needed. Only in a worker: a page cannot read and wait. */
export function fromBlob(blob: Blob): Source {
  const reader = new FileReaderSync();
  return {
    size: blob.size,
    read: (offset, length) => new Uint8Array(reader.readAsArrayBuffer(blob.slice(offset, offset + length))),
  };
}
