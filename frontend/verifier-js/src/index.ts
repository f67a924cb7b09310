// What both entries have.

export { fromBytes, fromFiles, type Source } from "./source.js";
export { Verifier, type Check } from "./verifier.js";
export type * from "./types.js";
