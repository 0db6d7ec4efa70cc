import type { VisibleSettings } from '../../core/relay/connector-api.ts';
import type { Snapshot } from '../../core/relay/snapshot.ts';
import type { BrowserWays } from '../../core/settings/usable-link.ts';
import type { CableLink } from '../surroundings.ts';

interface TerminalNow {
  readonly snapshot: Snapshot;
  /** Undefined until they are read. */
  readonly settings: VisibleSettings | undefined;
  readonly link: CableLink;
  readonly ways: BrowserWays;
}

/** What can be done about the terminal as things are; each is a button. */
export interface TerminalActs {
  readonly check: boolean;
  readonly find: boolean;
  /** Looking for it is what mends this state, so that button stands out. */
  readonly findMends: boolean;
  readonly connect: boolean;
  readonly useReal: boolean;
  readonly useSerial: boolean;
  readonly useSimulated: boolean;
}

/** A terminal that a configuration file names is not exchanged here, and nothing simulated comes into production. */
export function actsFor({ snapshot, settings, link, ways }: TerminalNow): TerminalActs {
  const { state } = snapshot.terminal;
  const simulated = snapshot.simulated.terminal;
  const chosen = state !== 'not-chosen';
  const free = settings?.provisioned === false;
  return {
    check: chosen || simulated,
    find: chosen && !simulated && settings !== undefined,
    findMends: state === 'garbled',
    connect: !simulated && settings?.terminal.link !== 'tcp',
    useReal: free && simulated,
    useSerial: free && !simulated && state === 'in-use' && link === 'web-usb' && ways.serial,
    useSimulated: free && !simulated && !chosen && snapshot.environment !== 'prod',
  };
}
