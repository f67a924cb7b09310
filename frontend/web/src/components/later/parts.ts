// What orders a long page.
import "@ui5/webcomponents/dist/Panel.js";
import "@ui5/webcomponents-fiori/dist/Wizard.js";
import "@ui5/webcomponents-fiori/dist/WizardStep.js";
