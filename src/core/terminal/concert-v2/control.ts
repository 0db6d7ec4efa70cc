/** The six control characters of the Concert link layer. */
export const STX = 0x02;
export const ETX = 0x03;
export const EOT = 0x04;
export const ENQ = 0x05;
export const ACK = 0x06;
export const NAK = 0x15;

export type Control = 'ENQ' | 'ACK' | 'NAK' | 'EOT';

const byByte: Readonly<Record<number, Control>> = { [ENQ]: 'ENQ', [ACK]: 'ACK', [NAK]: 'NAK', [EOT]: 'EOT' };
const byName: Readonly<Record<Control, number>> = { ENQ, ACK, NAK, EOT };

/** The control a byte is, outside a frame. Inside a frame, and as its LRC, the same byte means nothing of the kind. */
export const controlOf = (byte: number): Control | undefined => byByte[byte];

export const controlBytes = (control: Control): Uint8Array => Uint8Array.of(byName[control]);
