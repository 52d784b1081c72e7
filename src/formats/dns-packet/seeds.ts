export function* seeds() {}
