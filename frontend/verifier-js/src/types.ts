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
  /** `domain::draw::compute::Check`: `freeze`, `reveals`, … `assignment`. */
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

export interface CheckReport {
  readonly verified: boolean;
  readonly task: string | null;
  readonly round: number | null;
  readonly checks: readonly CheckLine[];
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
  readonly place: "selected" | "reserve" | "not_drawn";
  readonly rank: number | null;
  readonly team: readonly string[];
}

export type OwnRowAnswer =
  | { readonly search: "found"; readonly row: OwnRow }
  | { readonly search: "absent" | "salt_needed" | "bad_salt" | "not_verified"; readonly row: null };
