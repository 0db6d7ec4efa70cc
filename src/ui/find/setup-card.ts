import type { VisibleSettings } from '../../core/relay/connector-api.ts';
import { fill } from '../texts/fill.ts';
import { type Found, languageOf } from './found-settings.ts';
import type { FindTexts } from './texts/find-texts.ts';

const languageNames: Record<VisibleSettings['terminal']['language'], string> = {
  'concert-v2-e+': 'Concert V2 E+',
  'concert-v2-e': 'Concert V2 E',
  'caisse-ap-v3': 'Caisse-AP V3 (Concert V3)',
};

/** What to enter in the terminal's own menu, for the drawer of the shop: plain lines for a ticket printer. */
export function setupCard(found: Found, present: VisibleSettings['terminal'], texts: FindTexts): string {
  const { serial = present.serial } = found;
  const { baudRate: baud, dataBits: bits, stopBits: stop } = serial;
  return [
    texts.cardTitle,
    '',
    texts.cardHow,
    '',
    texts.cardCash,
    fill(texts.cardSpeed, { baud }),
    fill(texts.cardBits, { bits, parity: texts[serial.parity], stop }),
    fill(texts.cardLanguage, { language: languageNames[languageOf(found, present.language)] }),
    '',
    texts.cardIngenico,
    texts.cardNepting,
    texts.cardOther,
  ].join('\n');
}
