import { html } from 'lit';
import type { Snapshot } from '../../core/connector-api/snapshot.ts';
import type { BrowserLinks } from '../../core/settings/usable-link.ts';
import type { VisibleSettings } from '../../core/settings/visible-settings.ts';
import type { Texts } from '../../texts/load-texts.ts';
import type { CableLink } from '../host-api.ts';

interface Buttons {
  readonly actions: TerminalActions;
  /** True if a port or a simulated terminal is chosen. */
  readonly chosen: boolean;
  /** True if no button may be pressed now. */
  readonly blocked: boolean;
  /** True while a payment runs: the search is then disabled. */
  readonly paying: boolean;
  /** True while the search has its own main button. */
  readonly hasOtherMain: boolean;
  /** True if the choice of a terminal stands below the other buttons. */
  readonly isActionLast: boolean;
  readonly doing: 'checking' | 'finding' | undefined;
  readonly handlers: {
    readonly check: () => void;
    readonly find: () => void;
    readonly connect: () => void;
    readonly useLink: (link: 'web-serial' | 'simulated') => void;
  };
}

export function terminalButtons(buttons: Buttons, texts: Texts) {
  const { actions, chosen, blocked, paying, isActionLast, hasOtherMain, doing, handlers } = buttons;
  const { words } = texts;
  return html`<div class="buttons">
      ${
        actions.check
          ? html`<button type="button" id="check" ?disabled=${blocked} @click=${handlers.check}>
              ${doing === 'checking' ? words.checking : words.check}
            </button>`
          : ''
      }
      ${
        actions.find
          ? html`<button
              type="button"
              id="find"
              class=${actions.findFixes && !hasOtherMain ? 'primary' : ''}
              ?disabled=${blocked || paying}
              @click=${handlers.find}
            >
              ${doing === 'finding' ? words.finding : words.find}
            </button>`
          : ''
      }
      ${isActionLast ? linkButtons(buttons, texts) : ''}
      ${
        actions.connect
          ? html`<button
              type="button"
              id="connect"
              class=${chosen || hasOtherMain ? '' : 'primary'}
              ?disabled=${blocked}
              @click=${handlers.connect}
            >
              ${chosen ? words.connectOther : words.connect}
            </button>`
          : ''
      }
      ${isActionLast ? '' : linkButtons(buttons, texts)}
    </div>`;
}

function linkButtons({ actions, blocked, handlers }: Buttons, { words, usb }: Texts) {
  const useReal = () => handlers.useLink('web-serial');
  return [
    actions.useReal
      ? html`<button type="button" ?disabled=${blocked} @click=${useReal}>
              ${words.useReal}
            </button>`
      : '',
    actions.useSerial
      ? html`<button type="button" id="use-serial" @click=${useReal}>
              ${usb.useSerial}
            </button>`
      : '',
    actions.useSimulated
      ? html`<button type="button" class="trial" ?disabled=${blocked} @click=${() => handlers.useLink('simulated')}>
              ${words.useSimulated}
            </button>`
      : '',
  ];
}

interface TerminalNow {
  readonly snapshot: Snapshot;
  /** Undefined while loading. */
  readonly settings: VisibleSettings | undefined;
  readonly link: CableLink;
  readonly browserLinks: BrowserLinks;
}

/** The possible actions in the current state; each is a button. */
export interface TerminalActions {
  readonly check: boolean;
  readonly find: boolean;
  /** True if the search button is highlighted, because the search can fix this state. */
  readonly findFixes: boolean;
  readonly connect: boolean;
  /** Web Serial instead of the simulated terminal. */
  readonly useReal: boolean;
  /** Web Serial instead of WebUSB, because the system or another program occupies the USB device. */
  readonly useSerial: boolean;
  readonly useSimulated: boolean;
}

/** If a configuration file sets the terminal, no button can change the link. Production offers no simulated terminal. */
export function availableActions({ snapshot, settings, link, browserLinks }: TerminalNow): TerminalActions {
  const { state } = snapshot.terminal;
  const isSimulated = snapshot.simulated.terminal;
  const isChosen = state !== 'not-chosen';
  const isEditable = settings?.provisioned === false;
  return {
    check: isChosen || isSimulated,
    find: isChosen && !isSimulated && settings !== undefined,
    findFixes: state === 'garbled',
    connect: !isSimulated && settings?.terminal.link !== 'tcp',
    useReal: isEditable && isSimulated,
    useSerial: isEditable && !isSimulated && state === 'in-use' && link === 'web-usb' && browserLinks.serial,
    useSimulated: isEditable && !isSimulated && !isChosen && snapshot.environment !== 'prod',
  };
}
