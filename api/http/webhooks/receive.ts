import type { RequestHandler } from "express";
import type { InboxEvent } from "../../ports/inbox.ts";
import type { Parts, SignedRequest } from "../parts.ts";
import { signedRequest } from "../signed-user.ts";

type Vendor = { verify(request: SignedRequest): void; readEvents(rawBody: Buffer): InboxEvent[] };

/** A vendor's webhooks: verify, store what is new, answer 200. A job does the work; a webhook is only a hint. */
function receive(parts: Parts, { verify, readEvents }: Vendor): RequestHandler {
  return async (request, response) => {
    const signed = signedRequest(request);
    verify(signed);
    const events = readEvents(signed.rawBody);
    await parts.store.inSystem(async (tx) => {
      const stored = await tx.inbox.store(events);
      if (stored > 0) await tx.enqueue({ name: "handle-inbox", data: {} }, { key: "inbox" });
    });
    response.status(200).json({ received: events.length });
  };
}

/** `POST /webhooks/hubspot` */
export function hubspotWebhooks(parts: Parts): RequestHandler {
  return receive(parts, { verify: parts.verifyHubSpot, readEvents: parts.readHubSpotEvents });
}

/** `POST /webhooks/quickbooks` */
export function quickbooksWebhooks(parts: Parts): RequestHandler {
  return receive(parts, { verify: parts.verifyQuickBooks, readEvents: parts.readQuickBooksEvents });
}
