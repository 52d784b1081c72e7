declare module "timespan-parser" {
  const timespan: {
    /** Seconds, or multiples of `unit`. */
    parse(timespan: string, unit?: string): number;
  };
  export default timespan;
}
