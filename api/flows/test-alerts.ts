import { AppError } from "../domain/errors.ts";
import type { AlertChannel } from "../ports/alerts.ts";
import type { Needs } from "./needs.ts";
import { channelsOf } from "./channels-of.ts";

/** Whether a channel took the message, and why not. */
export type Tried = { channel: AlertChannel; ok: boolean; message: string };

const TEST = { title: "Tieout: a test", lines: ["If you can read this, alerts arrive here."] };

/** Sends a test to every channel that is set up, and says of each whether it was taken. */
export async function testAlerts({ store, alerts }: Needs, portalId: number): Promise<Tried[]> {
  const { alerts: addresses } = await store.inPortal(portalId, (tx) => tx.settings.read());
  return Promise.all(
    channelsOf(addresses).map((channel) =>
      alerts.send(channel, addresses, TEST).then(
        () => ({ channel, ok: true, message: "Sent." }),
        (error: unknown) => {
          if (!(error instanceof AppError)) throw error;
          return { channel, ok: false, message: error.message };
        },
      ),
    ),
  );
}
