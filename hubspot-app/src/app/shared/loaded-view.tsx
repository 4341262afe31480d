import { LoadingSpinner } from "@hubspot/ui-extensions";
import type { ReactNode } from "react";
import { FailedView } from "./failed-view.tsx";
import type { Loaded } from "./use-loaded.ts";

/** One of loading, failed, ready. `what` begins a sentence: "The approvals". */
export function LoadedView<T>({ loaded, what, children }: { loaded: Loaded<T>; what: string; children: (value: T) => ReactNode }) {
  switch (loaded.state) {
    case "loading":
      return <LoadingSpinner label={`${what}: reading`} showLabel layout="centered" size="md" />;
    case "failed":
      return <FailedView title={`${what} cannot be shown`} failure={loaded.failure} tryAgain={loaded.tryAgain} />;
    case "ready":
      return <>{children(loaded.value)}</>;
  }
}
