/** What keeps money safe at one place: taking it away (`find` becomes `replace` in `file`) must turn a test of `watchedBy` red. */
export type Guard = { guard: string; file: string; find: string; replace: string; watchedBy: string[] };
