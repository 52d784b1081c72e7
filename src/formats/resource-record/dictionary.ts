export { recordDictionary as dictionary } from "../../dns/dictionary.js";
