import type { CallResult } from '../../core/connector-api/connector-api.ts';
import type { Snapshot, TerminalStatus } from '../../core/connector-api/snapshot.ts';
import type { GrantedDevice, TerminalLink } from '../../core/ports/terminal-link.ts';
import type { SerialSettings, Settings } from '../../core/settings/settings.ts';
import { onlyScriptDiffers } from '../../core/settings/settings-checks.ts';
import { dialectFor } from '../../core/terminal/dialects.ts';
import { languageAfterSearch, networkLanguage } from '../../core/terminal/terminal-languages.ts';
import type { ConnectorDeps } from '../connector-deps.ts';
import type { SettingsService } from '../settings-service.ts';
import type { SnapshotStore } from '../snapshot-store.ts';
import { type Finding, findTerminal, type SearchStep } from './find-terminal.ts';
import type { TerminalManager } from './terminal-manager.ts';

type Answer = CallResult<'findTerminal'>;

interface TerminalSearchDeps {
  readonly finder: TerminalFinder;
  isBusy(): boolean;
  /** Called after the search, when the terminal was created again with the earlier settings. */
  onEnded(): void;
  /** Resolves with false if the settings could not be saved. */
  saveFoundTerminal(terminal: Settings['terminal']): Promise<boolean>;
}

/** Runs *Find my terminal*, from the click until the found settings are in use. Payments wait for its end. */
export class TerminalSearch {
  #running: Promise<unknown> | undefined;
  #waitingPayments = 0;

  constructor(private readonly deps: TerminalSearchDeps) {}

  /** True if a payment waits for the end of the search. */
  get hasWaitingPayment(): boolean {
    return this.#waitingPayments > 0;
  }

  find(): Promise<Answer> {
    const found = this.#find();
    const all = Promise.allSettled([this.#running, found]).then(() => {
      if (this.#running === all) this.#running = undefined;
    });
    this.#running = all;
    return found;
  }

  stop(): boolean {
    return this.deps.finder.stop();
  }

  /**
   * Resolves at the end of the search; undefined if no search runs, so that a payment begins at once. A payment must wait
   * for this end. Otherwise it would be sent with the earlier line settings, and the found settings could not be saved
   * while the payment runs.
   */
  whenOver(): Promise<void> | undefined {
    const running = this.#running;
    if (!running) return undefined;
    this.#waitingPayments++;
    return running.then(() => {
      this.#waitingPayments--;
    });
  }

  async #find(): Promise<Answer> {
    const { finder, isBusy, onEnded, saveFoundTerminal } = this.deps;
    if (isBusy()) return { found: false, failure: 'payment-running', detail: 'a payment is running' };
    const finding = await finder.search();
    onEnded();
    if (!finding.found) return finding;
    const { terminal, ...found } = finding;
    return { ...found, saved: await saveFoundTerminal(terminal) };
  }
}

interface SearchContext {
  settings(): Settings;
  readonly deps: Pick<ConnectorDeps, 'clock' | 'linkFor'>;
  readonly manager: TerminalManager;
  readonly signal: AbortSignal;
  show(status: TerminalStatus, finding: NonNullable<Snapshot['finding']>): void;
}

type Found = Omit<Extract<CallResult<'findTerminal'>, { found: true }>, 'saved'> & {
  /** The terminal settings that fit. */
  readonly terminal: Settings['terminal'];
};
type NotFound = Extract<CallResult<'findTerminal'>, { found: false }>;

const lineText = ({ baudRate, dataBits, parity, stopBits }: SerialSettings): string =>
  `${baudRate} ${dataBits}${{ none: 'N', even: 'E', odd: 'O' }[parity]}${stopBits}`;

/**
 * Searches for the terminal, its line settings and its language on every granted device. The terminal is closed
 * meanwhile, except on a network link.
 */
export async function searchTerminal(context: SearchContext): Promise<Found | NotFound> {
  const { terminal } = context.settings();
  if (terminal.link === 'tcp') return searchNetwork(context);
  const finding = await context.manager.lend(() => searchCables(context));
  if (!finding.found) return notFound(finding);
  const { serial, language, device } = finding;
  return {
    found: true,
    language,
    serial,
    ...(device.description && { device: device.description }),
    terminal: { ...terminal, serial, language: languageAfterSearch(language, terminal.language) },
  };
}

async function searchCables(context: SearchContext): Promise<Finding> {
  const { deps, manager, signal } = context;
  const { terminal } = context.settings();
  const devices = (await manager.link.granted?.()) ?? [onlyDevice(context)];
  const finding = await findTerminal(terminal.serial, terminal.timers, {
    clock: deps.clock,
    devices,
    dialect: dialectFor({ ...terminal, language: networkLanguage }),
    signal,
    onTry: (now) => context.show(searchStatus(now, context), progressOf(now)),
  });
  // Done before the terminal is created again, because the terminal opens the chosen device.
  if (finding.found) finding.device.choose();
  return finding;
}

/** The device of a link that never has more than one. Each try opens a new link with other line settings. */
const onlyDevice = ({ deps, settings }: SearchContext): GrantedDevice => ({
  description: '',
  likeness: 'known',
  open(serial, onEvent) {
    const now = settings();
    const link: TerminalLink = deps.linkFor({ ...now, terminal: { ...now.terminal, serial } });
    return link.open(onEvent);
  },
  choose() {},
});

const searchStatus = ({ serial }: SearchStep, { deps, manager }: SearchContext): TerminalStatus => ({
  state: 'opening',
  seenAt: deps.clock.now(),
  description: lineText(serial),
  simulated: manager.link.simulated,
});

const progressOf = ({ serial, ...now }: SearchStep): NonNullable<Snapshot['finding']> => ({
  ...now,
  line: lineText(serial),
});

function notFound(finding: Extract<Finding, { found: false }>): NotFound {
  if ('stopped' in finding) return { found: false, stopped: true };
  const detail = 'no line settings got an answer';
  return { found: false, failure: 'terminal-silent', detail, devices: [...finding.failed] };
}

async function searchNetwork({ manager, settings }: SearchContext): Promise<Found | NotFound> {
  const { terminal } = settings();
  const status = await manager.terminal?.probe();
  if (status?.state === 'ready') return { found: true, language: networkLanguage, terminal };
  if (status?.state === 'unchecked') return { found: true, language: 'unclear', terminal };
  return { found: false, failure: 'terminal-away', detail: status?.description ?? '' };
}

interface FinderDeps {
  settings(): Settings;
  readonly deps: Pick<ConnectorDeps, 'clock' | 'linkFor'>;
  readonly manager: TerminalManager;
  readonly snapshots: SnapshotStore;
}

/** Searches for the terminal, one search at a time, shows the progress, and lets a person stop it. */
export class TerminalFinder {
  #search: { readonly stopper: AbortController; readonly end: ReturnType<typeof searchTerminal> } | undefined;

  constructor(private readonly finder: FinderDeps) {}

  /** Starts a search, or joins the running one. */
  search(): ReturnType<typeof searchTerminal> {
    this.#search ??= this.#begin();
    return this.#search.end;
  }

  /** Stops the running search; false if none runs. */
  stop(): boolean {
    this.#search?.stopper.abort();
    return this.#search !== undefined;
  }

  #begin() {
    const { snapshots, ...rest } = this.finder;
    const stopper = new AbortController();
    const end = searchTerminal({
      ...rest,
      signal: stopper.signal,
      show: (terminal, finding) => snapshots.show({ terminal, finding }),
    }).finally(() => {
      this.#search = undefined;
      snapshots.endSearch();
    });
    return { stopper, end };
  }
}

/**
 * Puts the found terminal settings into use. Resolves with false if they could not be saved. If the settings are
 * provisioned, they are changed at their source or not at all.
 */
export async function useFoundTerminal(
  terminal: Settings['terminal'],
  settingsService: SettingsService,
  saveFoundTerminalAtSource: ConnectorDeps['saveFoundTerminal'],
): Promise<boolean> {
  const settings = { ...settingsService.now, terminal };
  if (!settingsService.provisioned || onlyScriptDiffers(settings, settingsService.now))
    return (await settingsService.save(settings)).saved;
  const { language, serial, link } = terminal;
  const kept = await saveFoundTerminalAtSource?.({ language, ...(link !== 'tcp' && { serial }) });
  // The source sends the settings again, but the next payment may come earlier and needs them too.
  if (kept) await settingsService.provision(settings);
  return kept ?? false;
}
