// Starts the pages: components first, then the WASM that draws them; says so readably where that cannot work.
import { setDefaultFontLoading } from "@ui5/webcomponents-base/dist/config/Fonts.js";
import { bridge, prepareLanguage } from "./bridge.js";
import { keepTyped } from "./escape.js";
import "./styles/base.css";

// The default fonts would come from another host; the system's own are as good for Chinese.
setDefaultFontLoading(false);
globalThis.sunlot = bridge;
keepTyped();

/** The `init` that wasm-bindgen makes. */
type Init = (options: { module_or_path: Promise<Response> }) => Promise<unknown>;

/** Fetches the WASM; of the `size` bytes that it has unpacked, the page shows how many are there. */
async function fetched(wasm: string, size: number): Promise<Response> {
  const response = await fetch(wasm);
  // One reader compiles while it arrives, the other one counts.
  void count(response.clone(), size).catch(() => undefined);
  return response;
}

async function count(response: Response, size: number): Promise<void> {
  const bar = document.querySelector<HTMLProgressElement>("#start progress");
  const reader = response.body?.getReader();
  if (bar === null || reader === undefined || size <= 0) return;
  bar.max = size;
  let there = 0;
  for (let piece = await reader.read(); !piece.done; piece = await reader.read()) {
    there += piece.value.byteLength;
    bar.value = Math.min(there, size);
  }
}

function explain(title: string, text: string): void {
  const start = document.getElementById("start") ?? document.body;
  const heading = document.createElement("h1");
  heading.textContent = title;
  const paragraph = document.createElement("p");
  paragraph.textContent = text;
  start.replaceChildren(heading, paragraph);
  start.setAttribute("role", "alert");
}

export async function start(init: Init, wasm: string, size: number): Promise<void> {
  if (typeof WebAssembly !== "object") {
    explain("浏览器版本过旧", "本页面需要 WebAssembly。请使用较新的 Chrome、Edge、Firefox、Safari 或 360 极速浏览器打开。");
    return;
  }
  try {
    const module = fetched(wasm, size);
    // What goes wrong is told when it is waited for.
    module.catch(() => undefined);
    await prepareLanguage();
    await init({ module_or_path: module });
  } catch (error) {
    console.error(error);
    explain("页面未能打开", "请检查网络后刷新页面；若仍不能打开，请更新浏览器。");
  }
}
