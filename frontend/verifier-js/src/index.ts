// What both entries have.

export { type Log } from "./log.js";
export { fromBytes, fromFiles, type Source } from "./source.js";
export { Verifier, type Check } from "./verifier.js";
export type * from "./types.js";
