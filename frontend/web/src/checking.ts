// The check of a draw as the portal's pages call it (`app/src/bridge/checking.rs`). Checker and worker load when first used.
import type { Checker, Source } from "./check/index.js";

export interface Checking {
  /** Checks a bundle: a file, or an address of this site. Hears of events, answers with the report, both as JSON. */
  check(source: Source, onEvent: (event: string) => void): Promise<string>;
  /** Looks for a firm in the bundle checked last; answers with JSON. */
  ownRow(code: string, salt: string): Promise<string>;
  /** Gives up what is running. */
  cancel(): void;
}

declare global {
  // eslint-disable-next-line no-var
  var sunlotChecking: Checking;
}

let checker: Promise<Checker> | undefined;
/** A check that was given up, or overtaken, before the checker itself was there must not begin. */
let turn = 0;

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
    const loaded = await load();
    given(mine);
    return await loaded.check(source, onEvent);
  },
  async ownRow(code, salt) {
    return await (await load()).ownRow(code, salt === "" ? undefined : salt);
  },
  cancel() {
    turn += 1;
    void checker?.then((loaded) => loaded.cancel(), () => undefined);
  },
};
