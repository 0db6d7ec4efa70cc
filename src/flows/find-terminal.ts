import type { Clock } from '../core/ports/clock.ts';
import type { LinkEvent, TerminalLink } from '../core/ports/terminal-link.ts';
import type { LinkTimers, SerialSettings } from '../core/settings/settings.ts';
import { encodeFrame } from '../core/terminal/concert-v2/frame-encoder.ts';
import type { Dialect } from '../core/terminal/dialect.ts';
import type { AnswerFate, Exchange } from './exchange.ts';
import { LineSession } from './line-session.ts';

/** What was found on the line. `unclear`: it has the frame and says nothing; Concert V2 is the more likely. */
export type FoundLanguage = 'caisse-ap-v3' | 'concert-v2' | 'unclear';

export type Finding =
  | { readonly found: true; readonly serial: SerialSettings; readonly language: FoundLanguage }
  | { readonly found: false };

export interface FindingOutside {
  readonly clock: Clock;
  /** A link with these line settings, on the device that is chosen already. */
  linkWith(serial: SerialSettings): TerminalLink;
  /** A language that knows the question "who are you", which moves no money. */
  readonly asking: Dialect;
  /** What is being tried now, for the screen. */
  trying(serial: SerialSettings): void;
}

const line = (baudRate: number, dataBits: 7 | 8, parity: SerialSettings['parity']): SerialSettings => ({
  baudRate,
  dataBits,
  parity,
  stopBits: 1,
  flowControl: 'none',
});

/** What terminals in the field are set to, the most usual first (concert.md 1.1). USB ones ignore all of it. */
const usualLines = [
  line(9600, 8, 'none'),
  line(9600, 7, 'even'),
  line(1200, 7, 'even'),
  line(19_200, 7, 'even'),
  line(115_200, 7, 'even'),
  line(115_200, 8, 'none'),
];

/** Shorter than a payment's: a terminal that is there answers an ENQ within half a second. */
const quick = (timers: LinkTimers): LinkTimers => ({
  ...timers,
  controlMs: 1000,
  pauseMs: 300,
  enquiryAttempts: 2,
  frameResends: 0,
  customerMs: 6000,
});

/**
 * Tries the line settings one after the other, the present ones first: ENQ, and where somebody answers, the question who
 * it is. Never sends an amount. A V2 terminal refuses that question, whose length is none of its frames'.
 */
export async function findTerminal(
  present: SerialSettings,
  timers: LinkTimers,
  outside: FindingOutside,
): Promise<Finding> {
  const same = (one: SerialSettings) => JSON.stringify(one) === JSON.stringify(present);
  for (const serial of [present, ...usualLines.filter((usual) => !same(usual))]) {
    outside.trying(serial);
    const language = await tryLine(outside.linkWith(serial), quick(timers), outside);
    if (language) return { found: true, serial, language };
  }
  return { found: false };
}

async function tryLine(
  link: TerminalLink,
  timers: LinkTimers,
  { clock, asking }: FindingOutside,
): Promise<FoundLanguage | undefined> {
  let session: LineSession | undefined;
  let garbled = false;
  const hear = (event: LinkEvent) => {
    if (event.kind === 'bytes') session?.hear(event.bytes);
    if (event.kind === 'line-error') garbled = true;
    if (event.kind === 'closed') session?.lost();
  };
  const opened = await link.open(hear);
  if (!opened.ok) return undefined;
  const ignore = async (): Promise<AnswerFate> => 'let-go';
  session = new LineSession(
    {
      send: (bytes) => opened.line.send(bytes),
      note: (note) => {
        garbled ||= note === 'parity-suspected';
      },
      // A late answer of a payment belongs to the desk: it stays unacknowledged, and the terminal comes again with it.
      unasked: ignore,
    },
    clock,
    timers,
  );
  try {
    const there = await session.run({ kind: 'probe' });
    if (there === 'enquiry-refused') return 'unclear';
    if (there !== 'present') return undefined;
    const language = await ask(session, asking);
    // Half of the bytes cross a line with the wrong parity: what was understood by that is not found.
    return garbled ? undefined : language;
  } finally {
    await opened.line.close();
  }
}

async function ask(session: LineSession, asking: Dialect): Promise<FoundLanguage> {
  const frame = encodeFrame(asking.identification ?? '');
  if (!frame) return 'unclear';
  let heard = false;
  const exchange: Exchange = {
    permit: async () => true,
    accepted: () => {},
    answer: async (body) => {
      if (!asking.readAnswer(body)) return 'let-go';
      heard = true;
      return 'acknowledge';
    },
  };
  const how = await session.run({ kind: 'request', frame }, exchange);
  if (heard) return 'caisse-ap-v3';
  return how === 'frame-refused' ? 'concert-v2' : 'unclear';
}
