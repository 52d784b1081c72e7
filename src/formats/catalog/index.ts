/** Message catalog sources (systemd.io/CATALOG): texts by message id and language, as systemd 257 reads and merges them. */
export { Catalog, type CatalogEntry, catalogHeaders } from "./catalog.js";
export { type CatalogCode, diagnostics as catalogDiagnostics } from "./diagnostics.js";
export { formatCatalog as format } from "./format.js";
export { type CatalogResult, fileLanguage, LANGUAGE_MAX, LANGUAGE_MIN, parseCatalog as parse } from "./parse.js";
