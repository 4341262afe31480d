import type { ReactNode } from "react";
import { ErrorState, LoadingSpinner } from "../components/feedback.tsx";
import type { Live } from "./live.ts";

type Props<T> = { live: Live<T>; what: string; children(value: T): ReactNode };

/** An answer of the server once it is there; until then a spinner, or why it is not coming. */
export function Shown<T>({ live, what, children }: Props<T>) {
  switch (live.state) {
    case "loading":
      return <LoadingSpinner label={`Loading ${what}`} showLabel layout="centered" />;
    case "failed":
      return (
        <ErrorState title={`Could not load ${what}`}>
          <p>{live.message}</p>
        </ErrorState>
      );
    case "ready":
      return <>{children(live.value)}</>;
  }
}
