// Staff who act through the API, while a story looks at what others see of it.
import { createHash, randomBytes } from "node:crypto";
import { PASSWORD } from "./sunlot.ts";

interface Ceremony {
  task: string;
  round: number;
  version: number;
  party: string | null;
}

/** `frame` of the draw protocol, §1. */
function frame(tag: string, ...parts: Uint8Array[]): string {
  const hash = createHash("sha256").update(`sunlot-draw/1/${tag}\0`);
  for (const part of parts) hash.update(u32(part.length)).update(part);
  return hash.digest("hex");
}

function u32(number: number): Uint8Array {
  const bytes = new Uint8Array(4);
  new DataView(bytes.buffer).setUint32(0, number);
  return bytes;
}

export class Officer {
  private secret = randomBytes(32);

  private constructor(
    private readonly address: string,
    private readonly token: string,
  ) {}

  static async signIn(address: string, username: string, password = PASSWORD): Promise<Officer> {
    const login = await fetch(`${address}/api/v1/auth/login`, {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify({ username, password }),
    });
    const { access_token } = (await login.json()) as { access_token: string };
    return new Officer(address, access_token);
  }

  /** Asks the API; `version` is what the caller has seen. Whatever is not done is an error of the story. */
  async ask<T>(method: string, path: string, body?: object, version?: number): Promise<T> {
    const answer = await fetch(`${this.address}/api/v1${path}`, {
      method,
      headers: {
        Authorization: `Bearer ${this.token}`,
        ...(body === undefined ? {} : { "Content-Type": "application/json" }),
        ...(version === undefined ? {} : { "If-Match": `"v${version}"` }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await answer.text();
    if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${text}`);
    return (text === "" ? undefined : JSON.parse(text)) as T;
  }

  private ceremony(task: number): Promise<Ceremony> {
    return this.ask("GET", `/tasks/${task}/ceremony`);
  }

  /** An action of the clerk on the task as it is now. */
  async act<T>(task: number, action: string, body?: object): Promise<T> {
    const { version } = await this.ceremony(task);
    return this.ask("POST", `/tasks/${task}/${action}`, body, version);
  }

  /** Commits to a fresh secret. */
  async commit(task: number): Promise<void> {
    const { task: number, round, party } = await this.ceremony(task);
    if (party === null) throw new Error("no witness");
    this.secret = randomBytes(32);
    const text = (words: string): Uint8Array => new TextEncoder().encode(words);
    const commitment = frame("commit", text(number), u32(round), text(party), this.secret);
    await this.ask("POST", `/tasks/${task}/witness`, { commitment });
  }

  /** Reveals the secret, or something else. */
  async reveal(task: number, honestly = true): Promise<void> {
    const value = honestly ? this.secret : randomBytes(32);
    await this.ask("POST", `/tasks/${task}/reveal`, { value: value.toString("hex") });
  }
}
