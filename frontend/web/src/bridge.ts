// What TypeScript does for the pages, which are Rust (`app/src/bridge.rs`).
import { setLanguage } from "@ui5/webcomponents-base/dist/config/Language.js";

export interface Bridge {
  /** Tells the components and the document which language is shown. */
  setLanguage(language: string): void;
  /** The page is drawn. */
  ready(): void;
  /** Loads what shows documents. */
  loadDocuments(): Promise<void>;
  /** Prints the document that this element shows, and nothing else. */
  printDocument(element: HTMLElement): Promise<void>;
  /** Saves bytes as a file of this name. */
  save(content: Uint8Array, name: string, type: string): Promise<void>;
}

declare global {
  // eslint-disable-next-line no-var
  var sunlot: Bridge;
}

export const bridge: Bridge = {
  setLanguage(language) {
    document.documentElement.lang = language;
    void setLanguage(language === "zh-CN" ? "zh_CN" : "en");
  },
  ready() {
    document.getElementById("start")?.remove();
    performance.mark("sunlot-ready");
  },
  async loadDocuments() {
    await import("./document.js");
  },
  async printDocument(element) {
    if ("print" in element && typeof element.print === "function") await element.print();
  },
  async save(content, name, type) {
    const { save } = await import("./document.js");
    save(content, name, type);
  },
};
