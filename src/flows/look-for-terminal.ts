import type { GrantedDevice, TerminalLink } from '../core/ports/terminal-link.ts';
import type { CallResult } from '../core/relay/connector-api.ts';
import type { Snapshot, TerminalLamp } from '../core/relay/snapshot.ts';
import type { SerialSettings, Settings } from '../core/settings/settings.ts';
import { dialectFor } from '../core/terminal/dialect-for.ts';
import type { ConnectorOutside } from './connector-outside.ts';
import { type Finding, type FoundLanguage, findTerminal, type Trying } from './find-terminal.ts';
import type { TerminalSeat } from './terminal-seat.ts';

interface Looking {
  settings(): Settings;
  readonly outside: Pick<ConnectorOutside, 'clock' | 'linkFor'>;
  readonly seat: TerminalSeat;
  readonly signal: AbortSignal;
  show(lamp: TerminalLamp, finding: NonNullable<Snapshot['finding']>): void;
}

type Found = Omit<Extract<CallResult<'findTerminal'>, { found: true }>, 'saved'> & {
  /** The terminal settings that fit. */
  readonly terminal: Settings['terminal'];
};
type NotFound = Extract<CallResult<'findTerminal'>, { found: false }>;

const named = ({ baudRate, dataBits, parity, stopBits }: SerialSettings): string =>
  `${baudRate} ${dataBits}${{ none: 'N', even: 'E', odd: 'O' }[parity]}${stopBits}`;

/** The terminal's line settings and language, looked for on every granted device, with those taken from the desk. */
export async function lookForTerminal(looking: Looking): Promise<Found | NotFound> {
  const { terminal } = looking.settings();
  if (terminal.link === 'tcp') return onNetwork(looking);
  const finding = await looking.seat.lend(() => onCables(looking));
  if (!finding.found) return notFound(finding);
  const { serial, language, device } = finding;
  return {
    found: true,
    language,
    serial,
    ...(device.description && { device: device.description }),
    terminal: { ...terminal, serial, language: languageFor(language, terminal.language) },
  };
}

async function onCables(looking: Looking): Promise<Finding> {
  const { outside, seat, signal } = looking;
  const { terminal } = looking.settings();
  const devices = (await seat.link.granted?.()) ?? [onlyDevice(looking)];
  const finding = await findTerminal(terminal.serial, terminal.timers, {
    clock: outside.clock,
    devices,
    asking: dialectFor({ ...terminal, language: 'caisse-ap-v3' }),
    signal,
    trying: (now) => looking.show(lampFor(now, looking), shown(now)),
  });
  // Before the desk comes back: it opens what was found.
  if (finding.found) finding.device.choose();
  return finding;
}

/** A way that never has more than one device: each try is a link of its own. */
const onlyDevice = ({ outside, settings }: Looking): GrantedDevice => ({
  description: '',
  likeness: 'known',
  open(serial, onEvent) {
    const now = settings();
    const link: TerminalLink = outside.linkFor({ ...now, terminal: { ...now.terminal, serial } });
    return link.open(onEvent);
  },
  choose() {},
});

const lampFor = ({ serial }: Trying, { outside, seat }: Looking): TerminalLamp => ({
  state: 'opening',
  seenAt: outside.clock.now(),
  description: named(serial),
  simulated: seat.link.simulated,
});

const shown = ({ serial, ...now }: Trying): NonNullable<Snapshot['finding']> => ({
  ...now,
  line: named(serial),
});

function notFound(finding: Extract<Finding, { found: false }>): NotFound {
  if ('stopped' in finding) return { found: false, stopped: true };
  const detail = 'no line settings got an answer';
  return { found: false, failure: 'terminal-silent', detail, devices: [...finding.failed] };
}

type Language = Settings['terminal']['language'];

/** E or E+ is a setting of the terminal that nothing on the line tells: the present choice stays. */
function languageFor(found: FoundLanguage, present: Language): Language {
  if (found === 'caisse-ap-v3') return 'caisse-ap-v3';
  return found === 'concert-v2' && present === 'caisse-ap-v3' ? 'concert-v2-e+' : present;
}

async function onNetwork({ seat, settings }: Looking): Promise<Found | NotFound> {
  const { terminal } = settings();
  const lamp = await seat.desk?.probe();
  if (lamp?.state === 'ready') return { found: true, language: 'caisse-ap-v3', terminal };
  if (lamp?.state === 'unchecked') return { found: true, language: 'unclear', terminal };
  return { found: false, failure: 'terminal-away', detail: lamp?.description ?? '' };
}
