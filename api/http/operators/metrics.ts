import { Counter, Histogram, Registry } from "prom-client";

/** What operators watch, in Prometheus' words. */
export type Metrics = ReturnType<typeof createMetrics>;

/** The figures of this process, for Prometheus. */
export function createMetrics() {
  const registry = new Registry();
  return {
    registry,
    requests: new Histogram({
      name: "tieout_http_request_seconds",
      help: "Answers to HTTP requests",
      labelNames: ["method", "route", "status"],
      registers: [registry],
    }),
    vendorCalls: new Counter({
      name: "tieout_vendor_calls_total",
      help: "Calls to HubSpot and QuickBooks by their outcome",
      labelNames: ["vendor", "method", "outcome"],
      registers: [registry],
    }),
    lostLogLines: new Counter({
      name: "tieout_log_lines_lost_total",
      help: "Lines of the sync log that could not be written",
      registers: [registry],
    }),
    jobs: new Counter({
      name: "tieout_jobs_total",
      help: "Jobs by name and outcome",
      labelNames: ["name", "outcome"],
      registers: [registry],
    }),
  };
}
