import "./components/staff.js";
import "./styles/staff.css";
import "./styles/tasks.css";
import "./styles/document.css";
import "./styles/stages.css";
import "./styles/import.css";
import "./styles/library.css";
import "./styles/log.css";
import init from "../wasm/staff/staff.js";
import wasm from "../wasm/staff/staff_bg.wasm?url";
import { start } from "./start.js";

await start(init, wasm, WASM_BYTES.staff);
