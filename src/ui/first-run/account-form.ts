import { html } from 'lit';
import type { FormContext } from '../settings/setting-form.ts';
import { contractsGroup, hipayGroup } from '../settings/setting-groups.ts';

type AccountContext = Pick<FormContext, 'draft' | 'visible' | 'problems' | 'texts' | 'change'>;

/** The fields of the HiPay account and of the contracts, all of them shown, outside the settings. */
export function accountForm(account: AccountContext) {
  const context: FormContext = {
    ...account,
    scripts: [],
    customLine: false,
    searching: false,
    shown: () => true,
    showCustomLine: () => {},
  };
  return html`${hipayGroup(context)} ${contractsGroup(context)}`;
}
