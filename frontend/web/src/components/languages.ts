import { registerI18nLoader } from "@ui5/webcomponents-base/dist/asset-registries/i18n.js";
import { type CLDRData, registerLocaleDataLoader } from "@ui5/webcomponents-base/dist/asset-registries/LocaleData.js";

type Words = { default: Record<string, string> };

const words: Record<string, { en: () => Promise<Words>; zh_CN: () => Promise<Words> }> = {
  "@ui5/webcomponents-base": {
    en: () => import("@ui5/webcomponents-base/dist/generated/assets/i18n/messagebundle_en.json"),
    zh_CN: () => import("@ui5/webcomponents-base/dist/generated/assets/i18n/messagebundle_zh_CN.json"),
  },
  "@ui5/webcomponents": {
    en: () => import("@ui5/webcomponents/dist/generated/assets/i18n/messagebundle_en.json"),
    zh_CN: () => import("@ui5/webcomponents/dist/generated/assets/i18n/messagebundle_zh_CN.json"),
  },
  "@ui5/webcomponents-fiori": {
    en: () => import("@ui5/webcomponents-fiori/dist/generated/assets/i18n/messagebundle_en.json"),
    zh_CN: () => import("@ui5/webcomponents-fiori/dist/generated/assets/i18n/messagebundle_zh_CN.json"),
  },
  "@ui5/webcomponents-icons": {
    en: () => import("@ui5/webcomponents-icons/dist/generated/assets/i18n/messagebundle_en.json"),
    zh_CN: () => import("@ui5/webcomponents-icons/dist/generated/assets/i18n/messagebundle_zh_CN.json"),
  },
};

/**
 * What a field with a complaint is said to be, before the complaint: to those who hear the page, and on a phone in the sheet
 * of choices. The library's own Chinese is the name of a constant, word for word (值状态错误).
 */
const plain: Record<string, string> = {
  VALUE_STATE_TYPE_ERROR: "填写有误",
  VALUE_STATE_TYPE_WARNING: "请留意",
  VALUE_STATE_TYPE_SUCCESS: "填写正确",
  VALUE_STATE_TYPE_INFORMATION: "提示",
};

for (const [component, languages] of Object.entries(words)) {
  registerI18nLoader(component, "en", async () => (await languages.en()).default);
  const other = component === "@ui5/webcomponents" ? plain : {};
  registerI18nLoader(component, "zh_CN", async () => ({ ...(await languages.zh_CN()).default, ...other }));
}

// The generated JSON is wider than the type says: it holds numbers, too.
const calendar = (json: unknown): CLDRData => json as CLDRData;

registerLocaleDataLoader("en", async () =>
  calendar((await import("@ui5/webcomponents-localization/dist/generated/assets/cldr/en.json")).default),
);
registerLocaleDataLoader("zh_CN", async () =>
  calendar((await import("@ui5/webcomponents-localization/dist/generated/assets/cldr/zh_CN.json")).default),
);
