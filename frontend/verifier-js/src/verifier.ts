// The check itself, whatever the WASM was loaded by.

import { Verifier as Wasm, initSync } from "../wasm/verifier.js";
import { Log } from "./log.js";
import type { Source } from "./source.js";
import type { CheckEvent, CheckReport, OwnRowAnswer } from "./types.js";

/** The verifier, ready to check bundles. */
export class Verifier {
  /** Proofs of the public log. */
  readonly log = new Log();

  private constructor() {}

  /** From the bytes of `verifier_bg.wasm`, or the module compiled from them; `load` finds it by itself. */
  static from(wasm: BufferSource | WebAssembly.Module): Verifier {
    initSync({ module: wasm });
    return new Verifier();
  }

  /**
   * Checks a bundle: recomputes the draw from its freeze, roster and reveals, and compares. A bundle that does not verify, or
   * is none, is no exception: the report says so. `onEvent` hears of rows read and of each check; what it throws is ignored.
   * Runs to its end at once: give a page its own worker. Memory grows with the number drawn, not with the roster.
   *
   * The log's part of a bundle is checked, too, under the keys that came with it. With `logKeys`, vkeys that you trust, there must
   * be one, signed by one of them.
   *
   * @throws when one of `logKeys` is no key
   */
  check(source: Source, onEvent: (event: CheckEvent) => void = () => undefined, logKeys: readonly string[] = []): Check {
    const wasm = new Wasm(BigInt(source.size), (offset: bigint, length: number) => source.read(Number(offset), length));
    const report = wasm.check((event: string) => onEvent(JSON.parse(event) as CheckEvent), [...logKeys]);
    return new Check(wasm, JSON.parse(report) as CheckReport);
  }
}

/** A bundle that was checked. */
export class Check {
  readonly #wasm: Wasm;

  /** @internal */
  constructor(
    wasm: Wasm,
    /** What came of it; `report.verified` first. */
    readonly report: CheckReport,
  ) {
    this.#wasm = wasm;
  }

  /**
   * Looks for a firm's own row: on the roster? its stratum, weight, status, score, the threshold, the chance it had, and what
   * the lot said. On a blinded roster it takes the firm's salt, 32 hex digits; without one only a selected firm is found.
   *
   * @throws when the source cannot be read any more, or holds something else by now
   */
  ownRow(code: string, salt?: string): OwnRowAnswer {
    return JSON.parse(this.#wasm.ownRow(code, salt)) as OwnRowAnswer;
  }

  /** Frees the memory of the WASM; nothing can be asked any more. */
  free(): void {
    this.#wasm.free();
  }
}
