// The addresses of all pages, and who may see them.
import { api } from "./demo.ts";

export const ROLES = ["clerk", "inspector", "leader", "legal", "supervisor", "admin"] as const;
export type Role = (typeof ROLES)[number];

export interface Place {
  /** Name of its picture. */
  name: string;
  path: string;
  /** Who may see it: `frontend/app/src/staff/route.rs`, `docs/permissions.md`. */
  roles: readonly Role[];
  /** Latin words that are its data: account names. */
  data?: readonly string[];
}

const EVERYBODY = ROLES;
const TASK: Role[] = ["clerk", "leader", "legal", "supervisor"];
const LIBRARY: Role[] = ["clerk", "leader", "supervisor"];
const MATTER: Role[] = ["clerk", "inspector", "leader", "legal", "supervisor"];
const INSPECTION: Role[] = ["clerk", "inspector", "leader", "supervisor"];
const IMPORT: Role[] = ["clerk", "legal", "admin"];

/** Latin words of the public log: its address. */
const LOG = ["log", "open"];

interface Row {
  id: number;
  state?: string;
}

/** One page of each kind; of those that look different by state, one for each. */
export async function staff(address: string, password: string): Promise<Place[]> {
  const clerk = await api(address, "clerk", password);
  const rows = async (path: string): Promise<Row[]> => ((await clerk(path)) as { items: Row[] }).items;
  const inspector = await api(address, "inspector", password);
  const own = ((await inspector("/inspections?page_size=200")) as { items: Row[] }).items;
  const admin = await api(address, "admin", password);
  const [user] = ((await admin("/users")) as { items: Row[] }).items;
  const [tasks, [object], [transfer]] = [await rows("/tasks"), await rows("/objects"), await rows("/transfers")];
  const task = (state: string): number => tasks.find((row) => row.state === state)?.id ?? 0;
  const inspection = (state: string): number => own.find((row) => row.state === state)?.id ?? own[0]?.id ?? 0;
  const place = (name: string, path: string, roles: readonly Role[]): Place => ({ name, path: `/staff${path}`, roles });
  return [
    place("home", "", EVERYBODY),
    place("matters", "/matters", MATTER),
    place("objects", "/objects", LIBRARY),
    place("object", `/objects/${object?.id ?? 0}`, LIBRARY),
    place("inspectors", "/inspectors", LIBRARY),
    place("recusals", "/recusals", LIBRARY),
    // The heading of a column of the file.
    { ...place("imports", "/imports", IMPORT), data: ["ppm"] },
    place("tasks", "/tasks", TASK),
    place("task-new", "/tasks/new", ["clerk"]),
    place("task-draft", `/tasks/${task("draft")}`, TASK),
    place("task-disclosed", `/tasks/${task("disclosed")}`, TASK),
    place("task-edit", `/tasks/${task("draft")}/edit`, ["clerk"]),
    place("draw-waiting", `/tasks/${task("draft")}/draw`, TASK),
    place("draw-drawn", `/tasks/${task("disclosed")}/draw`, TASK),
    place("summary", `/tasks/${task("disclosed")}/summary`, TASK),
    place("inspections", "/inspections", INSPECTION),
    place("inspection-to-record", `/inspections/${inspection("notified")}`, ["inspector"]),
    place("inspection-closed", `/inspections/${inspection("closed")}`, INSPECTION),
    place("team", `/inspections/${inspection("closed")}/team`, LIBRARY),
    place("substitutions", "/substitutions", INSPECTION),
    place("strike-new", `/tasks/${task("drawn")}/strike`, ["clerk"]),
    place("strike-too-late", `/tasks/${task("disclosed")}/strike`, ["clerk"]),
    place("strikes", "/strikes", TASK),
    place("approvals", "/approvals", ["leader"]),
    place("disclosure", "/disclosure", LIBRARY),
    place("transfers", "/transfers", LIBRARY),
    place("transfer", `/transfers/${transfer?.id ?? 0}`, LIBRARY),
    place("audit", "/audit", ["supervisor"]),
    { ...place("users", "/users", ["admin"]), data: [...ROLES, "integration"] },
    { ...place("user", `/users/${user?.id ?? 0}`, ["admin"]), data: ROLES },
    place("departments", "/departments", ["admin"]),
    place("department", "/departments/1", ["admin", ...ROLES.filter((role) => role !== "admin")]),
    place("not-found", "/no-such-page", EVERYBODY),
  ];
}

export async function portal(address: string): Promise<Pick<Place, "name" | "path" | "data">[]> {
  const answer = await fetch(`${address}/api/v1/public/results`);
  const [result] = ((await answer.json()) as { items: { task_id: number }[] }).items;
  const task = result?.task_id ?? 0;
  const events = await fetch(`${address}/api/v1/public/log/events?task_id=${task}`);
  const [event] = ((await events.json()) as { items: { index: number }[] }).items;
  return [
    { name: "portal-home", path: "/" },
    { name: "portal-matters", path: "/matters" },
    { name: "portal-tasks", path: "/tasks" },
    { name: "portal-task", path: `/tasks/${task}` },
    { name: "portal-results", path: "/results" },
    { name: "portal-statistics", path: "/statistics" },
    { name: "portal-check", path: "/check" },
    { name: "portal-checked", path: `/check?task=${task}&round=1` },
    // Names of what is logged, as its notes show them.
    { name: "portal-log", path: "/log", data: LOG },
    { name: "portal-log-entry", path: `/log/${event?.index ?? 0}`, data: LOG },
    { name: "portal-log-hidden", path: "/log/0", data: LOG },
    { name: "portal-not-found", path: "/no-such-page" },
  ];
}
