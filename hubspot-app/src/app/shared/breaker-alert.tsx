import { Alert, Flex, LoadingButton, Text } from "@hubspot/ui-extensions";
import type { Api } from "./create-api.ts";
import { formatInstant } from "./dates.ts";
import { NoticeAlert } from "./notice-alert.tsx";
import { useLoaded } from "./use-loaded.ts";
import { useWork } from "./use-work.ts";
import { counted } from "./words.ts";

type Breaker = { pausedAt: string | null; pushes: number; minutes: number };

/** Says that automatic pushes rest, and lets an admin have them go on. Nothing while they do not rest. */
export function BreakerAlert({ api, timeZone, mayResume }: { api: Api; timeZone: string; mayResume: boolean }) {
  const [breaker, { replace }] = useLoaded(() => api.get<Breaker>("/ui/breaker", ["pausedAt", "pushes", "minutes"]));
  const work = useWork();
  const resume = () =>
    work.run(
      "resume",
      () => api.send<{ released: number }>("POST", "/ui/breaker/resume", {}, ["released"]),
      ({ released }) => {
        replace((now) => ({ ...now, pausedAt: null }));
        return `Automatic pushes go on. ${counted(released, "deal")} that waited ${released === 1 ? "is" : "are"} pushed.`;
      },
    );
  if (breaker.state !== "ready") return null;
  const { pausedAt, pushes, minutes } = breaker.value;
  return (
    <>
      <NoticeAlert notice={work.notice} />
      {pausedAt === null ? null : (
        <Alert title="Automatic pushes are paused" variant="warning">
          <Flex direction="column" gap="small" align="start">
            <Text>
              {`More than ${counted(pushes, "deal")} came within ${minutes} minutes, so the rest waits since ${formatInstant(pausedAt, timeZone)}. The button on a deal works all the same.`}
            </Text>
            {mayResume ? (
              <LoadingButton size="sm" loading={work.busyWith !== null} onClick={() => void resume()}>
                Resume
              </LoadingButton>
            ) : (
              <Text variant="microcopy">An administrator resumes them.</Text>
            )}
          </Flex>
        </Alert>
      )}
    </>
  );
}
