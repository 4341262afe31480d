import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import { pino, type Logger } from "pino";
import { createAlerts } from "./alerts/alerts.ts";
import { readConfig, type Config } from "./config.ts";
import { AppError } from "./domain/errors.ts";
import { catchUpEverywhere } from "./flows/catch-up-everywhere.ts";
import { handleInbox } from "./flows/handle-inbox.ts";
import type { Needs } from "./flows/needs.ts";
import { createApp } from "./http/app.ts";
import { createMetrics, type Metrics } from "./http/operators/metrics.ts";
import type { Parts, SignedRequest } from "./http/parts.ts";
import { createHubSpotCrm } from "./hubspot/crm.ts";
import { hubspotInboxEvents } from "./hubspot/inbox-events.ts";
import { createHubSpotOAuth } from "./hubspot/oauth.ts";
import { OPTIONAL_SCOPES, REQUIRED_SCOPES, SCOPES } from "./hubspot/scopes.ts";
import { verifyHubSpotSignature } from "./hubspot/signature.ts";
import { createStageReader } from "./hubspot/stages.ts";
import { createQueue } from "./jobs/queue.ts";
import { keepSchedule } from "./jobs/schedule.ts";
import { handlers, whenDead, type WorkerNeeds } from "./jobs/workers.ts";
import type { Limiter } from "./ports/limiter.ts";
import type { Clock } from "./ports/clock.ts";
import { quickbooksInboxEvents } from "./quickbooks/inbox-events.ts";
import { createQuickBooksOAuth } from "./quickbooks/oauth.ts";
import { createQuickBooksErp, readJoiningCompany } from "./quickbooks/quickbooks-erp.ts";
import { rememberedFacts } from "./quickbooks/remembered-facts.ts";
import { verifyQuickBooksSignature } from "./quickbooks/webhooks.ts";
import { createJournal } from "./store/journal.ts";
import { createStore } from "./store/create-store.ts";
import { createLimiter } from "./store/limiter.ts";
import { migrate } from "./store/migrate.ts";

/** The real clock; the only place that asks the machine for the time. */
const systemClock: Clock = {
  now: () => Temporal.Now.instant(),
  sleep: (milliseconds) => sleep(milliseconds),
};

export type Tieout = { port: number; needs: WorkerNeeds; stop(): Promise<void> };
/**
 * What may stand in for a part of its own: `limiter` for the one on the database, which keeps real time; `erpTimeoutMs`, after
 * how long a call to QuickBooks is given up, for the adapter's.
 */
type Options = { config: Config; clock?: Clock; log?: Logger; limiter?: Limiter; erpTimeoutMs?: number };

/** Starts the whole product: migrations, queue, workers, HTTP, as ROLE says. `stop` lets running work end first. */
export async function startTieout({
  config,
  clock = systemClock,
  log = pino({ level: config.LOG_LEVEL }),
  ...standIns
}: Options): Promise<Tieout> {
  await migrate(config.DATABASE_URL);
  const metrics = createMetrics();
  const queue = await createQueue({ databaseUrl: config.DATABASE_URL, clock, log });
  const store = createStore({
    databaseUrl: config.DATABASE_URL,
    tokenKeys: config.TOKEN_KEYS,
    indexSecret: config.LINK_SIGNING_KEY,
    enqueue: queue.enqueue,
    cancelJobs: queue.cancelJobs,
  });
  const limiter = createLimiter({ databaseUrl: config.DATABASE_URL, clock, indexSecret: config.LINK_SIGNING_KEY });
  const parts = composeParts({ config, clock, log, metrics, store, limiter, forPeople: limiter.forPeople, ...standIns });
  const schedule = config.ROLE === "web" ? null : await startWorkers(parts, queue);

  const state = { stopping: false };
  const server =
    config.ROLE === "worker"
      ? null
      : await listen(
          createApp(parts, () => state.stopping),
          config.PORT,
        );
  const port = server ? (server.address() as AddressInfo).port : 0;
  log.info({ port, role: config.ROLE }, "Tieout is up");
  return {
    port,
    needs: parts,
    async stop() {
      state.stopping = true;
      if (server) await close(server);
      await schedule?.stop();
      await queue.stop();
      await limiter.stop();
      await store.stop();
    },
  };
}

type Base = {
  config: Config;
  clock: Clock;
  log: Logger;
  metrics: Metrics;
  store: Needs["store"];
  limiter: Limiter;
  forPeople: Parts["forPeople"];
  erpTimeoutMs?: number;
};

/** Joins the adapters to the ports. */
function composeParts({ config, clock, log, metrics, store, limiter, forPeople, erpTimeoutMs }: Base): Parts {
  const hubspot = createHubSpotOAuth({
    appUrl: config.HUBSPOT_APP_URL,
    apiUrl: config.HUBSPOT_API_URL,
    clientId: config.HUBSPOT_CLIENT_ID,
    clientSecret: config.HUBSPOT_CLIENT_SECRET,
    clock,
  });
  const quickbooks = createQuickBooksOAuth({
    clientId: config.QUICKBOOKS_CLIENT_ID,
    clientSecret: config.QUICKBOOKS_CLIENT_SECRET,
    authorizeUrl: config.QUICKBOOKS_AUTHORIZE_URL,
    tokenUrl: config.QUICKBOOKS_TOKEN_URL,
    revokeUrl: config.QUICKBOOKS_REVOKE_URL,
    clock,
  });
  const journal = createJournal({
    store,
    clock,
    counted: ({ vendor, method, outcome }) => metrics.vendorCalls.inc({ vendor, method, outcome }),
    lost(portalId, lines) {
      metrics.lostLogLines.inc(lines);
      log.warn({ portalId, lines }, "lines of the sync log were lost");
    },
  });
  const readStage = createStageReader({ clock });
  const crmOf = (portalId: number) =>
    createHubSpotCrm({
      store,
      oauth: hubspot,
      clock,
      log,
      apiUrl: config.HUBSPOT_API_URL,
      appUrl: config.HUBSPOT_APP_URL,
      portalId,
      readStage,
      limiter,
      journal,
    });
  const erpOf = (portalId: number, connectionId: string) =>
    createQuickBooksErp({
      store,
      oauth: quickbooks,
      clock,
      apiUrl: config.QUICKBOOKS_API_URL,
      appUrl: config.QUICKBOOKS_APP_URL,
      portalId,
      connectionId,
      log,
      limiter,
      journal,
      ...(erpTimeoutMs !== undefined && { timeoutMs: erpTimeoutMs }),
    });
  return {
    config,
    clock,
    forPeople,
    alerts: createAlerts({
      slackOrigins: config.ALERT_WEBHOOK_ORIGINS,
      smtpUrl: config.SMTP_URL ?? null,
      mailFrom: config.ALERT_MAIL_FROM ?? `Tieout <tieout@${new URL(config.PUBLIC_URL).hostname}>`,
    }),
    log,
    metrics,
    store,
    journal,
    crm: crmOf,
    erp: rememberedFacts({ clock, erpOf }),
    crmOAuth: {
      ...hubspot,
      authorizeUrl: (grant) => hubspot.authorizeUrl({ ...grant, scopes: REQUIRED_SCOPES, optionalScopes: OPTIONAL_SCOPES }),
    },
    crmScopes: SCOPES,
    erpOAuth: quickbooks,
    readJoiningCompany: (joining) => readJoiningCompany({ ...joining, apiUrl: config.QUICKBOOKS_API_URL, clock, log, limiter }),
    verifyHubSpot: (request) => void verifyHubSpotSignature(hubspotSigned(config, clock, request, false)),
    verifyWorkflowCall: (request) => void verifyHubSpotSignature(hubspotSigned(config, clock, request, true)),
    verifyQuickBooks({ rawBody, headers }) {
      const header = headers["intuit-signature"];
      const genuine = verifyQuickBooksSignature({
        rawBody,
        header: typeof header === "string" ? header : undefined,
        verifierToken: config.QUICKBOOKS_WEBHOOK_VERIFIER,
      });
      if (!genuine) throw new AppError("unauthorized", "The delivery is not signed by QuickBooks.", { code: "signatureWrong" });
    },
    readHubSpotEvents: (rawBody) => hubspotInboxEvents(rawBody, config.HUBSPOT_APP_ID),
    readQuickBooksEvents: quickbooksInboxEvents,
  };
}

function hubspotSigned(config: Config, clock: Clock, request: SignedRequest, allowV2: boolean) {
  const secrets = [config.HUBSPOT_CLIENT_SECRET, config.HUBSPOT_CLIENT_SECRET_PREVIOUS].filter((secret) => secret !== undefined);
  return { ...request, publicUrl: config.PUBLIC_URL, secrets, now: clock.now().epochMilliseconds, allowV2 };
}

async function startWorkers(parts: Parts, queue: Awaited<ReturnType<typeof createQueue>>): Promise<{ stop(): Promise<void> }> {
  // What was stored by a process that died before its job ran.
  await handleInbox(parts);
  await catchUpEverywhere(parts);
  await queue.work(handlers(parts), (job, error) => whenDead(parts, job, error));
  return keepSchedule(parts, parts.log);
}

function listen(app: ReturnType<typeof createApp>, port: number): Promise<Server> {
  return new Promise((resolve, reject) => {
    const server = createServer(app);
    server.once("error", reject);
    server.listen(port, () => resolve(server));
  });
}

/** Takes no new connections, lets running answers end, and cuts what still hangs after ten seconds. */
async function close(server: Server): Promise<void> {
  const ended = new Promise<void>((resolve) => void server.close(() => resolve()));
  // A kept-alive connection is idle only once its last answer is out.
  const idle = setInterval(() => server.closeIdleConnections(), 100);
  const cut = setTimeout(() => server.closeAllConnections(), 10_000);
  await ended;
  clearInterval(idle);
  clearTimeout(cut);
}

async function runAsCommand(): Promise<void> {
  const config = readConfig(process.env);
  if ("faults" in config) {
    process.stderr.write(
      `Tieout cannot start. Mend these settings in the environment:\n${config.faults.map((fault) => `  ${fault}`).join("\n")}\n`,
    );
    process.exitCode = 1;
    return;
  }
  const tieout = await startTieout({ config });
  for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => void tieout.stop().then(() => process.exit(0)));
}

if (import.meta.main) {
  await runAsCommand().catch((error: unknown) => {
    process.stderr.write(`Tieout cannot start: ${error instanceof Error ? error.message : String(error)}\n`);
    process.exitCode = 1;
  });
}
