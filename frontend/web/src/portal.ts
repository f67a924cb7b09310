import "./components/portal.js";
import "./styles/portal.css";
import "./styles/log.css";
import "./styles/rounds.css";
import "./styles/check.css";
import init from "../wasm/portal/portal.js";
import wasm from "../wasm/portal/portal_bg.wasm?url";
import { checking } from "./checking.js";
import { keepOffline } from "./offline.js";
import { start } from "./start.js";

globalThis.sunlotChecking = checking;
await start(init, wasm, WASM_BYTES.portal);
await keepOffline();
