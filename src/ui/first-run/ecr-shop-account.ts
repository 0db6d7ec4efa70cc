import { html } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import type { FirstSetup } from '../../core/connector-api/first-setup.ts';
import { defaultSettings, type Settings } from '../../core/settings/settings.ts';
import { hideSecrets } from '../../core/settings/visible-settings.ts';
import { lazyTexts } from '../language.ts';
import { EcrElement } from '../parts/ecr-element.ts';
import { withSettingsTexts } from '../settings/form-texts.ts';
import { type FieldProblems, readSettings } from '../settings/read-settings.ts';
import { draftOfSettings, type SettingsDraft } from '../settings/settings-draft.ts';
import { settingFields } from '../settings/settings-styles.ts';
import { cards } from '../theme/cards.ts';
import { controls } from '../theme/controls.ts';
import { fields } from '../theme/fields.ts';
import { accountForm } from './account-form.ts';
import { guideEnd } from './first-run-styles.ts';
import { focusWrongField } from './guide-focus.ts';

export type SetupAccount = Extract<FirstSetup, { from: 'guide' }>['account'];

/** Settings with nothing set. With the route `direct`, the form also asks for the password. */
const emptyShop = () => {
  const settings = defaultSettings();
  return hideSecrets({ ...settings, hipay: { ...settings.hipay, route: 'direct' } }, false);
};

/** Asks for the shop's HiPay account and contracts. Fires `account-given` with the account. */
@customElement('ecr-shop-account')
export class EcrShopAccount extends EcrElement {
  @state() private edited: Partial<SettingsDraft> = { 'contracts.proxy': true };
  @state() private problems: FieldProblems = {};

  readonly #visible = emptyShop();

  static override styles = [controls, cards, fields, settingFields, guideEnd];

  protected override render() {
    const form = accountForm({
      draft: this.#draft(),
      visible: this.#visible,
      problems: this.problems,
      texts: withSettingsTexts(this.t),
      change: (change) => {
        this.edited = { ...this.edited, ...change };
        this.problems = {};
      },
    });
    return html`<form class="part" novalidate autocomplete="off" @submit=${this.#submit}>
      ${form}
      <div class="buttons end">
        <button class="primary" id="account-given">${lazyTexts('shop-guide').accountNext}</button>
        <slot name="others"></slot>
      </div>
    </form>`;
  }

  /** The login of an account for HiPay's stage contains `stage`. So it decides the environment until a person chooses one. */
  #draft(): SettingsDraft {
    const login = this.edited['hipay.login'] ?? '';
    const environment = login === '' || login.includes('stage') ? 'stage' : 'prod';
    return { ...draftOfSettings(this.#visible), environment, ...this.edited };
  }

  #submit = async (event: Event): Promise<void> => {
    event.preventDefault();
    const draft = this.#draft();
    const read = readSettings(draft, this.#visible);
    this.problems = { ...missingIn(draft), ...(read.ok ? {} : read.problems) };
    if (read.ok && Object.keys(this.problems).length === 0) {
      this.dispatchEvent(new CustomEvent('account-given', { detail: accountOf(read.settings) }));
      return;
    }
    await focusWrongField(this);
  };
}

/** The guide is for a shop that has an account and a contract; without them it would be a trial. */
function missingIn(draft: SettingsDraft): FieldProblems {
  const missing = { kind: 'missing' } as const;
  return {
    ...(draft['hipay.login'].trim() === '' && { 'hipay.login': missing }),
    ...(draft['hipay.password'].trim() === '' && { 'hipay.password': missing }),
    ...(!draft['contracts.proxy'] && !draft['contracts.nfc'] && { 'contracts.proxy': missing }),
  };
}

function accountOf({ environment, hipay, contracts }: Settings): SetupAccount {
  const { login, password, hashKey } = hipay;
  return { environment, login, password, ...(hashKey !== '' && { hashKey }), contracts };
}

declare global {
  interface HTMLElementTagNameMap {
    'ecr-shop-account': EcrShopAccount;
  }
  interface HTMLElementEventMap {
    'account-given': CustomEvent<SetupAccount>;
  }
}
