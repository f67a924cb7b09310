// What TypeScript does for the pages, which are Rust (`app/src/bridge.rs`).
import { showPage } from "./heading.js";
import { guardLeaving } from "./leaving.js";
import type {} from "./checking.js";
import type { Reader } from "./reader.js";
import { setLanguage } from "@ui5/webcomponents-base/dist/config/Language.js";
import { loadAll, need } from "./components/later.js";

export interface Bridge {
  /** Tells the components and the document which language is shown. */
  setLanguage(language: string): void;
  /** An element of this tag is on the page. */
  need(tag: string): void;
  /** The page is drawn. */
  ready(): void;
  /** Another page is shown: `heading.ts`. */
  showPage(page: string, product: string, byHeading: boolean, moved: boolean): void;
  /** Loads what shows documents. */
  loadDocuments(): Promise<void>;
  /** Prints the document that this element shows, and nothing else. */
  printDocument(element: HTMLElement): Promise<void>;
  /** Asks before another page is shown while something is unsaved; answers with what takes the guard away. */
  guardLeaving(unsaved: () => boolean, ask: (go: () => void) => void): () => void;
  /** Loads what reads bundles and proofs. */
  loadVerifier(): Promise<void>;
  /** What came of a draw, of the ZIP of its bundle: JSON. */
  drawOutcome(zip: Uint8Array): string;
  /** Answers a question about the public log, checked here: both are JSON. */
  checkLog(question: string): string;
  /** Why a witness must not reveal into this `freeze.json`; undefined when it may. The question is JSON. */
  refuseReveal(freeze: Uint8Array, question: string): string | undefined;
  /** Saves bytes as a file of this name. */
  save(content: Uint8Array, name: string, type: string): Promise<void>;
}

declare global {
  // eslint-disable-next-line no-var
  var sunlot: Bridge;
}

const componentLanguage = (language: string): string => (language === "zh-CN" ? "zh_CN" : "en");

/** The language that the pages will show: `app/src/shared/language.rs` keeps it as JSON. */
function keptLanguage(): string {
  try {
    return localStorage.getItem("sunlot.language") === '"en"' ? "en" : "zh-CN";
  } catch {
    // No storage, no choice.
    return "zh-CN";
  }
}

let reader: Reader | undefined;
let shown: string | undefined;

function loaded(): Reader {
  if (reader === undefined) throw new Error("not loaded");
  return reader;
}

/**
 * Gives the components their language before the first of them is drawn. A component drawn while the language changes
 * waits for the change, and the change for all components: both for ever.
 */
export async function prepareLanguage(): Promise<void> {
  shown = keptLanguage();
  document.documentElement.lang = shown;
  await setLanguage(componentLanguage(shown));
}

export const bridge: Bridge = {
  setLanguage(language) {
    // Never while components are there: a page in another language is another page.
    if (shown === undefined || shown === language) return;
    const kept = "sunlotChecking" in globalThis ? globalThis.sunlotChecking.keep() : Promise.resolve();
    // Where a file cannot be kept, the page is shown without it.
    void kept.catch(() => undefined).then(() => location.reload());
  },
  need,
  ready() {
    document.getElementById("start")?.remove();
    performance.mark("sunlot-ready");
    void loadAll();
  },
  showPage,
  guardLeaving,
  async loadDocuments() {
    await import("./document.js");
  },
  async printDocument(element) {
    if ("print" in element && typeof element.print === "function") await element.print();
  },
  async loadVerifier() {
    reader ??= await (await import("./reader.js")).load();
  },
  drawOutcome: (zip) => loaded().drawOutcome(zip),
  checkLog: (question) => loaded().checkLog(question),
  refuseReveal: (freeze, question) => loaded().refuseReveal(freeze, question),
  async save(content, name, type) {
    const { save } = await import("./document.js");
    save(content, name, type);
  },
};
