import { html, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { LazyTexts } from '../../texts/load-texts.ts';
import type { CableLink, OperatingSystem, PortChoice } from '../host-api.ts';
import { lazyTexts } from '../language.ts';
import { technicalDetail } from '../model/terminal-status.ts';
import { EcrElement } from '../parts/ecr-element.ts';
import { formField } from '../parts/form-field.ts';
import { icon } from '../parts/icon.ts';
import { cards, folds, notes } from '../theme/cards.ts';
import { controls } from '../theme/controls.ts';
import { fields } from '../theme/fields.ts';
import {
  baseWithCable,
  portHelpStyles,
  serialPlug,
  terminalWithMenu,
  usbPlug,
} from './port-help-pictures.ts';

export const terminalMakes = ['ingenico', 'nepting', 'verifone', 'other'] as const;
export type TerminalMake = (typeof terminalMakes)[number];

interface TerminalMenu {
  /** The menu entries, in the language of the terminal's own screen. Absent if unknown. */
  readonly path?: readonly string[];
  readonly textKey: keyof LazyTexts['port-help'];
}

/** Where each make configures its link to a till (concert.md 3.9, the only source). */
export const terminalMenus: Readonly<Record<TerminalMake, TerminalMenu>> = {
  ingenico: {
    path: ['F', '0 TELIUM MANAGER', '5 Initialization', '1 Parameters', 'Cash Connection', 'On'],
    textKey: 'ingenicoThen',
  },
  nepting: {
    path: ['Paramètres fonctionnels', 'Protocole caisse', 'Concert'],
    textKey: 'neptingThen',
  },
  verifone: { textKey: 'notKnown' },
  other: { textKey: 'notKnown' },
};

/**
 * Help for a person who chose no terminal. It is not shown as an error, because most people close the list when their
 * terminal is not in it. Fires `ask-again` (detail: which ports to show) and `close`.
 */
@customElement('ecr-port-help')
export class EcrPortHelp extends EcrElement {
  @property({ attribute: false }) choice: Exclude<PortChoice, 'chosen'> = 'cancelled';
  @property() system: OperatingSystem = 'other';
  @property() link: CableLink = 'web-serial';

  @state() private make: TerminalMake = 'ingenico';

  static override styles = [controls, cards, folds, fields, notes, portHelpStyles];

  protected override firstUpdated(): void {
    this.renderRoot.querySelector('h3')?.focus();
  }

  protected override render() {
    const { words } = this.t;
    const isSupported = this.choice !== 'unsupported';
    return html`<section aria-labelledby="help">
      ${this.#renderHeading()} ${isSupported ? this.#renderPoints() : ''}
      <div class="buttons">
        ${
          isSupported
            ? html`<button type="button" @click=${() => this.#askAgain('terminals')}>${words.tryAgain}</button>
                <button type="button" @click=${() => this.#askAgain('all')}>${lazyTexts('port-help').showAllPorts}</button>`
            : ''
        }
        <button type="button" @click=${() => this.dispatchEvent(new Event('close'))}>${words.close}</button>
      </div>
    </section>`;
  }

  #renderHeading() {
    const texts = lazyTexts('port-help');
    const [title, what] =
      this.choice === 'cancelled'
        ? [texts.cancelled, texts.cancelledWhat]
        : this.choice === 'unsupported'
          ? [texts.unsupported, texts.unsupportedWhat]
          : [texts.failed, texts.failedWhat];
    const errorText = typeof this.choice === 'object' ? this.choice.failed : '';
    return html`<h3 id="help" tabindex="-1">${icon('info')} ${title}</h3>
      <p>${what}</p>
      ${errorText ? technicalDetail(this.t.words.detail, errorText) : ''}`;
  }

  #renderPoints() {
    const texts = lazyTexts('port-help');
    const needsGroup = this.system === 'linux' && this.link === 'web-serial';
    return html`${this.#renderPoint('cable', texts.cable, this.#renderCable(), true)}
      ${this.#renderPoint('menu', texts.menu, this.#renderMenu())}
      ${this.#renderPoint('driver', texts.driver, html`<p>${this.#driverText()}</p>`)}
      ${needsGroup ? this.#renderPoint('group', texts.group, this.#renderGroup()) : ''}
      ${this.system === 'linux' ? this.#renderPoint('box', texts.box, this.#renderBox()) : ''}
      ${this.#renderPoint('programs', texts.programs, this.#renderPrograms())}
      <p class="muted">${texts.all}</p>`;
  }

  #renderPoint(id: string, title: string, content: TemplateResult, open = false) {
    return html`<details id=${id} ?open=${open}>
      <summary>${title}</summary>
      <div class="point">${content}</div>
    </details>`;
  }

  #renderCable() {
    const texts = lazyTexts('port-help');
    const ends = [
      [usbPlug(), texts.cableUsb],
      [baseWithCable(), texts.cableBase],
      // Android has no RS-232 ports.
      ...(this.link === 'web-serial' && this.system !== 'android' ? [[serialPlug(), texts.cableSerial]] : []),
    ];
    return html`<p>${texts.cableWhat}</p>
      <ul class="ends">
        ${ends.map(([drawing, label]) => html`<li>${drawing}<span>${label}</span></li>`)}
      </ul>
      <p class="muted">${texts.cableCharge}</p>`;
  }

  #renderMenu() {
    const texts = lazyTexts('port-help');
    const { path, textKey } = terminalMenus[this.make];
    const onMake = (event: Event) => {
      this.make = (event.target as HTMLSelectElement).value as TerminalMake;
    };
    return html`<p>${texts.menuWhat}</p>
      ${formField(
        { id: 'make', label: texts.make },
        html`<select id="make" @change=${onMake}>
          ${terminalMakes.map((make) => html`<option value=${make} ?selected=${make === this.make}>${texts[make]}</option>`)}
        </select>`,
      )}
      <div role="status">
        ${
          path
            ? html`<div class="menu">
                ${terminalWithMenu()}
                <ol aria-label=${texts.menuPicture}>
                  ${path.map((step) => html`<li><kbd>${step}</kbd></li>`)}
                </ol>
              </div>`
            : ''
        }
        <p>${texts[textKey]}</p>
      </div>`;
  }

  #driverText(): string {
    const texts = lazyTexts('port-help');
    const driverTexts: Record<OperatingSystem, string> = {
      windows: texts.driverWindows,
      macos: texts.driverMac,
      linux: texts.driverLinux,
      android: texts.driverAndroid,
      other: texts.driverOther,
    };
    return driverTexts[this.system];
  }

  #renderGroup() {
    return html`<p>${lazyTexts('port-help').groupWhat}</p>
      ${this.#renderCommand('sudo usermod -aG dialout $USER')}`;
  }

  #renderBox() {
    const texts = lazyTexts('port-help');
    return html`<p>${texts.boxWhat}</p>
      <p>${texts.boxSnap}</p>
      ${this.#renderCommand('sudo snap connect chromium:raw-usb')}
      <p>${texts.boxFlatpak}</p>
      ${this.#renderCommand('flatpak override --user --filesystem=/run/udev:ro com.google.Chrome')}`;
  }

  #renderCommand(text: string) {
    return html`<pre><code>${text}</code></pre>`;
  }

  #renderPrograms() {
    const texts = lazyTexts('port-help');
    const programTexts: Partial<Record<OperatingSystem, string>> = {
      windows: texts.programsWindows,
      linux: texts.programsLinux,
    };
    return html`<p>${texts.programsWhat}</p>
      ${programTexts[this.system] ? html`<p>${programTexts[this.system]}</p>` : ''}`;
  }

  #askAgain(which: 'terminals' | 'all'): void {
    this.dispatchEvent(new CustomEvent('ask-again', { detail: which }));
  }
}
