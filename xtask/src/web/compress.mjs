// Writes FILE.br and FILE.gz beside every file of a folder that they make smaller: the server sends them as they are.
import { readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { brotliCompress, constants, gzip } from "node:zlib";

const kinds = /\.(css|html|js|json|mjs|svg|txt|wasm|webmanifest)$/;

async function brotli(content) {
  const params = { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: content.length };
  return promisify(brotliCompress)(content, { params });
}

async function compress(file) {
  const content = await readFile(file);
  const copies = { br: await brotli(content), gz: await promisify(gzip)(content, { level: 9 }) };
  for (const [ending, copy] of Object.entries(copies)) {
    if (copy.length < content.length) await writeFile(`${file}.${ending}`, copy);
  }
}

const entries = await readdir(process.argv.at(-1), { recursive: true, withFileTypes: true });
const files = entries.filter((entry) => entry.isFile() && kinds.test(entry.name) && !entry.parentPath.includes(".vite"));
await Promise.all(files.map((entry) => compress(join(entry.parentPath, entry.name))));
console.log(`${files.length} files compressed`);
