// What speaks of days as a country does: it brings the tables of the languages.
import "@ui5/webcomponents/dist/DatePicker.js";
