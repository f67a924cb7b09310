// What the service worker keeps, so that the portal opens, and a bundle is checked, without a network.
import { readFile } from "node:fs/promises";
import { resolve } from "node:path";
import { type VitePWAOptions, VitePWA } from "vite-plugin-pwa";
import type { Manifest, Plugin } from "vite";

const dist = resolve(import.meta.dirname, "dist");

/** Loaded by the check alone, in a worker, of which Vite's manifest says nothing. */
const CHECK = /^assets\/(worker|verifier_bg)-/;
/** Charts need figures, and figures need the server. */
const ONLINE = /^src\/echarts\.ts$/;

/** The files of the portal: its page, all that it imports, at once or later, and the check. */
async function portal(): Promise<(file: string) => boolean> {
  const manifest = JSON.parse(await readFile(resolve(dist, ".vite/manifest.json"), "utf8")) as Manifest;
  const files = new Set(["index.html", "icon.svg"]);
  const seen = new Set<string>();
  const open = ["index.html"];
  for (let name = open.pop(); name !== undefined; name = open.pop()) {
    const chunk = manifest[name];
    if (chunk === undefined || seen.has(name) || ONLINE.test(name)) continue;
    seen.add(name);
    for (const file of [chunk.file, ...(chunk.css ?? []), ...(chunk.assets ?? [])]) files.add(file);
    open.push(...(chunk.imports ?? []), ...(chunk.dynamicImports ?? []));
  }
  return (file) => files.has(file) || CHECK.test(file);
}

const options: Partial<VitePWAOptions> = {
  strategies: "generateSW",
  filename: "sw.js",
  // `src/offline.ts` registers it, and only for the portal.
  injectRegister: false,
  manifest: false,
  workbox: {
    globPatterns: ["index.html", "icon.svg", "assets/*.{js,css,wasm,json}"],
    // Asked before `manifestTransforms` chooses: the WASM of the loop of editing, and the staff's, are large.
    maximumFileSizeToCacheInBytes: 32_000_000,
    // The hash in a name says what is in the file.
    dontCacheBustURLsMatching: /^assets\//,
    // Every public address is the portal's page; the staff's pages, the API, its documents and the log's files are the server's.
    navigateFallback: "/index.html",
    navigateFallbackDenylist: [/^\/(staff|api|docs|healthz|readyz)(\/|$)/, /^\/log\/(checkpoint$|tile\/)/],
    cleanupOutdatedCaches: true,
    // A newer one takes over when a page is opened, never under a page in use: see `src/offline.ts`.
    skipWaiting: false,
    clientsClaim: true,
    sourcemap: false,
    manifestTransforms: [
      async (entries) => {
        const wanted = await portal();
        const manifest = entries.filter((entry) => wanted(entry.url));
        if (!manifest.some((entry) => entry.url.includes("verifier_bg"))) throw new Error("the check is not among the files kept offline");
        return { manifest, warnings: [] };
      },
    ],
  },
};

/** Makes `sw.js` of a built site. */
export const offline: Plugin[] = VitePWA(options);
