import { html, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { CableLink, OperatingSystem, PortChoice } from '../host-api.ts';
import { inLanguage } from '../language.ts';
import { technicalDetail } from '../model/terminal-status.ts';
import { EcrElement } from '../parts/ecr-element.ts';
import { formField } from '../parts/form-field.ts';
import { icon } from '../parts/icon.ts';
import { type PortHelpTexts, portHelpTexts } from '../port-help/texts/port-help-texts.ts';
import { cards, notes } from '../theme/cards.ts';
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
  /** As the terminal's own screen writes it, whatever language this page has. Absent: nobody has told us. */
  readonly path?: readonly string[];
  readonly said: keyof PortHelpTexts;
}

/** Where each make has its link to a till (concert.md 3.9). What is not known there is not known here. */
export const terminalMenus: Readonly<Record<TerminalMake, TerminalMenu>> = {
  ingenico: {
    path: ['F', '0 TELIUM MANAGER', '5 Initialization', '1 Parameters', 'Cash Connection', 'On'],
    said: 'ingenicoThen',
  },
  nepting: {
    path: ['Paramètres fonctionnels', 'Protocole caisse', 'Concert'],
    said: 'neptingThen',
  },
  verifone: { said: 'notKnown' },
  other: { said: 'notKnown' },
};

/**
 * What to look at when no terminal was chosen. Not an error: most people close the list because theirs is not in it.
 * Fires `ask-again` (detail: which ports to show) and `close`.
 */
@customElement('ecr-port-help')
export class EcrPortHelp extends EcrElement {
  @property({ attribute: false }) choice: Exclude<PortChoice, 'chosen'> = 'cancelled';
  @property() system: OperatingSystem = 'other';
  @property() link: CableLink = 'web-serial';

  @state() private make: TerminalMake = 'ingenico';

  static override styles = [controls, cards, fields, notes, portHelpStyles];

  protected override firstUpdated(): void {
    this.renderRoot.querySelector('h3')?.focus();
  }

  protected override render() {
    const { words } = this.t;
    const able = this.choice !== 'unsupported';
    return html`<section aria-labelledby="help">
      ${this.#heading()} ${able ? this.#points() : ''}
      <div class="buttons">
        ${
          able
            ? html`<button type="button" @click=${() => this.#askAgain('terminals')}>${words.tryAgain}</button>
                <button type="button" @click=${() => this.#askAgain('all')}>${inLanguage(portHelpTexts).showAllPorts}</button>`
            : ''
        }
        <button type="button" @click=${() => this.dispatchEvent(new Event('close'))}>${words.close}</button>
      </div>
    </section>`;
  }

  #heading() {
    const texts = inLanguage(portHelpTexts);
    const [title, what] =
      this.choice === 'cancelled'
        ? [texts.cancelled, texts.cancelledWhat]
        : this.choice === 'unsupported'
          ? [texts.unsupported, texts.unsupportedWhat]
          : [texts.failed, texts.failedWhat];
    const said = typeof this.choice === 'object' ? this.choice.failed : '';
    return html`<h3 id="help" tabindex="-1">${icon('info')} ${title}</h3>
      <p>${what}</p>
      ${said ? technicalDetail(this.t.words.detail, said) : ''}`;
  }

  #points() {
    const texts = inLanguage(portHelpTexts);
    const onLinux = this.system === 'linux' && this.link === 'web-serial';
    return html`${this.#point('cable', texts.cable, this.#cable(), true)}
      ${this.#point('menu', texts.menu, this.#menu())}
      ${this.#point('driver', texts.driver, html`<p>${this.#driver()}</p>`)}
      ${onLinux ? this.#point('group', texts.group, this.#group()) : ''}
      ${this.system === 'linux' ? this.#point('box', texts.box, this.#box()) : ''}
      ${this.#point('programs', texts.programs, this.#programs())}
      <p class="muted">${texts.all}</p>`;
  }

  #point(id: string, title: string, content: TemplateResult, open = false) {
    return html`<details id=${id} ?open=${open}>
      <summary>${title}</summary>
      <div class="point">${content}</div>
    </details>`;
  }

  #cable() {
    const texts = inLanguage(portHelpTexts);
    const ends = [
      [usbPlug(), texts.cableUsb],
      [baseWithCable(), texts.cableBase],
      // Android has no serial socket.
      ...(this.link === 'web-serial' && this.system !== 'android' ? [[serialPlug(), texts.cableSerial]] : []),
    ];
    return html`<p>${texts.cableWhat}</p>
      <ul class="ends">
        ${ends.map(([drawing, said]) => html`<li>${drawing}<span>${said}</span></li>`)}
      </ul>
      <p class="muted">${texts.cableCharge}</p>`;
  }

  #menu() {
    const texts = inLanguage(portHelpTexts);
    const { path, said } = terminalMenus[this.make];
    const choose = (event: Event) => {
      this.make = (event.target as HTMLSelectElement).value as TerminalMake;
    };
    return html`<p>${texts.menuWhat}</p>
      ${formField(
        { id: 'make', label: texts.make },
        html`<select id="make" @change=${choose}>
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
        <p>${texts[said]}</p>
      </div>`;
  }

  #driver(): string {
    const texts = inLanguage(portHelpTexts);
    const by: Record<OperatingSystem, string> = {
      windows: texts.driverWindows,
      macos: texts.driverMac,
      linux: texts.driverLinux,
      android: texts.driverAndroid,
      other: texts.driverOther,
    };
    return by[this.system];
  }

  #group() {
    return html`<p>${inLanguage(portHelpTexts).groupWhat}</p>
      ${this.#command('sudo usermod -aG dialout $USER')}`;
  }

  #box() {
    const texts = inLanguage(portHelpTexts);
    return html`<p>${texts.boxWhat}</p>
      <p>${texts.boxSnap}</p>
      ${this.#command('sudo snap connect chromium:raw-usb')}
      <p>${texts.boxFlatpak}</p>
      ${this.#command('flatpak override --user --filesystem=/run/udev:ro com.google.Chrome')}`;
  }

  #command(text: string) {
    return html`<pre><code>${text}</code></pre>`;
  }

  #programs() {
    const texts = inLanguage(portHelpTexts);
    const more: Partial<Record<OperatingSystem, string>> = {
      windows: texts.programsWindows,
      linux: texts.programsLinux,
    };
    return html`<p>${texts.programsWhat}</p>
      ${more[this.system] ? html`<p>${more[this.system]}</p>` : ''}`;
  }

  #askAgain(which: 'terminals' | 'all'): void {
    this.dispatchEvent(new CustomEvent('ask-again', { detail: which }));
  }
}
