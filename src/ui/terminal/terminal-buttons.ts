import { html } from 'lit';
import type { Texts } from '../texts/texts.ts';
import type { TerminalActs } from './terminal-acts.ts';

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
