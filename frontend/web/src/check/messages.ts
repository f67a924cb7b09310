// What page and worker say to each other.

import type { CheckEvent, CheckReport, OwnRowAnswer } from "./types";

/** Where a bundle comes from: a file, its bytes, or an address of this site. */
export type Source = Blob | ArrayBuffer | string;

/**
 * Why there is no answer: taken back; nothing was checked yet; an address of another site; the download failed; the verifier
 * itself failed.
 */
export type Trouble = "cancelled" | "not_checked" | "other_origin" | "download" | "internal";

export type Request =
  | { readonly kind: "check"; readonly id: number; readonly source: Source }
  | { readonly kind: "own_row"; readonly id: number; readonly code: string; readonly salt: string | null };

export type Reply =
  | { readonly kind: "event"; readonly id: number; readonly event: CheckEvent }
  | { readonly kind: "report"; readonly id: number; readonly report: CheckReport }
  | { readonly kind: "own_row"; readonly id: number; readonly answer: OwnRowAnswer }
  | { readonly kind: "trouble"; readonly id: number; readonly trouble: Trouble; readonly detail: string };
