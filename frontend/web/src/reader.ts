// The verifier on the page itself, for what is little to read: what came of a draw, what a witness reveals into, proofs of the public log.
import init, { checkLog, drawOutcome, refuseReveal } from "../wasm/verifier/verifier.js";
import wasm from "../wasm/verifier/verifier_bg.wasm?url";

export interface Reader {
  /** What came of a draw, of the ZIP of its bundle: JSON. */
  drawOutcome(zip: Uint8Array): string;
  /** Answers a question about the log; both are JSON. */
  checkLog(question: string): string;
  /** Why a witness must not reveal into this `freeze.json`; undefined when it may. The question is JSON. */
  refuseReveal(freeze: Uint8Array, question: string): string | undefined;
}

export async function load(): Promise<Reader> {
  await init({ module_or_path: wasm });
  return { drawOutcome, checkLog, refuseReveal };
}
