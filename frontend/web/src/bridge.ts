// What TypeScript does for the pages, which are Rust (`app/src/bridge.rs`).
import { setLanguage } from "@ui5/webcomponents-base/dist/config/Language.js";

export interface Bridge {
  /** Tells the components and the document which language is shown. */
  setLanguage(language: string): void;
  /** The page is drawn. */
  ready(): void;
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
};
