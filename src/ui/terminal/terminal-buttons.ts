import { html } from 'lit';
import type { VisibleSettings } from '../../core/connector-api/connector-api.ts';
import type { Snapshot } from '../../core/connector-api/snapshot.ts';
import type { BrowserWays } from '../../core/settings/settings-checks.ts';
import type { CableLink } from '../host-api.ts';
import type { Texts } from '../texts/texts.ts';

interface Buttons {
  readonly acts: TerminalActs;
  /** A port or a simulated terminal has been chosen before. */
  readonly chosen: boolean;
  readonly blocked: boolean;
  /** Nobody looks for a terminal under a payment. */
  readonly paying: boolean;
  readonly doing: 'checking' | 'finding' | undefined;
  readonly press: {
    readonly check: () => void;
    readonly find: () => void;
    readonly connect: () => void;
    readonly useLink: (link: 'web-serial' | 'simulated') => void;
  };
}

export function terminalButtons(buttons: Buttons, texts: Texts) {
  const { acts, chosen, blocked, paying, doing, press } = buttons;
  const { words } = texts;
  return html`<div class="buttons">
      ${
        acts.check
          ? html`<button type="button" id="check" ?disabled=${blocked} @click=${press.check}>
              ${doing === 'checking' ? words.checking : words.check}
            </button>`
          : ''
      }
      ${
        acts.find
          ? html`<button
              type="button"
              id="find"
              class=${acts.findMends ? 'primary' : ''}
              ?disabled=${blocked || paying}
              @click=${press.find}
            >
              ${doing === 'finding' ? words.finding : words.find}
            </button>`
          : ''
      }
      ${
        acts.connect
          ? html`<button
              type="button"
              id="connect"
              class=${chosen ? '' : 'primary'}
              ?disabled=${blocked}
              @click=${press.connect}
            >
              ${chosen ? words.connectOther : words.connect}
            </button>`
          : ''
      }
      ${otherWays(buttons, texts)}
    </div>`;
}

function otherWays({ acts, blocked, press }: Buttons, { words, usb }: Texts) {
  const real = () => press.useLink('web-serial');
  return [
    acts.useReal
      ? html`<button type="button" ?disabled=${blocked} @click=${real}>
              ${words.useReal}
            </button>`
      : '',
    acts.useSerial
      ? html`<button type="button" id="use-serial" @click=${real}>
              ${usb.useSerial}
            </button>`
      : '',
    acts.useSimulated
      ? html`<button type="button" ?disabled=${blocked} @click=${() => press.useLink('simulated')}>
              ${words.useSimulated}
            </button>`
      : '',
  ];
}

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
