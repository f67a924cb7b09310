// `sunlot-document`: shows a PDF page by page, and prints nothing but it. pdf.js is loaded with the first document.
import type { PDFDocumentProxy, PDFPageProxy } from "pdfjs-dist";

type Pdf = typeof import("./pdf.js");

/** Dots per inch of a printed page: sharp enough for small type, small enough for a hundred pages. */
const PRINT_DPI = 200;
/** Dots per inch that PDF counts in. */
const PDF_DPI = 72;
/** Most pixels of the width of a page on the screen. */
const WIDEST = 960;

class SunlotDocument extends HTMLElement {
  #content: Uint8Array | undefined;
  #pdf: Promise<{ module: Pdf; document: PDFDocumentProxy }> | undefined;
  #seen: IntersectionObserver | undefined;
  #sized: ResizeObserver | undefined;

  /** The bytes of the document. */
  set content(content: Uint8Array | undefined) {
    this.#content = content;
    if (this.isConnected) void this.#open();
  }

  get content(): Uint8Array | undefined {
    return this.#content;
  }

  connectedCallback(): void {
    void this.#open();
  }

  disconnectedCallback(): void {
    this.#close();
  }

  #close(): void {
    this.#seen?.disconnect();
    this.#sized?.disconnect();
    void this.#pdf?.then(({ document }) => document.loadingTask.destroy());
    this.#pdf = undefined;
    this.replaceChildren();
  }

  async #open(): Promise<void> {
    this.#close();
    const content = this.#content;
    if (content === undefined) return;
    this.setAttribute("aria-busy", "true");
    const opened = (async () => {
      const module = await import("./pdf.js");
      // A copy: the worker takes the bytes away.
      return { module, document: await module.open(content.slice()) };
    })();
    this.#pdf = opened;
    try {
      const { module, document } = await opened;
      if (this.#pdf !== opened) return;
      await this.#lay(module, document);
      this.#follow(module, document);
    } catch (error) {
      console.error(error);
      this.dispatchEvent(new CustomEvent("broken"));
    } finally {
      this.removeAttribute("aria-busy");
    }
  }

  /** Lays the sheets anew when the window has another width. */
  #follow(module: Pdf, document: PDFDocumentProxy): void {
    let width = this.clientWidth;
    this.#sized = new ResizeObserver(() => {
      if (Math.abs(this.clientWidth - width) < 2) return;
      width = this.clientWidth;
      void this.#lay(module, document);
    });
    this.#sized.observe(this);
  }

  /** Lays empty sheets of the right size; each is drawn when it comes into view. */
  async #lay(module: Pdf, document: PDFDocumentProxy): Promise<void> {
    const width = Math.min(this.clientWidth, WIDEST);
    const numbers = Array.from({ length: document.numPages }, (_, place) => place + 1);
    const pages = await Promise.all(numbers.map((number) => document.getPage(number)));
    const sheets = new Map<Element, PDFPageProxy>();
    this.#seen?.disconnect();
    this.replaceChildren();
    for (const page of pages) {
      const viewport = page.getViewport({ scale: width / page.getViewport({ scale: 1 }).width });
      const sheet = this.ownerDocument.createElement("section");
      sheet.className = "document-sheet";
      const label = this.getAttribute("page-label") ?? "";
      sheet.setAttribute("aria-label", label.replace("{page}", String(page.pageNumber)).replace("{pages}", String(document.numPages)));
      sheet.style.width = `${viewport.width}px`;
      sheet.style.height = `${viewport.height}px`;
      sheet.style.setProperty("--total-scale-factor", String(viewport.scale));
      sheets.set(sheet, page);
      this.append(sheet);
    }
    this.#seen = new IntersectionObserver(
      (entries) => {
        for (const { isIntersecting, target } of entries) {
          const page = sheets.get(target);
          if (!isIntersecting || page === undefined) continue;
          this.#seen?.unobserve(target);
          void module.draw(page, target as HTMLElement);
        }
      },
      { rootMargin: "50%" },
    );
    for (const sheet of sheets.keys()) this.#seen.observe(sheet);
  }

  /** Prints the document alone. */
  async print(): Promise<void> {
    const opened = await this.#pdf;
    if (opened === undefined) return;
    const { module, document } = opened;
    const view = this.ownerDocument.createElement("div");
    view.className = "print-view";
    for (let number = 1; number <= document.numPages; number += 1) {
      view.append(await module.picture(await document.getPage(number), PRINT_DPI / PDF_DPI));
    }
    const root = this.ownerDocument.documentElement;
    this.ownerDocument.body.append(view);
    root.classList.add("printing");
    const done = (): void => {
      root.classList.remove("printing");
      for (const picture of view.querySelectorAll("img")) URL.revokeObjectURL(picture.src);
      view.remove();
    };
    window.addEventListener("afterprint", done, { once: true });
    window.print();
  }
}

customElements.define("sunlot-document", SunlotDocument);

/** Saves bytes as a file of this name. */
export function save(content: Uint8Array, name: string, type: string): void {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([content.slice()], { type }));
  link.download = name;
  link.click();
  // The browser has taken the bytes once the click is over, on the next turn.
  setTimeout(() => URL.revokeObjectURL(link.href));
}
