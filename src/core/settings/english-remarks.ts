import type { Remark, RemarkCode } from './remark.ts';
import type { Settings } from './settings.ts';
import { englishFaults } from './settings-checks.ts';

/** `{environment}` is the environment that does not seem to fit the account. */
export const englishDoubts = {
  'stage-account': 'a stage account in environment {environment}',
  'no-stage-account': 'no stage account in environment {environment}',
} as const satisfies Partial<Record<RemarkCode, string>>;

/**
 * Why a HiPay account does not seem to fit an environment; undefined if it may fit. In HiPay's examples, every stage
 * account contains `.stage-`.
 */
export function accountDoubtCode(
  login: string,
  environment: Settings['environment'],
): keyof typeof englishDoubts | undefined {
  const isStageAccount = login.includes('.stage-');
  if (login === '' || isStageAccount !== (environment === 'prod')) return undefined;
  return isStageAccount ? 'stage-account' : 'no-stage-account';
}

/** Same as `accountDoubtCode`, as an English text. */
export function accountDoubt(login: string, environment: Settings['environment']): string | undefined {
  const code = accountDoubtCode(login, environment);
  return code && englishDoubts[code].replace('{environment}', environment);
}

/** Texts for the sidecar's screen and log, and for the English page. */
export const englishRemarks: Readonly<Record<RemarkCode, string>> = {
  text: 'expected a text',
  whole: 'expected a whole number from {min} to {max}',
  'closed-port':
    'browsers open no page at port {port}: choose another one such as 8080, and change it in the address of the till too',
  'one-of': 'expected {words}',
  'yes-or-no': 'expected true or false',
  currency: 'expected a currency such as EUR',
  currencies: 'expected currencies such as EUR, CHF',
  'terminal-address': 'expected the address of the terminal such as 192.168.1.20',
  'twelve-digits': 'expected twelve digits',
  'register-number': 'expected two characters such as 01',
  'script-name': 'expected the name of a script',
  'order-prefix': 'expected at most 7 letters without accents, digits, - or _, such as T1-',
  'this-machine': 'expected an address of this machine: a test gateway',
  'log-path': 'expected the path of a file',
  'update-url': 'expected an address such as https://updates.example/ecr/',
  'update-key': 'expected the public key of minisign, which begins with RW',
  'socket-path': 'expected a whole path of at most 100 characters such as /run/user/1000/hipay-ecr/till',
  'payment-application': 'expected three characters such as 001 or 00B',
  'merchant-number': 'expected the merchant number of the contract',
  rank: 'expected three digits such as 001',
  'contract-parts': 'expected payment_application, merchant_id and rank inside',
  'contract-kinds': 'expected proxy, nfc or both inside',
  'contract-name': 'expected a name of at most 40 characters',
  'contract-list': 'expected a list of at most 32 contracts',
  'serial-number': 'expected at most 64 characters',
  'till-user': 'expected the user name that the till sends',
  'till-password': 'expected the password that the till sends',
  amount: 'expected an amount such as 100 or 99,50',
  invisible:
    'has an invisible character ({character}) at place {place}, as pasted texts have: delete it, or type the value by hand',
  'cut-at-comment':
    'the value ends at #, because YAML begins a comment there: put the value in quotes if # belongs to it',
  invalid: '{detail}',
  'unknown-key': 'Unrecognized key: {keys}',
  'unknown-keys': 'Unrecognized keys: {keys}',
  ...englishFaults,
  ...englishDoubts,
  'no-lines': 'the file must hold "key: value" lines such as local_port: 8080',
  newer: 'this file is of a newer version of this program: update this one first',
  unreadable: 'the file could not be read: it is neither a config.yml nor the settings of a till',
  'zero-bytes': 'the file is not saved as UTF-8: open it in a text editor, and save it as UTF-8',
  'unreadable-at': 'the file could not be read from line {line} on',
  'too-long': 'the file is too long to be a configuration',
  'read-as':
    'the file is not saved as UTF-8, read as {encoding}: check passwords with accents, or save it as UTF-8',
  ignored: 'unknown, ignored',
  'port-not-used': 'not used, the terminal ({port}) is chosen in the browser',
  'update-time': 'expected a time such as 03:00; updates wait for 03:00',
  'account-missing': 'missing, nothing can be sent to HiPay',
  'contract-missing': 'missing, a payment needs one',
  'not-taken-invalid': 'not taken: not a value that this setting can have',
  'not-taken-unknown': 'not taken: this version has no such setting',
  'not-taken-secret': 'not taken: passwords are never taken from a file',
  'not-taken-service': 'not taken: only the configuration file of the local service can say it',
};

export function inEnglish({ key, code, values }: Remark): string {
  const sentence = englishRemarks[code].replace(/\{(\w+)\}/g, (place, name: string) => values[name] ?? place);
  return key === '' ? sentence : `${key}: ${sentence}`;
}
