// Elements, icons and pictures of both staff and portal. A tag that is not here stays silently empty; a test compares.
import "./languages.js";
import "./pictures.js";
import "../chart.js";
import { offer } from "./later.js";
import "@ui5/webcomponents-base/dist/features/F6Navigation.js";

import "@ui5/webcomponents/dist/Button.js";
import "@ui5/webcomponents/dist/BusyIndicator.js";
import "@ui5/webcomponents/dist/Input.js";
import "@ui5/webcomponents/dist/Label.js";
import "@ui5/webcomponents/dist/MessageStrip.js";
import "@ui5/webcomponents/dist/Tag.js";
import "@ui5/webcomponents/dist/Title.js";
import "@ui5/webcomponents-fiori/dist/IllustratedMessage.js";

import "@ui5/webcomponents-icons/dist/navigation-left-arrow.js";
import "@ui5/webcomponents-icons/dist/navigation-right-arrow.js";

const choices = () => import("./later/choices.js");
const progress = () => import("@ui5/webcomponents/dist/ProgressIndicator.js");

offer({
  "ui5-option": choices,
  "ui5-progress-indicator": progress,
  "ui5-select": choices,
});
