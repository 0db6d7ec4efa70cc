import { html } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { Snapshot } from '../../core/connector-api/snapshot.ts';
import { type Language, languageNames, languages } from '../../core/language.ts';
import type { WordKey } from '../../texts/load-texts.ts';
import { plural } from '../format.ts';
import { currentLanguage } from '../language.ts';
import { unresolved } from '../model/payment-events.ts';
import { badgeOf, reservationOf } from '../model/terminal-status.ts';
import { type Area, areas, hashOfArea } from '../page-address.ts';
import { EcrElement } from '../parts/ecr-element.ts';
import { type IconName, icon } from '../parts/icon.ts';
import { tones } from '../theme/cards.ts';
import { controls } from '../theme/controls.ts';
import { topBarStyles } from './top-bar-styles.ts';

const areaLinks: Record<Area, { word: WordKey; icon: IconName }> = {
  pay: { word: 'pay', icon: 'card' },
  payments: { word: 'paymentsArea', icon: 'list' },
  settings: { word: 'settingsArea', icon: 'gear' },
};

/** The program's name, areas, terminal status and language. On a phone the areas are at the bottom. Fires `language`. */
@customElement('ecr-top-bar')
export class EcrTopBar extends EcrElement {
  @property() area: Area = 'pay';
  @property({ attribute: false }) snapshot: Snapshot | undefined;

  static override styles = [controls, tones, topBarStyles];

  protected override render() {
    return html`<header>
      <span class="brand">${icon('terminal', 24)}<span>${this.t.words.appName}</span></span>
      ${this.#renderNav()}
      <div class="end">${this.#renderStatus()} ${this.#renderLanguage()}</div>
    </header>`;
  }

  #renderNav() {
    const { words } = this.t;
    return html`<nav aria-label=${words.areas}>
      ${areas.map(
        (area) => html`<a href=${hashOfArea(area)} aria-current=${area === this.area ? 'page' : 'false'}>
          ${icon(areaLinks[area].icon)}<span>${words[areaLinks[area].word]}</span>
          ${area === 'payments' ? this.#renderCount() : ''}
        </a>`,
      )}
    </nav>`;
  }

  /** The number of payments that a person must check, or `!` if only notifications need a person. */
  #renderCount() {
    if (!this.snapshot) return '';
    const { words, plurals } = this.t;
    const count = unresolved(this.snapshot).length;
    if (count === 0 && this.snapshot.outbox.parked === 0) return '';
    const label = count > 0 ? plural(plurals.unresolved, count, this.locale) : words.attention;
    return html`<span class="count" aria-hidden="true">${count > 0 ? count : '!'}</span
      ><span class="visually-hidden">, ${label}</span>`;
  }

  #renderStatus() {
    if (!this.snapshot) return '';
    const { words, lamps } = this.t;
    const badge = badgeOf(this.snapshot);
    const reservation = reservationOf(this.snapshot);
    const { label } = reservation ? this.t[reservation] : lamps[this.snapshot.terminal.state];
    return html`<a class="lamp ${badge.tone}" href=${hashOfArea('pay')}>
      ${icon(badge.icon, 18)}<span class="visually-hidden">${words.terminal}: </span><span>${label}</span>
    </a>`;
  }

  #renderLanguage() {
    const current = currentLanguage()?.language;
    return html`<select aria-label=${this.t.words.language} @change=${this.#onLanguage}>
      ${languages.map(
        (each) =>
          html`<option value=${each} lang=${each} ?selected=${each === current}>${languageNames[each]}</option>`,
      )}
    </select>`;
  }

  #onLanguage(event: Event): void {
    const detail = (event.target as HTMLSelectElement).value as Language;
    this.dispatchEvent(new CustomEvent<Language>('language', { detail }));
  }
}
