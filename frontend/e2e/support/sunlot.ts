// An installation of the real binary: a database, a data folder, and the server while it runs.
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { createWriteStream } from "node:fs";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { createInterface } from "node:readline";

/** The password of every account that the stories create. */
export const PASSWORD = "correct horse battery";

/** What the server prints before its address. */
const GREETING = "阳签已启动：";

const BINARY = resolve(process.env["SUNLOT_BINARY"] ?? resolve(import.meta.dirname, "../../../target/debug/sunlot"));

export interface Account {
  name: string;
  role: "clerk" | "inspector" | "leader" | "legal" | "supervisor" | "admin";
  department?: string;
  inspector?: string;
  shown?: string;
}

export class Sunlot {
  private process: ChildProcess | undefined;
  /** Where it listens, `http://127.0.0.1:34567`. */
  address = "";

  private constructor(
    private readonly folder: string,
    private readonly database: string | undefined,
  ) {}

  /** An installation on this database, SQLite without it; nothing runs yet. */
  static async install(database?: string): Promise<Sunlot> {
    return new Sunlot(await mkdtemp(join(tmpdir(), "sunlot-e2e-")), database);
  }

  /** The data folder. */
  get data(): string {
    return join(this.folder, "data");
  }

  private environment(listen: string): NodeJS.ProcessEnv {
    const own = { SUNLOT_DATA_DIR: this.data, SUNLOT_LISTEN: listen };
    return { ...process.env, ...own, ...(this.database === undefined ? {} : { SUNLOT_DATABASE_URL: this.database }) };
  }

  /** Starts the server, where it was before if it ran, and waits until it says that it is ready. */
  async start(...more: string[]): Promise<void> {
    const listen = this.address === "" ? "127.0.0.1:0" : new URL(this.address).host;
    const child = spawn(BINARY, ["serve", ...more], {
      cwd: this.folder,
      env: this.environment(listen),
      stdio: ["ignore", "pipe", "pipe"],
    });
    this.process = child;
    // However a story ends, its server ends with it.
    process.once("exit", () => child.kill("SIGKILL"));
    child.stderr.pipe(createWriteStream(join(this.folder, "log"), { flags: "a" }));
    for await (const line of createInterface({ input: child.stdout })) {
      if (line.startsWith(GREETING)) {
        this.address = line.slice(GREETING.length).trim();
        break;
      }
    }
    if (child.exitCode !== null) throw new Error(`the server did not start:\n${await this.log()}`);
    child.stdout.resume();
    const ready = await fetch(`${this.address}/readyz`);
    if (!ready.ok) throw new Error(`the server is not ready: ${ready.status}`);
  }

  /** Ends the server at once, as a power failure does. */
  async kill(): Promise<void> {
    const child = this.process;
    this.process = undefined;
    if (child === undefined || child.exitCode !== null) return;
    const ended = once(child, "exit");
    child.kill("SIGKILL");
    await ended;
  }

  /** Ends the server and removes its folder. */
  async remove(): Promise<void> {
    await this.kill();
    await rm(this.folder, { recursive: true, force: true });
  }

  /** What the server logged. */
  async log(): Promise<string> {
    return readFile(join(this.folder, "log"), "utf8").catch(() => "");
  }

  /** Runs a command to its end, with this text on its standard input; answers what it prints. */
  async command(input: string, ...command: string[]): Promise<string> {
    const child = spawn(BINARY, command, { cwd: this.folder, env: this.environment("127.0.0.1:0") });
    let said = "";
    let errors = "";
    child.stdout.on("data", (text: Buffer) => (said += text.toString()));
    child.stderr.on("data", (text: Buffer) => (errors += text.toString()));
    child.stdin.end(input);
    const [code] = (await once(child, "close")) as [number];
    if (code !== 0) throw new Error(`sunlot ${command.join(" ")}: ${code}\n${errors}${said}`);
    return said;
  }

  /** Imports a register by the command line; every row must be good. */
  async import(kind: string, file: string): Promise<void> {
    const report = JSON.parse(await this.command("", "import", kind, file)) as { rejected: number };
    if (report.rejected > 0) throw new Error(`${file}: ${JSON.stringify(report)}`);
  }

  /** Creates an account by the command line. */
  async createUser({ name, role, department, inspector, shown }: Account): Promise<void> {
    const option = (option: string, value: string | undefined): string[] => (value === undefined ? [] : [option, value]);
    await this.command(
      PASSWORD,
      "user",
      "create",
      name,
      "--role",
      role,
      ...option("--department", department),
      ...option("--inspector", inspector),
      ...option("--display-name", shown),
    );
  }
}
