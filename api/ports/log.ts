/** Where the parts write what happened. Fields hold ids, codes and durations: no token, no personal data, nothing of the books. */
export type Log = {
  debug(fields: object, message: string): void;
  info(fields: object, message: string): void;
  warn(fields: object, message: string): void;
  error(fields: object, message: string): void;
};
