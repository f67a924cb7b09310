// What came of a draw, read from its bundle by the verifier: on the page itself, for it is little to read.
import init, { drawOutcome } from "../wasm/verifier/verifier.js";
import wasm from "../wasm/verifier/verifier_bg.wasm?url";

export async function load(): Promise<typeof drawOutcome> {
  await init({ module_or_path: wasm });
  return drawOutcome;
}
