import { useEffect, useMemo, useState } from "react";
import { createEndpoint, fromWebWorker } from "@remote-ui/rpc";
import { createRemoteReceiver, RemoteRenderer, type RemoteReceiver } from "@remote-ui/react/host";
import { createDrawings } from "../components/all.tsx";
import { ErrorState, LoadingSpinner } from "../components/feedback.tsx";
import { createOverlays, OverlaysContext } from "../components/overlays.tsx";
import type { HostApi, RecordContext, WorkerApi } from "./protocol.ts";

type Props = {
  bundleUrl: string;
  /** A new object starts the extension afresh. */
  context: RecordContext;
  /** All of the host but the overlays, which are kept here. */
  host: Omit<HostApi, "closeOverlay">;
};
type Running = { state: "loading" } | { state: "failed"; message: string } | { state: "ready"; receiver: RemoteReceiver };

const drawings = createDrawings();

/** Runs one extension's bundle in a worker of its own and draws the tree that it sends. */
export function ExtensionHost({ bundleUrl, context, host }: Props) {
  const [running, setRunning] = useState<Running>({ state: "loading" });
  const overlays = useMemo(createOverlays, [context]);

  useEffect(() => {
    setRunning({ state: "loading" });
    const receiver = createRemoteReceiver();
    const worker = new Worker("/assets/worker.js", { name: "extension" });
    const fail = (message: string) => setRunning({ state: "failed", message });
    worker.addEventListener("error", (event) => fail(event.message || "The extension stopped."));
    receiver.on("mount", () => setRunning({ state: "ready", receiver }));
    const endpoint = createEndpoint<WorkerApi>(fromWebWorker(worker), { callable: ["start"] });
    endpoint.expose({ ...host, closeOverlay: (id: string) => overlays.show(id, false) });
    endpoint.call.start(bundleUrl, context, receiver.receive).catch((error: unknown) => fail(messageOf(error)));
    return () => worker.terminate();
  }, [bundleUrl, context, host, overlays]);

  switch (running.state) {
    case "loading":
      return <LoadingSpinner label="Loading the card" showLabel layout="centered" />;
    case "failed":
      return (
        <ErrorState title="This card could not be shown">
          <p>{running.message}</p>
        </ErrorState>
      );
    case "ready":
      return (
        <OverlaysContext.Provider value={overlays}>
          <RemoteRenderer receiver={running.receiver} controller={drawings} />
        </OverlaysContext.Provider>
      );
  }
}

const messageOf = (error: unknown) => (error instanceof Error ? error.message : String(error));
