import type { CallResult } from '../core/relay/connector-api.ts';
import type { TerminalLamp } from '../core/relay/snapshot.ts';
import type { SerialSettings, Settings } from '../core/settings/settings.ts';
import { dialectFor } from '../core/terminal/dialect-for.ts';
import type { ConnectorOutside } from './connector-outside.ts';
import { type FoundLanguage, findTerminal } from './find-terminal.ts';
import type { TerminalSeat } from './terminal-seat.ts';

interface Looking {
  settings(): Settings;
  readonly outside: Pick<ConnectorOutside, 'clock' | 'linkFor'>;
  readonly seat: TerminalSeat;
  lamp(lamp: TerminalLamp): void;
}

type Found = Omit<Extract<CallResult<'findTerminal'>, { found: true }>, 'saved'> & {
  /** The terminal settings that fit. */
  readonly terminal: Settings['terminal'];
};
type NotFound = Extract<CallResult<'findTerminal'>, { found: false }>;

const named = ({ baudRate, dataBits, parity, stopBits }: SerialSettings): string =>
  `${baudRate} ${dataBits}${{ none: 'N', even: 'E', odd: 'O' }[parity]}${stopBits}`;

/** The terminal's line settings and language, looked for with the device taken from the desk. */
export async function lookForTerminal(looking: Looking): Promise<Found | NotFound> {
  const { terminal } = looking.settings();
  if (terminal.link === 'tcp') return onNetwork(looking);
  const finding = await looking.seat.lend(() =>
    findTerminal(terminal.serial, terminal.timers, {
      clock: looking.outside.clock,
      linkWith: (serial) => {
        const settings = looking.settings();
        return looking.outside.linkFor({ ...settings, terminal: { ...settings.terminal, serial } });
      },
      asking: dialectFor({ ...terminal, language: 'caisse-ap-v3' }),
      trying: (serial) =>
        looking.lamp({
          state: 'opening',
          seenAt: looking.outside.clock.now(),
          description: named(serial),
          simulated: looking.seat.link.simulated,
        }),
    }),
  );
  if (!finding.found)
    return { found: false, failure: 'terminal-silent', detail: 'no line settings got an answer' };
  const { serial, language } = finding;
  return {
    found: true,
    language,
    serial,
    terminal: { ...terminal, serial, language: languageFor(language, terminal.language) },
  };
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
