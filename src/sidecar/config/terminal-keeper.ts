import type { FoundTerminal } from '../../core/connector-api/sidecar-contract.ts';
import type { Settings } from '../../core/settings/settings.ts';
import { pageSettings } from '../../core/settings/visible-settings.ts';
import type { RelayHub } from '../page/relay-hub.ts';
import type { Log } from '../program/log.ts';

interface TerminalKeeperDeps {
  /** Path of the configuration file. Undefined: there is none. */
  readonly configuration: string | undefined;
  readonly settings: Settings;
  readonly hub: Pick<RelayHub, 'replaceSettings'>;
  readonly log: Log;
}

/**
 * Returns a function that writes the settings of a found terminal into the configuration file and sends them to every
 * page. Writes run one at a time. The function resolves with false if the settings are not written.
 */
export function createTerminalKeeper({ configuration, settings, hub, log }: TerminalKeeperDeps) {
  let lastWrite: Promise<unknown> = Promise.resolve();
  const keep = async (path: string, found: FoundTerminal): Promise<boolean> => {
    // The module is loaded only when needed. Loading fails if an update has replaced the running program's files.
    const writing = import('./keep-terminal.ts').then(({ keepTerminalIn }) => keepTerminalIn(path, found));
    const fault = await writing.catch((error: Error) => error.message);
    const details = { file: path, ...found };
    if (fault !== undefined) {
      log.warn({ ...details, why: fault }, 'the terminal that was found is not kept');
      return false;
    }
    log.info(details, 'the terminal that was found is kept in the configuration');
    const { serial = settings.terminal.serial, language } = found;
    hub.replaceSettings(pageSettings({ ...settings, terminal: { ...settings.terminal, serial, language } }));
    return true;
  };
  return (found: FoundTerminal): Promise<boolean> => {
    if (configuration === undefined) return Promise.resolve(false);
    const kept = lastWrite.then(() => keep(configuration, found));
    lastWrite = kept;
    return kept;
  };
}
