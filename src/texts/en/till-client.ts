import type { Language } from '../../core/language.ts';

const failures = {
  'page-not-open': 'The connector cannot be reached. The customer was not charged. Open it and try again.',
  'outcome-unknown':
    'The connector was lost during the payment. It is not known whether the customer was charged. Do not charge again: open the connector, which knows, or look at the terminal’s last ticket.',
  'till-not-allowed':
    'This page has not been allowed to use the connector. The customer was not charged. Allow it on the connector’s own page.',
  'local-network-blocked':
    'The browser does not let this page reach the connector on this computer. The customer was not charged. Allow “apps on this device” in the browser’s settings for this page.',
  'window-blocked':
    'The browser did not open the connector’s window. The customer was not charged. Press the button again, or allow pop-up windows for this page.',
  'browser-unsupported':
    'This browser cannot reach a terminal by cable. The customer was not charged. Use Chrome or Edge on a computer.',
};

/** What the client says by itself, in the till's language. */
export interface TillClientTexts<Own extends Language = Language> {
  readonly language: Own;
  readonly failures: Readonly<Record<keyof typeof failures, string>>;
}

export const texts: TillClientTexts<'en'> = { language: 'en', failures };
