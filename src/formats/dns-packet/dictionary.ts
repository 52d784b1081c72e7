export function* dictionary() {}
