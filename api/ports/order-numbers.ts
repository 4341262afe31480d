/** What a sequence begins with, and the number before which it never starts. */
type Sequence = { prefix: string; from: number };

/** The sequences of numbers that we give the orders of one portal: each company counts for itself, each prefix from its own first number. */
export type OrderNumbers = {
  /** Uses up the next number; whoever takes one at the same time waits until this transaction ends, and gets the one after. */
  take(connectionId: string, sequence: Sequence): Promise<number>;
  /** The number that would be taken now. */
  next(connectionId: string, sequence: Sequence): Promise<number>;
};
