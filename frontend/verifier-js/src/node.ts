// For Node.js.

import { closeSync, fstatSync, openSync, readFileSync, readSync } from "node:fs";

import type { Source } from "./source.js";
import { Verifier } from "./verifier.js";

export * from "./index.js";

/** Loads the verifier. */
export function load(): Promise<Verifier> {
  return Promise.resolve(Verifier.from(readFileSync(new URL("../wasm/verifier_bg.wasm", import.meta.url))));
}

/** A ZIP on disk, read as it is needed; `close` it in the end. */
export function openFile(path: string): Source & { close(): void } {
  const file = openSync(path, "r");
  return {
    size: fstatSync(file).size,
    read(offset, length) {
      const piece = new Uint8Array(length);
      return piece.subarray(0, readSync(file, piece, 0, length, offset));
    },
    close: () => closeSync(file),
  };
}
