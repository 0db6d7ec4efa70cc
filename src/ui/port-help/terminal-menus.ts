import type { PortHelpTexts } from './texts/port-help-texts.ts';

export const terminalMakes = ['ingenico', 'nepting', 'verifone', 'other'] as const;
export type TerminalMake = (typeof terminalMakes)[number];

interface TerminalMenu {
  /** As the terminal's own screen writes it, whatever language this page has. Absent: nobody has told us. */
  readonly path?: readonly string[];
  readonly said: keyof PortHelpTexts;
}

/** Where each make has its link to a till (concert.md 3.9). What is not known there is not known here. */
export const terminalMenus: Readonly<Record<TerminalMake, TerminalMenu>> = {
  ingenico: {
    path: ['F', '0 TELIUM MANAGER', '5 Initialization', '1 Parameters', 'Cash Connection', 'On'],
    said: 'ingenicoThen',
  },
  nepting: {
    path: ['Paramètres fonctionnels', 'Protocole caisse', 'Concert'],
    said: 'neptingThen',
  },
  verifone: { said: 'notKnown' },
  other: { said: 'notKnown' },
};
