// Pictures of messages: in the one size in which pages show them, loaded when the first is shown.
// UI5 would load a picture that no page shows, in four sizes, at once: `vite.config.ts` puts this file in its place.
import { registerIllustrationLoader, unsafeRegisterIllustration } from "@ui5/webcomponents-base/dist/asset-registries/Illustrations.js";
import { offer } from "./later.js";

const NAMES = ["BeforeSearch", "NoData", "NoEntries", "PageNotFound", "UnableToLoad"] as const;

/** The pictures there are; none where they cannot be had. A message without its picture is still a message. */
async function drawings(): Promise<Partial<Record<string, string>>> {
  try {
    return (await import("./later/drawings.js")).drawings;
  } catch {
    return {};
  }
}

for (const name of NAMES) {
  registerIllustrationLoader(`fiori/V4/${name}`, async () => {
    const spotSvg = (await drawings())[name] ?? "";
    // Pages give words of their own; where one gives no second line, an empty text would show the key.
    const words = { key: name, defaultText: " " };
    const picture = { spotSvg, dotSvg: "", dialogSvg: "", sceneSvg: "", title: words, subtitle: words, set: "fiori" };
    unsafeRegisterIllustration(name, picture);
    return picture;
  });
}

offer({ "ui5-illustrated-message": drawings });
