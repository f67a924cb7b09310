// Proofs of the public log: checked here, whoever made them.

import { checkLog } from "../wasm/verifier.js";
import type { Growth, Included, InclusionProof, LogHead, LogKey, OpenedHead, Refused } from "./types.js";

const ask = (question: object): unknown => JSON.parse(checkLog(JSON.stringify(question)));

/** Checks proofs of a log. Nothing throws but a question that is none: what is not believed is `refused`, with its reason. */
export class Log {
  /** Opens a checkpoint, a signed note, under the last of these keys; those before it must have handed over. */
  head(note: string, keys: readonly LogKey[]): OpenedHead | Refused {
    return ask({ kind: "head", note, keys }) as OpenedHead | Refused;
  }

  /** Whether an entry stands under a checkpoint that was opened. */
  inclusion(proof: InclusionProof, head: LogHead): Included | Refused {
    return ask({ kind: "inclusion", proof, head }) as Included | Refused;
  }

  /** Whether the log only grew; `path` is the proof between both sizes, hex, empty where they are the same. */
  growth(earlier: LogHead, later: LogHead, path: readonly string[]): Growth | Refused {
    return ask({ kind: "growth", earlier, later, path }) as Growth | Refused;
  }
}
