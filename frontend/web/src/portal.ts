import "./components/portal.js";
import "./styles/portal.css";
import init from "../wasm/portal/portal.js";
import wasm from "../wasm/portal/portal_bg.wasm?url";
import { start } from "./start.js";

await start(init, wasm);
