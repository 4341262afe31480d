import type { RequestHandler } from "express";
import { z } from "zod";
import type { Parts } from "../parts.ts";
import { readSignedCall } from "./signed-call.ts";

const optionsBody = z.object({ origin: z.object({ portalId: z.number().int().positive() }) });

/** `POST /workflow-actions/options/companies`: the QuickBooks companies that a workflow's builder can choose from. */
export function listCompanies(parts: Parts): RequestHandler {
  return async (request, response) => {
    const { portalId } = (await readSignedCall(parts, request, optionsBody)).origin;
    const connections = await parts.store.inPortal(portalId, (tx) => tx.connections.list());
    const active = connections.filter(({ state }) => state === "active");
    response.json({
      options: active.map(({ connectionId, company }) => ({
        label: company.name,
        description: `${company.country}, ${company.homeCurrency}`,
        value: connectionId,
      })),
      searchable: false,
    });
  };
}
