/** A call that cannot be a payment: which field, as tills spell it, and what is wrong with it. */
export interface Refused {
  readonly ok: false;
  readonly field: string;
  readonly reason: string;
}

export const refused = (field: string, reason: string): Refused => ({ ok: false, field, reason });
