import { Counter, Histogram, Registry } from "prom-client";

/** What operators watch, in Prometheus' words. */
export type Metrics = ReturnType<typeof createMetrics>;

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
    jobs: new Counter({
      name: "tieout_jobs_total",
      help: "Jobs by name and outcome",
      labelNames: ["name", "outcome"],
      registers: [registry],
    }),
  };
}
