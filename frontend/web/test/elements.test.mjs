// A tag or icon that is used in Rust but not imported here stays silently empty: compare the two.
import assert from "node:assert/strict";
import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";

const root = join(import.meta.dirname, "../..");

function files(folder, ending) {
  const entries = readdirSync(folder, { recursive: true });
  return entries.filter((name) => name.endsWith(ending)).map((name) => readFileSync(join(folder, name), "utf8"));
}

function found(texts, pattern) {
  return new Set(texts.flatMap((text) => [...text.matchAll(pattern)].map((match) => match[1])));
}

const wrappers = files(join(root, "ui/src"), ".rs");
const pages = files(join(root, "app/src"), ".rs");
const components = join(root, "web/src/components");
const imports = files(components, ".ts").join("\n");

const ELEMENT = /"(@ui5\/webcomponents(?:-fiori)?\/dist\/\w+\.js)"/g;

function tagOf(path) {
  const source = readFileSync(join(root, "web/node_modules", path), "utf8");
  return source.match(/(?:tag: |customElement\()"(ui5-[\w-]+)"/)?.[1];
}

const imported = new Map(
  [...imports.matchAll(ELEMENT)].map((match) => [tagOf(match[1]), match[1]]),
);

test("every wrapped tag is imported", () => {
  const tags = found(wrappers, /=> "(ui5-[\w-]+)"/g);
  assert.ok(tags.size > 20, "the wrappers name tags");
  assert.deepEqual([...tags].filter((tag) => !imported.has(tag)), []);
});

test("every imported element is wrapped", () => {
  const tags = found(wrappers, /=> "(ui5-[\w-]+)"/g);
  assert.deepEqual([...imported.keys()].filter((tag) => tag !== undefined && !tags.has(tag)), []);
});

test("every icon that a page names is imported", () => {
  const icons = found(pages, /icon(?:=|: |\()"([a-z][a-z0-9-]+)"/g);
  const navigation = found(pages, /"page\.\w+", "([a-z0-9-]+)"/g);
  const have = found([imports], /webcomponents-icons\/dist\/([\w-]+)\.js/g);
  assert.ok(icons.size > 3, "the pages name icons");
  assert.deepEqual([...icons, ...navigation].filter((icon) => !have.has(icon)), []);
});

test("what loads an element later loads that element", () => {
  for (const offers of ["shared.ts", "staff.ts"].map((file) => readFileSync(join(components, file), "utf8"))) {
    const loads = new Map([...offers.matchAll(/const (\w+) = \(\) => import\("(.+)"\);/g)].map((match) => [match[1], match[2]]));
    const offered = [...offers.matchAll(/"(ui5-[\w-]+)": (\w+),/g)].map((match) => `${match[1]} ${match[2]}`);
    const loaded = [...loads].flatMap(([name, path]) => {
      const own = path.startsWith("./");
      const source = own ? readFileSync(join(components, path.replace(/\.js$/, ".ts")), "utf8") : `"${path}"`;
      return [...source.matchAll(ELEMENT)].map((match) => `${tagOf(match[1])} ${name}`);
    });
    assert.ok(offered.length > 2, "elements are offered");
    assert.deepEqual(offered.toSorted(), loaded.toSorted());
  }
});

test("every picture that a page names is there", () => {
  const pictures = found(pages, /(?:IllustratedMessage name=|=> \()"([A-Z]\w+)"/g);
  const have = found([readFileSync(join(components, "later/drawings.ts"), "utf8")], /sapIllus-Spot-(\w+)\.js/g);
  const named = readFileSync(join(components, "pictures.ts"), "utf8");
  assert.ok(pictures.size > 1, "the pages name pictures");
  assert.deepEqual([...pictures].filter((picture) => !have.has(picture) || !named.includes(`"${picture}"`)), []);
  const sizes = files(join(root, "app/src"), ".rs").flatMap((text) => [...text.matchAll(/IllustrationDesign::(\w+)/g)]);
  assert.ok(sizes.every((match) => match[1] === "Spot"), "in the one size that is loaded");
});
