/** Evidence for and against the settings of an open line, since its last good frame. */
export interface LineTrust {
  /** True if a frame was sent and answered, so the settings were right at that time. */
  readonly hasCarriedFrame: boolean;
  /** Number of payment frames without a reply. */
  readonly lostFrames: number;
  /** True if a byte came that shows a wrong parity: EOT, NAK or STX with bit 7 set (concert.md 1.1). */
  readonly hasParityMark: boolean;
}

/**
 * `frame-crossed`: a frame was sent and answered. `frame-lost`: a payment frame got no reply. `parity-mark`: as in
 * `hasParityMark`.
 */
export type LineSign = 'frame-crossed' | 'frame-lost' | 'parity-mark';

export const newLineTrust: LineTrust = { hasCarriedFrame: false, lostFrames: 0, hasParityMark: false };

export function stepLineTrust(trust: LineTrust, sign: LineSign): LineTrust {
  switch (sign) {
    case 'frame-crossed':
      return { hasCarriedFrame: true, lostFrames: 0, hasParityMark: false };
    case 'frame-lost':
      return { ...trust, lostFrames: trust.lostFrames + 1 };
    case 'parity-mark':
      return { ...trust, hasParityMark: true };
    default:
      return sign satisfies never;
  }
}

/** True if ENQ and ACK no longer prove the settings. The terminal is then asked with a message that moves no money. */
export const isInDoubt = ({ lostFrames, hasParityMark }: LineTrust): boolean =>
  hasParityMark || lostFrames > 0;

/**
 * True if silence after a message that moves no money proves wrong settings. One lost frame is not enough if other frames
 * were answered: a terminal may ignore a message that it does not know, and must not be blocked because of short noise.
 */
export const isSilenceProof = ({ hasCarriedFrame, lostFrames, hasParityMark }: LineTrust): boolean =>
  hasParityMark || !hasCarriedFrame || lostFrames > 1;

/**
 * True if a line returned everything that was sent and nothing else. The last byte of the echo may still be missing.
 */
export const isEcho = (sent: readonly number[], heard: readonly number[]): boolean =>
  heard.length > 0 &&
  heard.length <= sent.length &&
  sent.length - heard.length <= 1 &&
  heard.every((byte, index) => byte === sent[index]);
