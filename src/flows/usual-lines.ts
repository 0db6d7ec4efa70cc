import type { SerialSettings } from '../core/settings/settings.ts';

const line = (baudRate: number, dataBits: 7 | 8, parity: SerialSettings['parity']): SerialSettings => ({
  baudRate,
  dataBits,
  parity,
  stopBits: 1,
  flowControl: 'none',
});

/** What terminals in the field are set to, the most usual first (concert.md 1.1). USB ones ignore all of it. */
const usualLines: readonly SerialSettings[] = [
  line(9600, 8, 'none'),
  line(9600, 7, 'even'),
  line(1200, 7, 'even'),
  line(19_200, 7, 'even'),
  line(115_200, 7, 'even'),
  line(115_200, 8, 'none'),
];

/** Everything else that a terminal's menu offers. */
const rareLines: readonly SerialSettings[] = [
  9600, 19_200, 38_400, 57_600, 115_200, 4800, 2400, 1200,
].flatMap((baudRate) => [line(baudRate, 7, 'even'), line(baudRate, 8, 'none'), line(baudRate, 8, 'even')]);

export interface LineRound {
  readonly lines: readonly SerialSettings[];
  /** Worth asking twice: the first ENQ of a line that was just opened may be lost. */
  readonly patient: boolean;
}

const same = (one: SerialSettings, other: SerialSettings): boolean =>
  JSON.stringify(one) === JSON.stringify(other);
const without = (lines: readonly SerialSettings[], known: readonly SerialSettings[]): SerialSettings[] =>
  lines.filter((each) => !known.some((one) => same(one, each)));

/**
 * In which order line settings are tried. The present ones on every device come first: a terminal on USB takes any, so one
 * try a device finds it, and nobody waits for a second cable to be tried with everything.
 */
export function lineRounds(present: SerialSettings): readonly LineRound[] {
  const usual = without(usualLines, [present]);
  return [
    { lines: [present], patient: true },
    { lines: usual, patient: true },
    { lines: without(rareLines, [present, ...usual]), patient: false },
  ];
}
