import type { Language } from '../../core/language.ts';
import type { Advice, MoneyTexts } from '../../core/till/till-texts.ts';
import { money } from './till-money.ts';

const failures = {
  'page-not-open': {
    what: 'The payment program cannot be reached.',
    todo: 'Open it and try again.',
  },
  'outcome-unknown': {
    what: 'The payment program was lost during the payment.',
    todo: 'Open the payment program, which knows, or look at the terminal’s last ticket.',
  },
  'till-not-allowed': {
    what: 'This page has not been allowed to use the payment program.',
    todo: 'Allow it on the payment program’s own page.',
  },
  'local-network-blocked': {
    what: 'The browser does not let this page reach the payment program on this computer.',
    todo: 'Allow “apps on this device” in the browser’s settings for this page.',
  },
  'window-blocked': {
    what: 'The browser did not open the payment program’s window.',
    todo: 'Press the button again, or allow pop-up windows for this page.',
  },
  'browser-unsupported': {
    what: 'This browser cannot reach a terminal by cable.',
    todo: 'Use Chrome or Edge on a computer.',
  },
};

/** What the client says by itself, in the till's language. Only `money` says something about money. */
export interface TillClientTexts<Own extends Language = Language> {
  readonly language: Own;
  readonly failures: Readonly<Record<keyof typeof failures, Advice>>;
  readonly money: MoneyTexts;
}

export const texts: TillClientTexts<'en'> = { language: 'en', failures, money };
