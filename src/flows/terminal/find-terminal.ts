import type { Clock } from '../../core/ports/host.ts';
import type { GrantedDevice, LinkEvent } from '../../core/ports/terminal-link.ts';
import type { SerialSettings } from '../../core/settings/settings.ts';
import type { LinkTimers } from '../../core/terminal/concert-v2/session-states.ts';
import type { LinkOpenFailure } from '../../core/terminal/device-choice.ts';
import type { Dialect } from '../../core/terminal/dialect.ts';
import { type FoundLanguage, networkLanguage } from '../../core/terminal/terminal-languages.ts';
import { identifyTerminal, LinkSession } from './link-session.ts';
import type { AnswerAction } from './terminal.ts';

const lineOf = (baudRate: number, dataBits: 7 | 8, parity: SerialSettings['parity']): SerialSettings => ({
  baudRate,
  dataBits,
  parity,
  stopBits: 1,
  flowControl: 'none',
});

/** Usual line settings of terminals in the field, the most usual first (concert.md 1.1). USB terminals ignore them. */
const usualLines: readonly SerialSettings[] = [
  lineOf(9600, 8, 'none'),
  lineOf(9600, 7, 'even'),
  lineOf(1200, 7, 'even'),
  lineOf(19_200, 7, 'even'),
  lineOf(115_200, 7, 'even'),
  lineOf(115_200, 8, 'none'),
];

/** All other settings in a terminal's menu. */
const rareLines: readonly SerialSettings[] = [
  9600, 19_200, 38_400, 57_600, 115_200, 4800, 2400, 1200,
].flatMap((baudRate) => [
  lineOf(baudRate, 7, 'even'),
  lineOf(baudRate, 8, 'none'),
  lineOf(baudRate, 8, 'even'),
]);

export interface LineRound {
  readonly lines: readonly SerialSettings[];
  /** If true, ENQ is sent up to twice, because the first one on a line that was just opened may be lost. */
  readonly hasSecondEnquiry: boolean;
}

const isSameLine = (one: SerialSettings, other: SerialSettings): boolean =>
  JSON.stringify(one) === JSON.stringify(other);
const excludeLines = (lines: readonly SerialSettings[], known: readonly SerialSettings[]): SerialSettings[] =>
  lines.filter((each) => !known.some((one) => isSameLine(one, each)));

/**
 * Returns the order in which line settings are tried. All devices are first tried with the present settings. A USB
 * terminal accepts any settings, so this round finds it before another device is tried with all settings.
 */
export function lineRounds(present: SerialSettings): readonly LineRound[] {
  const usual = excludeLines(usualLines, [present]);
  return [
    { lines: [present], hasSecondEnquiry: true },
    { lines: usual, hasSecondEnquiry: true },
    { lines: excludeLines(rareLines, [present, ...usual]), hasSecondEnquiry: false },
  ];
}

/** One try: this device with these line settings. */
export interface SearchStep {
  readonly device: string;
  /** Number of the device, from 1. */
  readonly place: number;
  readonly devices: number;
  readonly serial: SerialSettings;
  readonly attempt: number;
  /** Maximum number of tries in all; it becomes lower when a device needs no more tries. */
  readonly attempts: number;
}

/** The result for a device that is not the terminal. */
export interface FailedDevice {
  readonly device: string;
  readonly why: LinkOpenFailure | 'silent' | 'garbled';
}

export type Finding =
  | {
      readonly found: true;
      readonly device: GrantedDevice;
      readonly serial: SerialSettings;
      readonly language: FoundLanguage;
    }
  | { readonly found: false; readonly failed: readonly FailedDevice[] }
  | { readonly found: false; readonly stopped: true };

export interface FindTerminalDeps {
  readonly clock: Clock;
  readonly devices: readonly GrantedDevice[];
  /** The language of the identification, a message that moves no money. */
  readonly dialect: Dialect;
  /** Aborted when a person stops the search. */
  readonly signal: AbortSignal;
  /** Shows the current try. */
  onTry(now: SearchStep): void;
}

/** Shorter timers than for a payment: a terminal answers an ENQ within half a second. */
const shortTimers = (timers: LinkTimers, patient: boolean): LinkTimers => ({
  ...timers,
  controlMs: patient ? 1000 : 700,
  pauseMs: 300,
  enquiryAttempts: patient ? 2 : 1,
  frameResends: 0,
  customerMs: 6000,
});

/**
 * Tries each device with the line settings, the usual ones first. A try sends ENQ and, after an answer, the
 * identification, but never an amount. A V2 terminal refuses the identification, because its length fits none of the
 * V2 frames.
 */
export async function findTerminal(
  present: SerialSettings,
  timers: LinkTimers,
  deps: FindTerminalDeps,
): Promise<Finding> {
  const { devices, signal } = deps;
  const tries = triesOf(devices, present);
  const failed = new Map<GrantedDevice, FailedDevice['why']>();
  const done = new Set<GrantedDevice>();
  /** Devices that acknowledge ENQ but no frame. The parity may be wrong: ENQ and ACK pass then, a frame does not. */
  const enquiryOnly = new Set<GrantedDevice>();
  const isDone = ({ device, patient }: Try) => done.has(device) || (enquiryOnly.has(device) && !patient);
  let unclearFinding: Finding | undefined;
  let attempt = 0;
  for (const [index, { device, place, serial, patient }] of tries.entries()) {
    if (signal.aborted) break;
    if (isDone({ device, place, serial, patient })) continue;
    attempt += 1;
    const attempts = attempt + tries.slice(index + 1).filter((later) => !isDone(later)).length;
    const about = { device: device.description, place, devices: devices.length };
    deps.onTry({ ...about, serial, attempt, attempts });
    const result = await tryLine(device, serial, shortTimers(timers, patient), deps);
    if (result.answers) {
      const found: Finding = { found: true, device, serial, language: result.language };
      // A printer may also answer an ENQ, so a device with a clear language is preferred.
      if (result.language !== 'unclear' || (result.whole && devices.length === 1)) return found;
      unclearFinding ??= found;
      (result.whole ? done : enquiryOnly).add(device);
    } else {
      if (failed.get(device) !== 'garbled') failed.set(device, result.why);
      // A device that another program holds does not become free with other line settings.
      if (result.why !== 'silent' && result.why !== 'garbled') done.add(device);
    }
  }
  if (signal.aborted) return { found: false, stopped: true };
  return unclearFinding ?? { found: false, failed: devices.map((device) => failureOf(device, failed)) };
}

interface Try {
  readonly device: GrantedDevice;
  readonly place: number;
  readonly serial: SerialSettings;
  readonly patient: boolean;
}

const triesOf = (devices: readonly GrantedDevice[], present: SerialSettings): Try[] =>
  lineRounds(present).flatMap(({ lines, hasSecondEnquiry: patient }) =>
    devices.flatMap((device, index) =>
      lines.map((serial) => ({ device, place: index + 1, serial, patient })),
    ),
  );

const failureOf = (
  device: GrantedDevice,
  failed: ReadonlyMap<GrantedDevice, FailedDevice['why']>,
): FailedDevice => ({ device: device.description, why: failed.get(device) ?? 'silent' });

interface Identified {
  readonly language: FoundLanguage;
  /** True if a whole frame got a reply, not only ENQ and ACK. */
  readonly whole: boolean;
}

type TryResult =
  | ({ readonly answers: true } & Identified)
  | { readonly answers: false; readonly why: FailedDevice['why'] };

async function tryLine(
  device: GrantedDevice,
  serial: SerialSettings,
  timers: LinkTimers,
  { clock, dialect: asking, signal }: FindTerminalDeps,
): Promise<TryResult> {
  let session: LinkSession | undefined;
  let garbled = false;
  const hear = (event: LinkEvent) => {
    if (event.kind === 'bytes') session?.hear(event.bytes);
    if (event.kind === 'line-error') garbled = true;
    if (event.kind === 'closed') session?.lost();
  };
  const opened = await device.open(serial, hear);
  if (!opened.ok) return { answers: false, why: opened.failure };
  const ignore = async (): Promise<AnswerAction> => 'ignore';
  session = new LinkSession(
    {
      send: (bytes) => opened.line.send(bytes),
      note: (note) => {
        garbled ||= note === 'parity-suspected';
      },
      // A late answer belongs to its payment: it is not acknowledged here, so the terminal sends it again later.
      onUnrequestedAnswer: ignore,
    },
    clock,
    timers,
  );
  const stop = () => session?.lost();
  signal.addEventListener('abort', stop);
  try {
    const identified = signal.aborted ? undefined : await identify(session, asking);
    // Some bytes pass a line with the wrong parity, so an answer on a garbled line does not count.
    if (identified && !garbled && !signal.aborted) return { answers: true, ...identified };
    return { answers: false, why: garbled ? 'garbled' : 'silent' };
  } finally {
    signal.removeEventListener('abort', stop);
    await opened.line.close();
  }
}

async function identify(session: LinkSession, asking: Dialect): Promise<Identified | undefined> {
  const probed = await session.run({ kind: 'probe' });
  if (probed === 'enquiry-refused') return { language: 'unclear', whole: true };
  if (probed !== 'present') return undefined;
  const { identification } = asking;
  if (identification === undefined) return { language: 'unclear', whole: true };
  const { how, answered, whole } = await identifyTerminal(session, identification, async (body) =>
    asking.readAnswer(body) ? 'acknowledge' : 'ignore',
  );
  if (answered) return { language: networkLanguage, whole };
  return { language: how === 'frame-refused' ? 'concert-v2' : 'unclear', whole };
}
