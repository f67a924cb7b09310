// pdf.js and its worker: in a file of their own, which the first load does not carry.
import { type PDFDocumentProxy, type PDFPageProxy, PDFWorker, TextLayer, getDocument } from "pdfjs-dist";
import Worker from "pdfjs-dist/build/pdf.worker.min.mjs?worker";

/** Opens a document; the bytes are the worker's from then on. */
export async function open(data: Uint8Array): Promise<PDFDocumentProxy> {
  const worker = PDFWorker.create({ port: new Worker() });
  // No eval and no wasm from elsewhere: the content security policy allows neither.
  const task = getDocument({ data, worker, isEvalSupported: false, useWorkerFetch: false, useWasm: false });
  return task.promise;
}

/** Draws a page into its sheet, with its words above for readers, search and copying. */
export async function draw(page: PDFPageProxy, sheet: HTMLElement): Promise<void> {
  const scale = Number(sheet.style.getPropertyValue("--total-scale-factor"));
  const viewport = page.getViewport({ scale });
  const canvas = document.createElement("canvas");
  canvas.setAttribute("aria-hidden", "true");
  const words = document.createElement("div");
  words.className = "document-words";
  sheet.replaceChildren(canvas, words);
  await paint(page, canvas, scale * Math.max(window.devicePixelRatio, 1));
  await new TextLayer({ textContentSource: page.streamTextContent(), container: words, viewport }).render();
}

/** A page as a picture. */
export async function picture(page: PDFPageProxy, scale: number): Promise<HTMLImageElement> {
  const canvas = document.createElement("canvas");
  await paint(page, canvas, scale);
  const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, "image/png"));
  if (blob === null) throw new Error("the page cannot be drawn");
  const image = document.createElement("img");
  image.classList.toggle("wide", canvas.width > canvas.height);
  image.src = URL.createObjectURL(blob);
  await image.decode();
  return image;
}

async function paint(page: PDFPageProxy, canvas: HTMLCanvasElement, scale: number): Promise<void> {
  const viewport = page.getViewport({ scale });
  canvas.width = Math.floor(viewport.width);
  canvas.height = Math.floor(viewport.height);
  await page.render({ canvas, viewport }).promise;
}
