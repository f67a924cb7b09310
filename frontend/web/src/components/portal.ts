// Elements and icons of the portal alone: it stays light.
import "./shared.js";
