import type { WireAnswer } from "../wire/server.ts";

export type FaultDetail = { message: string; code?: string; in?: string; context?: Record<string, string[]> };
type FaultBody = {
  category?: string;
  subCategory?: string;
  errors?: FaultDetail[];
  context?: Record<string, string[]>;
  links?: Record<string, string>;
};

/** A refusal as HubSpot words it (facts/hubspot.md §6.6): status, message and the rest of the body. */
export class VendorFault extends Error {
  readonly status: number;
  readonly rest: FaultBody;
  constructor(status: number, message: string, rest: FaultBody = {}) {
    super(message);
    this.status = status;
    this.rest = rest;
  }
}

export function invalid(message: string, errors?: FaultDetail[], subCategory?: string): VendorFault {
  return new VendorFault(400, message, {
    category: "VALIDATION_ERROR",
    ...(subCategory && { subCategory }),
    ...(errors && { errors }),
  });
}

export function notFound(message: string, context?: Record<string, string[]>): VendorFault {
  return new VendorFault(404, message, { category: "OBJECT_NOT_FOUND", ...(context && { context }) });
}

export function conflict(message: string, category = "CONFLICT", subCategory?: string): VendorFault {
  return new VendorFault(409, message, { category, ...(subCategory && { subCategory }) });
}

export function unauthorized(message: string, category: "EXPIRED_AUTHENTICATION" | "INVALID_AUTHENTICATION"): VendorFault {
  return new VendorFault(401, message, { category });
}

/** The 403 of a scope that the portal has not granted. */
export function missingScopes(scopes: readonly string[]): VendorFault {
  const page = "https://developers.hubspot.com/scopes";
  return new VendorFault(
    403,
    `This app hasn't been granted all required scopes to make this call. Read more about required scopes here: ${page}.`,
    {
      category: "MISSING_SCOPES",
      errors: [{ message: "One or more of the following scopes are required.", context: { requiredGranularScopes: [...scopes] } }],
      links: { scopes: page },
    },
  );
}

/** The fault as it goes over the wire. */
export function faultAnswer(fault: VendorFault, correlationId: string): WireAnswer {
  return { status: fault.status, body: { status: "error", message: fault.message, correlationId, ...fault.rest } };
}
