import { statSync } from "node:fs";
import { resolve } from "node:path";
import { type Plugin, defineConfig } from "vite";
import { offline } from "./vite.offline.js";

// In the loop of editing, the API is that of `sunlot serve`.
const server = process.env["SUNLOT_SERVER"] ?? "http://127.0.0.1:8080";

const bytes = (page: string): number => statSync(resolve(import.meta.dirname, `wasm/${page}/${page}_bg.wasm`), { throwIfNoEntry: false })?.size ?? 0;

/** Every address below /staff is a page of the staff, every other one of the public, as `sunlot serve` has it. */
const deepLinks: Plugin = {
  name: "deep-links",
  configureServer(server) {
    server.middlewares.use((request, _response, next) => {
      const path = (request.url ?? "/").split("?")[0] ?? "/";
      const isPage = request.headers.accept?.includes("text/html") === true && !/\.\w+$/.test(path);
      if (isPage) request.url = /^\/staff(\/|$)/.test(path) ? "/staff/index.html" : "/index.html";
      next();
    });
  },
};

export default defineConfig({
  plugins: [deepLinks, offline],
  define: { WASM_BYTES: JSON.stringify({ portal: bytes("portal"), staff: bytes("staff") }) },
  appType: "mpa",
  resolve: {
    alias: [
      // UI5 imports it by a name that has no production build, and so would bring a second Preact.
      { find: "@ui5/webcomponents-base/jsx-runtime", replacement: "@ui5/webcomponents-base/dist/jsx-runtime.js" },
      { find: /^\.\/illustrations\/BeforeSearch\.js$/, replacement: resolve(import.meta.dirname, "src/components/pictures.ts") },
    ],
  },
  build: {
    target: "es2022",
    manifest: true,
    // Nothing is inlined: the content security policy allows no data: but for images.
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 1200,
    rollupOptions: {
      input: { portal: resolve(import.meta.dirname, "index.html"), staff: resolve(import.meta.dirname, "staff/index.html") },
    },
  },
  server: { proxy: { "/api": server, "/docs": server, "/log/checkpoint": server, "/log/tile": server } },
  worker: { format: "es" },
});
