// The pictures of messages, by name.
import NoData from "@ui5/webcomponents-fiori/dist/illustrations/sapIllus-Spot-NoData.js";
import NoEntries from "@ui5/webcomponents-fiori/dist/illustrations/sapIllus-Spot-NoEntries.js";
import PageNotFound from "@ui5/webcomponents-fiori/dist/illustrations/sapIllus-Spot-PageNotFound.js";
import UnableToLoad from "@ui5/webcomponents-fiori/dist/illustrations/sapIllus-Spot-UnableToLoad.js";

export const drawings = { NoData, NoEntries, PageNotFound, UnableToLoad };
