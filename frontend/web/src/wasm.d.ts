/** Bytes of the WASM of each page, unpacked; 0 where it was not there when the site was built: `vite.config.ts`. */
declare const WASM_BYTES: { portal: number; staff: number };
