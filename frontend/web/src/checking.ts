// The check of a draw as the portal's pages call it (`app/src/bridge/checking.rs`). Checker and worker load when first used.
import type { Checker, Source } from "./check/index.js";
import { keep, take } from "./kept.js";

export interface Checking {
  /** Checks a bundle: a file, or an address of this site. Hears of events, answers with the report, both as JSON. */
  check(source: Source, onEvent: (event: string) => void): Promise<string>;
  /** Looks for a firm in the bundle checked last; answers with JSON. */
  ownRow(code: string, salt: string): Promise<string>;
  /** Gives up what is running. */
  cancel(): void;
  /** Keeps the file that was checked last for the page that comes after this one. */
  keep(): Promise<void>;
  /** The file that the page before kept; it is given out once. */
  kept(): Promise<File | undefined>;
}

declare global {
  // eslint-disable-next-line no-var
  var sunlotChecking: Checking;
}

let checker: Promise<Checker> | undefined;
/** A check that was given up, or overtaken, before the checker itself was there must not begin. */
let turn = 0;
/** The visitor's file that is shown. */
let file: File | undefined;

function load(): Promise<Checker> {
  checker ??= import("./check/index.js").then(
    ({ Checker }) => new Checker(),
    (error: unknown) => {
      checker = undefined;
      throw Object.assign(new Error(String(error)), { trouble: "download" });
    },
  );
  return checker;
}

function given(signal: number): void {
  if (signal !== turn) throw Object.assign(new Error("cancelled"), { trouble: "cancelled" });
}

export const checking: Checking = {
  async check(source, onEvent) {
    turn += 1;
    const mine = turn;
    file = source instanceof File ? source : undefined;
    const loaded = await load();
    given(mine);
    return await loaded.check(source, onEvent);
  },
  async ownRow(code, salt) {
    return await (await load()).ownRow(code, salt === "" ? undefined : salt);
  },
  cancel() {
    turn += 1;
    file = undefined;
    void checker?.then((loaded) => loaded.cancel(), () => undefined);
  },
  async keep() {
    if (file !== undefined) await keep(file);
  },
  kept: take,
};
