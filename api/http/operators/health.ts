import type { RequestHandler } from "express";
import type { Parts } from "../parts.ts";

/** `GET /livez`: the process runs. */
export const livez: RequestHandler = (_request, response) => {
  response.json({ status: "ok" });
};

/** `GET /readyz`: the process can serve, that is, reaches its database and is not stopping. */
export function readyz(parts: Parts, isStopping: () => boolean): RequestHandler {
  return async (_request, response) => {
    const reachable = await parts.store.ping().then(
      () => true,
      () => false,
    );
    const ready = reachable && !isStopping();
    response.status(ready ? 200 : 503).json({ status: ready ? "ok" : isStopping() ? "stopping" : "database unreachable" });
  };
}

/** `GET /metrics`: Prometheus text. */
export function metricsText({ metrics }: Parts): RequestHandler {
  return async (_request, response) => {
    response.type(metrics.registry.contentType).send(await metrics.registry.metrics());
  };
}
