import { simulatedCard } from '../terminal-twin/concert-language.ts';
import { field } from './twin-tlv.ts';

/** The card's number stands in it in clear, as it must not: the connector has to mask it. */
const linesOf = (authorisation: string) => [
  'CARTE BANCAIRE',
  'SIMULATION',
  simulatedCard,
  `NUM AUTO : ${authorisation}`,
  'TICKET CLIENT',
];

/** ZT with its CK and AK, where the till asked for tickets (CK 1..) or the script brings one anyway. */
export function constructedTicket(
  wish: string | undefined,
  length: number | undefined,
  authorisation: string,
): string {
  if (!wish?.startsWith('1') && length === undefined) return '';
  const text = `${linesOf(authorisation).join('\n')}\n`;
  const written = length === undefined ? text : text.padEnd(length, 'A CONSERVER\n').slice(0, length);
  return field('ZT', field('CK', wish ?? '100') + field('AK', btoa(written)));
}
