// What speaks of days and numbers as a country does: it brings the tables of the languages.
import "@ui5/webcomponents/dist/DatePicker.js";
import "@ui5/webcomponents/dist/StepInput.js";
