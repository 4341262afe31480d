import { useEffect, useMemo, useRef, useState } from "react";
import { createEndpoint, fromWebWorker, type RemoteCallable } from "@remote-ui/rpc";
import { createRemoteReceiver, RemoteRenderer, type RemoteReceiver } from "@remote-ui/react/host";
import { createDrawings } from "../components/all.tsx";
import { ErrorState, LoadingSpinner } from "../components/feedback.tsx";
import { createOverlays, OverlaysContext } from "../components/overlays.tsx";
import type { HostApi, PageContext, PageLocation, RecordContext, WorkerApi } from "./protocol.ts";

type Props = {
  bundleUrl: string;
  /** A new object starts the extension afresh. */
  context: RecordContext | PageContext;
  /** All of the host but the overlays, which are kept here. */
  host: Omit<HostApi, "closeOverlay">;
  /** Which of its pages an extension with pages of its own is at. */
  location?: PageLocation;
};
type Running = { state: "loading" } | { state: "failed"; message: string } | { state: "ready"; receiver: RemoteReceiver };

const drawings = createDrawings();

/** Runs one extension's bundle in a worker of its own and draws the tree that it sends. */
export function ExtensionHost({ bundleUrl, context, host, location }: Props) {
  const [running, setRunning] = useState<Running>({ state: "loading" });
  const overlays = useMemo(createOverlays, [context]);
  const extension = useRef<RemoteCallable<WorkerApi> | null>(null);

  useEffect(() => {
    setRunning({ state: "loading" });
    const receiver = createRemoteReceiver();
    const worker = new Worker("/assets/worker.js", { name: "extension" });
    const fail = (message: string) => setRunning({ state: "failed", message });
    worker.addEventListener("error", (event) => fail(event.message || "The extension stopped."));
    receiver.on("mount", () => setRunning({ state: "ready", receiver }));
    const endpoint = createEndpoint<WorkerApi>(fromWebWorker(worker), { callable: ["start", "moveTo"] });
    endpoint.expose({ ...host, closeOverlay: (id: string) => overlays.show(id, false) });
    extension.current = endpoint.call;
    if (location) void endpoint.call.moveTo(location);
    endpoint.call.start(bundleUrl, context, receiver.receive).catch((error: unknown) => fail(messageOf(error)));
    return () => worker.terminate();
  }, [bundleUrl, context, host, overlays]);

  const { path, params } = location ?? {};
  useEffect(() => {
    if (location) void extension.current?.moveTo(location);
  }, [path, JSON.stringify(params)]);

  switch (running.state) {
    case "loading":
      return <LoadingSpinner label="Loading the extension" showLabel layout="centered" />;
    case "failed":
      return (
        <ErrorState title="This extension could not be shown">
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
