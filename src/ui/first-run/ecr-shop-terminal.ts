import { html } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { FirstSetup } from '../../core/connector-api/first-setup.ts';
import { usableLink } from '../../core/settings/usable-link.ts';
import { fill } from '../format.ts';
import type { HostApi } from '../host-api.ts';
import { lazyTexts } from '../language.ts';
import { EcrElement } from '../parts/ecr-element.ts';
import { describedBy, formField } from '../parts/form-field.ts';
import { settingFields } from '../settings/settings-styles.ts';
import { cards } from '../theme/cards.ts';
import { controls } from '../theme/controls.ts';
import { fields } from '../theme/fields.ts';
import { guideEnd } from './first-run-styles.ts';

export type SetupTerminal = Extract<FirstSetup, { from: 'guide' }>['terminal'];

type Way = 'cable' | 'network' | 'simulated';

/** Asks how the terminal is connected. Fires `terminal-given` with the answer. */
@customElement('ecr-shop-terminal')
export class EcrShopTerminal extends EcrElement {
  @property({ attribute: false }) hostApi!: HostApi;
  @property({ attribute: false }) serialPorts: readonly string[] = [];
  /** False in production, where no simulated terminal is allowed. */
  @property({ attribute: false }) maySimulate = true;
  @property({ attribute: false }) saving = false;

  @state() private way: Way = 'cable';
  @state() private host = '';
  @state() private port = '8888';
  @state() private hasFault = false;

  static override styles = [controls, cards, fields, settingFields, guideEnd];

  protected override willUpdate(): void {
    if (this.way === 'simulated' && !this.maySimulate) this.way = 'cable';
  }

  protected override render() {
    const texts = lazyTexts('shop-guide');
    const ports = this.serialPorts.join(', ');
    return html`<form class="part" novalidate autocomplete="off" @submit=${this.#submit}>
      <fieldset>
        <legend>${texts.terminalAsk}</legend>
        ${this.#choice('cable', texts.cable, ports ? fill(texts.cableFound, { ports }) : texts.cableNone)}
        ${this.#choice('network', texts.network, texts.networkHow)}
        ${this.maySimulate ? this.#choice('simulated', texts.simulated, texts.simulatedHow) : ''}
      </fieldset>
      ${this.way === 'network' ? this.#address() : ''}
      <div class="buttons end">
        <button class="primary" id="terminal-given" ?disabled=${this.saving}>
          ${this.saving ? texts.saving : texts.save}
        </button>
        <slot name="others"></slot>
      </div>
    </form>`;
  }

  #choice(way: Way, label: string, hint: string) {
    return html`<label class="choice">
      <input
        type="radio"
        name="way"
        value=${way}
        .checked=${this.way === way}
        @change=${() => {
          this.way = way;
        }}
      />
      <span>${label}</span>
      <span class="hint">${hint}</span>
    </label>`;
  }

  #address() {
    const texts = lazyTexts('shop-guide');
    const error = this.hasFault ? texts.addressFault : undefined;
    const host = { id: 'host', label: texts.address, hint: texts.addressHint, error };
    const port = { id: 'port', label: texts.networkPort, hint: texts.networkPortHint };
    return html`<div class="grid">
      ${formField(
        host,
        html`<input id="host" type="text" spellcheck="false" aria-describedby=${describedBy(host)}
          aria-invalid=${error ? 'true' : 'false'} .value=${this.host}
          @input=${(event: Event) => {
            this.host = (event.target as HTMLInputElement).value;
            this.hasFault = false;
          }} />`,
      )}
      ${formField(
        port,
        html`<input id="port" type="text" inputmode="numeric" aria-describedby=${describedBy(port)}
          .value=${this.port}
          @input=${(event: Event) => {
            this.port = (event.target as HTMLInputElement).value;
            this.hasFault = false;
          }} />`,
      )}
    </div>`;
  }

  #submit = async (event: Event): Promise<void> => {
    event.preventDefault();
    const detail = this.#terminal();
    this.hasFault = detail === undefined;
    if (detail) {
      this.dispatchEvent(new CustomEvent('terminal-given', { detail }));
      return;
    }
    await this.updateComplete;
    this.renderRoot.querySelector<HTMLElement>('#host')?.focus();
  };

  /** The terminal as the person has described it. Undefined if the address or the port is not valid. */
  #terminal(): SetupTerminal | undefined {
    if (this.way === 'simulated') return { link: 'simulated' };
    if (this.way !== 'network')
      return {
        link: usableLink('web-serial', this.hostApi.browserLinks) === 'web-usb' ? 'web-usb' : 'web-serial',
      };
    const host = this.host.trim();
    const port = /^\d{1,5}$/.test(this.port.trim()) ? Number(this.port) : 0;
    return /^[0-9A-Za-z.:-]{1,253}$/.test(host) && port >= 1 && port <= 65_535
      ? { link: 'tcp', host, port }
      : undefined;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'ecr-shop-terminal': EcrShopTerminal;
  }
  interface HTMLElementEventMap {
    'terminal-given': CustomEvent<SetupTerminal>;
  }
}
