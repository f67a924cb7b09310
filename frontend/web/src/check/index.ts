// The check of a draw, for a page: one worker, one bundle at a time.

import type { Reply, Request, Source, Trouble } from "./messages";

export type { Source, Trouble } from "./messages";

/** Why there is no answer. A bundle that does not verify is an answer. */
export class CheckError extends Error {
  override readonly name = "CheckError";

  constructor(
    readonly trouble: Trouble,
    detail = "",
  ) {
    super(detail === "" ? trouble : `${trouble}: ${detail}`);
  }
}

interface Pending {
  readonly onEvent: (event: string) => void;
  readonly resolve: (reply: Exclude<Reply, { kind: "event" | "trouble" }>) => void;
  readonly reject: (error: CheckError) => void;
}

type Question = Request extends infer R ? (R extends { id: number } ? Omit<R, "id"> : never) : never;

const nothing = (): void => undefined;

export class Checker {
  #worker: Worker | undefined;
  #pending = new Map<number, Pending>();
  #last = 0;
  #disposed = false;

  /**
   * Checks a bundle. A check that is still running is cancelled first. `onEvent` hears of rows read and of each check, as
   * the JSON of a `CheckEvent`; the answer is that of a `CheckReport`.
   * Rejects with a `CheckError`; a bundle that does not verify is a report like any other.
   */
  async check(source: Source, onEvent: (event: string) => void = nothing, signal?: AbortSignal): Promise<string> {
    this.cancel();
    if (signal?.aborted === true) throw new CheckError("cancelled");
    const cancel = (): void => this.cancel();
    signal?.addEventListener("abort", cancel, { once: true });
    try {
      const reply = await this.#ask({ kind: "check", source }, onEvent);
      if (reply.kind !== "report") throw new CheckError("internal", reply.kind);
      return reply.report;
    } finally {
      signal?.removeEventListener("abort", cancel);
    }
  }

  /**
   * Looks for a firm's own row in the bundle that was checked last; on a blinded roster by its salt, 32 hex digits. Answers
   * with the JSON of an `OwnRowAnswer`.
   */
  async ownRow(code: string, salt?: string): Promise<string> {
    if (this.#worker === undefined) throw new CheckError("not_checked");
    const reply = await this.#ask({ kind: "own_row", code, salt: salt ?? null }, nothing);
    if (reply.kind !== "own_row") throw new CheckError("internal", reply.kind);
    return reply.answer;
  }

  /** Gives up what is running, if anything is; the bundle checked before is then forgotten. */
  cancel(): void {
    if (this.#pending.size > 0) this.#stop(new CheckError("cancelled"));
  }

  /** Frees everything; nothing can be asked any more. */
  dispose(): void {
    this.#stop(new CheckError("cancelled"));
    this.#disposed = true;
  }

  #ask(question: Question, onEvent: (event: string) => void): Promise<Exclude<Reply, { kind: "event" | "trouble" }>> {
    if (this.#disposed) return Promise.reject(new CheckError("cancelled"));
    const worker = (this.#worker ??= this.#start());
    this.#last += 1;
    const id = this.#last;
    return new Promise((resolve, reject) => {
      this.#pending.set(id, { onEvent, resolve, reject });
      worker.postMessage({ ...question, id } satisfies Request);
    });
  }

  #start(): Worker {
    const worker = new Worker(new URL("./worker.ts", import.meta.url), { type: "module" });
    worker.onmessage = (event: MessageEvent<Reply>) => this.#hear(event.data);
    worker.onerror = (event) => this.#stop(new CheckError("internal", event.message));
    return worker;
  }

  #hear(reply: Reply): void {
    const pending = this.#pending.get(reply.id);
    if (pending === undefined) return;
    if (reply.kind === "event") {
      pending.onEvent(reply.event);
      return;
    }
    this.#pending.delete(reply.id);
    if (reply.kind !== "trouble") {
      pending.resolve(reply);
      return;
    }
    const error = new CheckError(reply.trouble, reply.detail);
    pending.reject(error);
    // A verifier that broke down is in no known state: the next check begins with a new one.
    if (reply.trouble === "internal") this.#stop(error);
  }

  #stop(error: CheckError): void {
    this.#worker?.terminate();
    this.#worker = undefined;
    const pending = [...this.#pending.values()];
    this.#pending.clear();
    for (const { reject } of pending) reject(error);
  }
}
