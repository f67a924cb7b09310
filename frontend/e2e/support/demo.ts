// The demonstration that `sunlot serve --demo` makes, with its accounts.
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { Sunlot } from "./sunlot.ts";

export interface Demo {
  sunlot: Sunlot;
  password: string;
}

export async function demo(): Promise<Demo> {
  const sunlot = await Sunlot.install();
  await sunlot.start("--demo");
  const accounts = await readFile(join(sunlot.data, "demo-accounts.txt"), "utf8");
  const password = /密码均为 (\w+)/.exec(accounts)?.[1];
  if (password === undefined) throw new Error("the demonstration names no password");
  return { sunlot, password };
}

/** Signs in at the API. */
export async function token(address: string, name: string, password: string): Promise<string> {
  const login = await fetch(`${address}/api/v1/auth/login`, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify({ username: name, password }),
  });
  const { access_token } = (await login.json()) as { access_token: string };
  return access_token;
}

/** Asks the API as somebody; for what a story needs to know, never in place of a page. */
export async function api(address: string, name: string, password: string): Promise<(path: string) => Promise<unknown>> {
  const bearer = `Bearer ${await token(address, name, password)}`;
  return async (path) => {
    const answer = await fetch(`${address}/api/v1${path}`, { headers: { Authorization: bearer } });
    if (!answer.ok) throw new Error(`${path}: ${answer.status}`);
    return answer.json();
  };
}
