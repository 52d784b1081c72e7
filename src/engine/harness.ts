/** What a target tells the engine; paths are relative to the package root. */
export interface EngineDefaults {
  readonly name: string;
  readonly maxLen: number;
  readonly corpus: string;
  readonly dictionary: string;
}

/** Completes Jazzer's live options with a target's defaults. Does nothing outside a jazzer process. */
export function configureEngine(_defaults: EngineDefaults): void {}
