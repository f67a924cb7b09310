import { resolve } from "node:path";
import { defineConfig } from "vite";

// In the loop of editing, the API is that of `sunlot serve`.
const server = process.env["SUNLOT_SERVER"] ?? "http://127.0.0.1:8080";

export default defineConfig({
  appType: "mpa",
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
  server: { proxy: { "/api": server, "/docs": server } },
  worker: { format: "es" },
});
