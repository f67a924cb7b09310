// What page and worker say to each other. What the verifier says is Rust's on both sides, `contract::check`: it passes
// through here as the JSON text that it is, and nothing here looks into it.

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
  | { readonly kind: "event"; readonly id: number; readonly event: string }
  | { readonly kind: "report"; readonly id: number; readonly report: string }
  | { readonly kind: "own_row"; readonly id: number; readonly answer: string }
  | { readonly kind: "trouble"; readonly id: number; readonly trouble: Trouble; readonly detail: string };
