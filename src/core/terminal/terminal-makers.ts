/** USB vendor ids of the makers of card terminals: Ingenico (two), Verifone, PAX and its partners. */
export const terminalMakers = [0x0b00, 0x079b, 0x11ca, 0x2fb8];
