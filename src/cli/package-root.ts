export { packageRoot } from "../engine/package-root.js";
