import { AppError } from "../domain/errors.ts";
import type { Clock } from "./clock.ts";
import type { Tokens } from "./oauth.ts";

/** What refreshing needs of one vendor account. */
export type TokenSource = {
  /** The stored tokens; null when the account is not connected (any more). */
  read(): Promise<Tokens | null>;
  save(tokens: Tokens): Promise<void>;
  /** Asks the vendor. Throws notConnected only when it is certain that the refresh token is worthless. */
  refresh(refreshToken: string): Promise<Tokens>;
  /** Runs the work while no other process refreshes this account. */
  alone<T>(work: () => Promise<T>): Promise<T>;
  /** Notes that a person must reconnect, unless `used` has been replaced by now. `error` says why. */
  lose(error: AppError, used: Tokens): Promise<void>;
  /** Notes that the vendor was asked for new tokens, and what it said; null: it gave them. */
  note(error: unknown): Promise<void>;
  /** The error for an account that is not connected. */
  notConnected(): AppError;
  clock: Clock;
};

/** A token that expires sooner than this is refreshed first, so that none runs out while a call is under way. */
const REFRESH_BEFORE = { minutes: 5 };

/**
 * Tokens that are good for the next minutes, refreshed by one caller at a time and saved before they are used. `refused` is
 * an access token that the vendor has just turned down: it is replaced even when its time has not run out. Throws
 * notConnected, unavailable, rateLimited, busy.
 */
export async function freshTokens(source: TokenSource, refused?: string): Promise<Tokens> {
  const stored = await readStored(source);
  if (isGood(source, stored, refused)) return stored;

  return source.alone(async () => {
    const newest = await readStored(source);
    return isGood(source, newest, refused) ? newest : refreshOnce(source, newest, refused);
  });
}

/** Whoever connects again does so without our lock, so a worthless token may just have been replaced: then the new one counts. */
async function refreshOnce(source: TokenSource, used: Tokens, refused?: string): Promise<Tokens> {
  try {
    return await refreshAndSave(source, used);
  } catch (error) {
    if (!isLost(error)) throw error;
    const newest = await readStored(source);
    if (newest.refreshToken === used.refreshToken) return lose(source, error, used);
    return isGood(source, newest, refused) ? newest : refreshReplaced(source, newest);
  }
}

async function refreshReplaced(source: TokenSource, tokens: Tokens): Promise<Tokens> {
  try {
    return await refreshAndSave(source, tokens);
  } catch (error) {
    if (!isLost(error)) throw error;
    return lose(source, error, tokens);
  }
}

async function refreshAndSave(source: TokenSource, tokens: Tokens): Promise<Tokens> {
  const fresh = await source.refresh(tokens.refreshToken).catch(async (error: unknown) => {
    await source.note(error);
    throw error;
  });
  await source.save(fresh);
  await source.note(null);
  return fresh;
}

async function lose(source: TokenSource, error: AppError, used: Tokens): Promise<never> {
  await source.lose(error, used);
  throw error;
}

async function readStored(source: TokenSource): Promise<Tokens> {
  const tokens = await source.read();
  if (!tokens) throw source.notConnected();
  return tokens;
}

function isGood({ clock }: TokenSource, tokens: Tokens, refused?: string): boolean {
  if (tokens.accessToken === refused) return false;
  return Temporal.Instant.compare(clock.now().add(REFRESH_BEFORE), tokens.expiresAt) < 0;
}

function isLost(error: unknown): error is AppError {
  return error instanceof AppError && error.kind === "notConnected";
}
