/** Work corpora: content-addressed units per target, fed by engines, kept small by merges. Seeds are read, never written. */
export { type ExchangeResult, exportUnits, importUnits, seedCorpusName } from "./exchange.js";
export { fileNames, isUnitName, linkComplete, readIfThere, unitName, writeComplete } from "./unit-files.js";
export { UnitIngest } from "./unit-ingest.js";
export { type CorpusBounds, type CorpusContext, type PruneResult, WorkCorpus } from "./work-corpus.js";
