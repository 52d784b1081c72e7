import { type NumberErrno, parseBoolean, parseMtu, parseSize, safeAtou32 } from "../../../text/numbers.js";
import { parseSec } from "../../../time/timespan.js";
import { USEC_INFINITY, USEC_PER_MSEC } from "../../../time/usec.js";
import type { NetworkBinding, NetworkBindings } from "../assignment.js";
import type { RouteSettings } from "./routes.js";

/** Metrics of a route, as the kernel numbers them. Origin: linux/rtnetlink.h, RTAX_*. */
export const RouteMetric = {
  MTU: 2,
  ADVERTISED_MSS: 8,
  HOP_LIMIT: 10,
  INITIAL_CONGESTION_WINDOW: 11,
  RETRANSMISSION_TIMEOUT: 13,
  INITIAL_RECEIVE_WINDOW: 14,
  QUICK_ACK: 15,
  FAST_OPEN_NO_COOKIE: 17,
} as const;

const UINT32_MAX_BIG = 0xffff_ffffn;
const HOP_LIMIT_MAX = 255;
/** Greatest initial TCP window in segments. Origin: config_parse_tcp_window() at 257. */
const TCP_WINDOW_MAX = 1023;

/** Sets a metric; trailing zeros are dropped. Origin: route_metric_set() at 257. */
export function setMetric(metrics: number[], metric: number, value: number): void {
  if (value) {
    while (metrics.length <= metric) metrics.push(0);
    metrics[metric] = value;
    return;
  }
  if (metric >= metrics.length) return;
  metrics[metric] = value;
  while (metrics.length && !metrics[metrics.length - 1]) metrics.pop();
}

/** A metric; an empty value resets it. */
const metric =
  (number: number, parse: (text: string) => number | NumberErrno): NetworkBinding<RouteSettings> =>
  (settings, value, at) => {
    const result = value ? parse(value) : 0;
    if (typeof result === "string") return at.warn("value.number-out-of-range", value);
    setMetric(settings.metrics, number, result);
    return undefined;
  };

/** A number from 1 to `most`. */
const positive =
  (most: number) =>
  (text: string): number | NumberErrno => {
    const number = safeAtou32(text);
    return typeof number === "number" && (!number || number > most) ? "ERANGE" : number;
  };

/** Initial TCP window in segments. Origin: config_parse_tcp_window() at 257. */
export const parseTcpWindow: (text: string) => number | NumberErrno = positive(TCP_WINDOW_MAX);

function segmentSize(text: string): number | NumberErrno {
  const size = parseSize(text, 1024);
  if (typeof size === "string") return size;
  return !size || size > UINT32_MAX_BIG ? "ERANGE" : Number(size);
}

/** A time span in whole milliseconds, not endless. */
function retransmissionTimeout(text: string): number | NumberErrno {
  const usec = parseSec(text);
  if (typeof usec === "string") return usec;
  const perMsec = BigInt(USEC_PER_MSEC);
  const msec = (usec + perMsec - 1n) / perMsec;
  return !usec || usec === USEC_INFINITY || msec > UINT32_MAX_BIG ? "ERANGE" : Number(msec);
}

function flag(text: string): number | NumberErrno {
  const on = parseBoolean(text);
  return on === null ? "EINVAL" : Number(on);
}

const congestionControl: NetworkBinding<RouteSettings> = (settings, value) => {
  settings.congestionControl = value || null;
  return undefined;
};

/** Directives of [Route] for metrics. */
export const metricBindings: NetworkBindings<RouteSettings> = {
  MTUBytes: metric(RouteMetric.MTU, (text) => parseMtu("unspec", text)),
  TCPAdvertisedMaximumSegmentSize: metric(RouteMetric.ADVERTISED_MSS, segmentSize),
  HopLimit: metric(RouteMetric.HOP_LIMIT, positive(HOP_LIMIT_MAX)),
  InitialCongestionWindow: metric(RouteMetric.INITIAL_CONGESTION_WINDOW, parseTcpWindow),
  TCPRetransmissionTimeoutSec: metric(RouteMetric.RETRANSMISSION_TIMEOUT, retransmissionTimeout),
  InitialAdvertisedReceiveWindow: metric(RouteMetric.INITIAL_RECEIVE_WINDOW, parseTcpWindow),
  QuickAck: metric(RouteMetric.QUICK_ACK, flag),
  TCPCongestionControlAlgorithm: congestionControl,
  FastOpenNoCookie: metric(RouteMetric.FAST_OPEN_NO_COOKIE, flag),
};
