// What the check says: plain JSON, the same as `contract::check` in Rust. Codes are for texts of one's own; labels and reasons
// are Chinese as the verifier gives them.

/** A value that a check recomputed. */
export interface CheckFigure {
  /** `domain::draw::figure::Quantity`: `root`, `seed`, `commitment`, … */
  readonly quantity: string;
  readonly label: string;
  /** The party or stratum, where there are several. */
  readonly of: string | null;
  readonly value: string;
}

/** One of the checks, in the order in which they are made. */
export interface CheckLine {
  /** `domain::draw::compute::Check`: `freeze`, `reveals`, … `assignment`; or `log`. */
  readonly code: string;
  readonly label: string;
  readonly passed: boolean;
  readonly figures: readonly CheckFigure[];
}

export type CheckEvent =
  | { readonly kind: "rows"; readonly pass: 1 | 2; readonly done: number; readonly total: number }
  | { readonly kind: "passed"; readonly line: CheckLine }
  | { readonly kind: "failed"; readonly line: CheckLine; readonly reason: string };

export interface CheckDifference {
  /** JSON pointer into result.json. */
  readonly pointer: string;
  readonly published: string;
  readonly computed: string;
}

export interface CheckFailure {
  readonly code: string;
  readonly reason: string;
  /** No bundle at all, rather than a wrong one. */
  readonly unreadable: boolean;
  /** Nothing to check yet: what was frozen is there, a result is not. */
  readonly undrawn: boolean;
  readonly difference: CheckDifference | null;
}

export interface CheckChance {
  readonly weight: number;
  readonly rows: number;
  /** `14.2857%` */
  readonly chance: string;
}

export interface CheckStratum {
  readonly id: number;
  readonly eligible: number;
  readonly weight: number;
  readonly take: number;
  readonly reserve: number;
  readonly threshold: string | null;
  readonly next: string | null;
  readonly chances: readonly CheckChance[];
}

export interface CheckDrawn {
  readonly did: string;
  readonly stratum: number;
  readonly rank: number;
  readonly score: string;
  readonly code: string | null;
  readonly name: string | null;
  readonly team: readonly string[];
}

/** What a bundle says; only of one that verifies. */
export interface CheckedDraw {
  readonly freeze: string;
  readonly blinded: boolean;
  readonly rows: number;
  readonly inspectors: number;
  readonly exclusions: number;
  readonly parties: readonly string[];
  readonly seed: string;
  readonly strata: readonly CheckStratum[];
  readonly selected: readonly CheckDrawn[];
  readonly reserves: readonly CheckDrawn[];
  readonly assigned: boolean;
  readonly skips: number;
}

/** The log's part of a bundle. */
export interface CheckedLog {
  /** `not_reached`: the draw itself does not verify, and nobody looked. */
  readonly part: "not_reached" | "absent" | "passed" | "failed";
  readonly line: CheckLine;
}

export interface CheckReport {
  /** Every check of the draw was passed, and that of the log's part where there is one. */
  readonly verified: boolean;
  readonly task: string | null;
  readonly round: number | null;
  readonly checks: readonly CheckLine[];
  readonly log: CheckedLog;
  readonly failure: CheckFailure | null;
  readonly draw: CheckedDraw | null;
}

export interface OwnRow {
  readonly number: number;
  readonly did: string;
  readonly name: string | null;
  readonly stratum: number;
  readonly weight: number;
  readonly status: string;
  readonly status_label: string;
  readonly score: string | null;
  readonly threshold: string | null;
  readonly next: string | null;
  readonly chance: string;
  /** Why it could not be drawn, of the status `other`, where the bundle says so. */
  readonly reason: string | null;
  readonly place: "selected" | "reserve" | "not_drawn" | "not_eligible";
  readonly rank: number | null;
  readonly team: readonly string[];
}

export type OwnRowAnswer =
  | { readonly search: "found"; readonly row: OwnRow }
  | { readonly search: "absent" | "salt_needed" | "bad_salt" | "not_verified"; readonly row: null };

/** What the log was at a size, as its checkpoint says. */
export interface LogHead {
  readonly origin: string;
  readonly size: number;
  /** Hex. */
  readonly root: string;
}

/** A key of the log, as `/api/v1/public/log/keys` lists it. */
export interface LogKey {
  readonly vkey: string;
  readonly created_at: string;
  readonly retired_at: string | null;
  /** The last checkpoint of a key that was replaced, signed by its successor, too. */
  readonly handover: string | null;
}

/** The answer of `/api/v1/public/log/inclusion`. */
export interface InclusionProof {
  readonly index: number;
  readonly entry: string;
  readonly leaf_hash: string;
  readonly size: number;
  readonly root: string;
  readonly path: readonly string[];
}

export interface LogSignature {
  readonly name: string;
  readonly id: string;
  readonly vkey: string;
  /** Seconds since 1970, by the word of a witness; null of the log's own signature. */
  readonly witnessed: number | null;
}

export interface LogHandover {
  readonly vkey: string;
  readonly head: LogHead | null;
  readonly reason: string | null;
}

/** Not believed, and why. */
export interface Refused {
  readonly kind: "refused";
  readonly reason: string;
}

export interface OpenedHead {
  readonly kind: "head";
  readonly head: LogHead;
  readonly signatures: readonly LogSignature[];
  /** How the keys before the present one handed over. */
  readonly handovers: readonly LogHandover[];
}

export interface Included {
  readonly kind: "inclusion";
  /** Computed anew. */
  readonly leaf_hash: string;
}

export interface Growth {
  readonly kind: "growth";
  readonly change: "same" | "grown" | "shrunk" | "forked" | "unproven" | "other";
  readonly label: string;
  /** Nothing that was seen before has changed. */
  readonly sound: boolean;
}
