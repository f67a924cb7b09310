// Escape deletes nothing: fields go back by themselves to what stood in them when they got the focus, and a dialog would
// close over what was typed in it.

/** What is used of a field: the text it goes back to. */
interface Field extends HTMLElement {
  value?: string | undefined;
  previousValue?: string | undefined;
  lastConfirmedValue?: string | undefined;
}

const FIELDS = new Set(["ui5-input", "ui5-textarea"]);

function keepText(event: KeyboardEvent): void {
  if (event.key !== "Escape") return;
  const field = event.composedPath().find((node) => node instanceof HTMLElement && FIELDS.has(node.localName)) as Field | undefined;
  if (!field) return;
  const { previousValue, lastConfirmedValue } = field;
  field.previousValue = field.lastConfirmedValue = field.value;
  // As before, once the field has heard of the key: whoever leaves it has still changed it.
  setTimeout(() => Object.assign(field, { previousValue, lastConfirmedValue }));
}

/** A dialog that says so stays: what is typed in it is given up by its button only. */
function keepDialog(event: Event): void {
  const escaped = (event as CustomEvent<{ escPressed?: boolean } | null>).detail?.escPressed;
  if (escaped && event.target instanceof HTMLElement && event.target.hasAttribute("data-keeps")) event.preventDefault();
}

export function keepTyped(): void {
  addEventListener("keydown", keepText, true);
  addEventListener("before-close", keepDialog, true);
}
