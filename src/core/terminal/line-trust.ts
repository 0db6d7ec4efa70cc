/** What speaks for and against the settings of an open line, since its last good frame. */
export interface LineTrust {
  /** A frame has crossed it and got its word: its settings fitted then. */
  readonly carried: boolean;
  /** Frames of payments that got no word. */
  readonly lost: number;
  /** A byte came as it comes with the wrong parity: EOT, NAK or STX with bit 7 set (concert.md 1.1). */
  readonly marked: boolean;
}

export type LineSign = 'frame-crossed' | 'frame-lost' | 'parity-mark';

export const newLineTrust: LineTrust = { carried: false, lost: 0, marked: false };

export function stepLineTrust(trust: LineTrust, sign: LineSign): LineTrust {
  switch (sign) {
    case 'frame-crossed':
      return { carried: true, lost: 0, marked: false };
    case 'frame-lost':
      return { ...trust, lost: trust.lost + 1 };
    case 'parity-mark':
      return { ...trust, marked: true };
    default:
      return sign satisfies never;
  }
}

/** ENQ and ACK are no longer proof enough: the terminal is asked a question that moves no money. */
export const isInDoubt = ({ lost, marked }: LineTrust): boolean => marked || lost > 0;

/**
 * Whether a question without any word says that the settings do not fit. Not after one lost frame on a line that has carried
 * others: some terminal may leave a question alone that it does not know, and must not be shut out for a moment's noise.
 */
export const silenceIsProof = ({ carried, lost, marked }: LineTrust): boolean =>
  marked || !carried || lost > 1;
