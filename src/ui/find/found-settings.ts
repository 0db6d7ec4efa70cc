import type { CallResult, VisibleSettings } from '../../core/relay/connector-api.ts';
import type { SerialSettings } from '../../core/settings/settings.ts';

export type Found = Extract<CallResult<'findTerminal'>, { found: true }>;
type Terminal = VisibleSettings['terminal'];

/** As terminals' menus write it: 9600 7E1. */
export const lineText = ({ baudRate, dataBits, parity, stopBits }: SerialSettings): string =>
  `${baudRate} ${dataBits}${{ none: 'N', even: 'E', odd: 'O' }[parity]}${stopBits}`;

/** The language to set. E or E+ cannot be told from outside, so a present choice stays; an unclear one changes nothing. */
export function languageOf({ language }: Found, present: Terminal['language']): Terminal['language'] {
  if (language === 'caisse-ap-v3') return language;
  return language === 'concert-v2' && present === 'caisse-ap-v3' ? 'concert-v2-e+' : present;
}

/** Do the settings say already what was found? */
export const saysAlready = (found: Found, present: Terminal): boolean =>
  languageOf(found, present.language) === present.language &&
  (!found.serial || JSON.stringify(found.serial) === JSON.stringify(present.serial));

/** What a configuration file has to say, exactly as it is written there. */
export function configLines(found: Found, present: Terminal): string {
  const { serial } = found;
  const line = serial
    ? [
        `baudRate: ${serial.baudRate}`,
        `dataBits: ${serial.dataBits}`,
        `parity: ${serial.parity}`,
        `stopBits: ${serial.stopBits}`,
      ]
    : [];
  const ours = [`  language: ${languageOf(found, present.language)}`];
  if (serial && serial.flowControl !== present.serial.flowControl)
    ours.push(`  flow_control: ${serial.flowControl}`);
  return [...line, 'connector:', ...ours].join('\n');
}
