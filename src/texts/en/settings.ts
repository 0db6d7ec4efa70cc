import type { CallResult } from '../../core/connector-api/connector-api.ts';
import type { PluralForms } from './states.ts';

interface ForgetTexts {
  readonly title: string;
  readonly what: string;
  readonly running: string;
  readonly button: string;
  readonly forgetting: string;
  readonly ask: string;
  readonly consequence: string;
  readonly yes: string;
  readonly no: string;
  readonly ended: Readonly<Record<CallResult<'forgetTerminal'>['how'], string>>;
}

/** The words of the settings, loaded with them. */
const words = {
  provisioned:
    'These settings come from the local service: from its file config.yml, or from how it was started.',
  provisionedHow: 'Change them there, then restart the local service.',
  saved: 'Settings saved.',
  notSaved: 'Not saved: see the marked fields.',
  saveRefused: 'The settings were not saved.',
  groupTerminal: 'Connection',
  groupSerial: 'Serial line',
  groupHipay: 'HiPay account',
  groupContracts: 'Contracts',
  groupContractsHint: 'HiPay gave you one of each kind, or only one.',
  furtherContracts:
    'Further contracts, from the configuration file. A payment is sent to HiPay under one only if the terminal names it, or for a cheque.',
  groupPayments: 'Payments',
  groupAdvanced: 'Advanced',
  advancedWhat: 'Line, waiting times and rare settings: {count}',
  advancedHint: 'Change these only if support asks for it. The original values suit most shops.',
  initialValues: 'Original values',
  preset: 'Line setting',
  presetHint: 'As in the terminal’s menu. A USB terminal ignores it.',
  custom: 'Other…',
  linkSerial: 'Terminal on a cable',
  linkTcp: 'Network (TCP, through the local service)',
  address: 'Terminal’s address',
  addressNone: 'none yet',
  addressHow:
    'Read-only: only the configuration file of the local service (config.yml) can set it, under “connector:”, as terminal_host and terminal_port.',
  linkSimulated: 'Simulated terminal',
  environmentDev: 'Development',
  environmentStage: 'Test (stage)',
  environmentProd: 'Production',
  parityNone: 'none',
  parityEven: 'even',
  parityOdd: 'odd',
  flowNone: 'none',
  flowHardware: 'RTS/CTS',
  secretSet: 'Is set. Leave empty to keep it.',
  secretNotSet: 'Not set.',
  secretsElsewhere:
    'The local service keeps HiPay’s password and sends payments to HiPay itself; this browser has none.',
  errorRange: 'A whole number from {min} to {max}.',
  errorCurrency: 'Unknown currency: {code}.',
  errorCurrencies: 'At least one currency.',
  errorSimulatedProd: 'Nothing simulated can be used in production.',
  errorAddress:
    'No address is set. Put terminal_host and terminal_port under “connector:” into the configuration file of the local service (config.yml), with “link: tcp”, and restart “hipay-ecr”.',
  errorInvisible:
    'An invisible character ({character}) is at place {place}, as in pasted texts. Delete it, or type the value by hand.',
  errorNetworkLanguage: 'A terminal on the network speaks Caisse-AP V3. Concert V2 is for cables.',
  errorContractPair:
    'Concert V2 does not say which contract was used: it needs contact, contactless or both.',
  errorMissing: 'Missing. Fill this in.',
  realAccount: 'Now the real account',
  errorCheck: 'Not accepted.',
  about: 'Version {version} · {environment}',
  aboutBuild: 'Built files (SHA-256): page {page}, local service {sidecar}',
};

/** Storage, diagnostics and second copies. */
const maintenance = {
  storageTitle: 'Storage',
  storageWhat: 'Payments, and what is still to be sent to HiPay, are kept in this browser.',
  kept: 'Kept',
  mayBeCleared: 'May be cleared by the browser',
  notKnown: 'The browser does not say',
  storageInstall:
    'When the disk is nearly full, the browser may clear them. Install this app from the browser’s menu: the browser then keeps them.',
  storageNever:
    'Never clear the site data of this page: paid sales that are not sent to HiPay yet would be lost.',
  storageUse: '{used} used, {free} free.',
  diagnosticsTitle: 'Diagnostics',
  diagnosticsWhat:
    'What went to and from the terminal and what this program decided, each with its time. Card numbers are masked, passwords are never in it.',
  openDiagnostics: 'Look at everything that a payment needs, and make a file for support',
  saveDiagnostics: 'Save diagnostics',
  preparing: 'Preparing…',
  nothingSaved: 'The file could not be made.',
  recordsTitle: 'Copy of the payments',
  recordsWhat:
    'A file with every payment of this browser and what was sent to HiPay. It holds order numbers and customer data, but no full card number. Add it here again if data was lost, or in this shop’s new browser: what is newer stays as it is.',
  saveRecords: 'Save a copy',
  addRecords: 'Add from a copy…',
  recordsAdded: '{added} added, {known} were here already.',
  recordsNoCopy: 'This file is not a copy of payments. Nothing was added.',
  recordsCutOff:
    'The rest of the file is missing or damaged. Save the copy again where it came from, and add it once more.',
};

const appearance = {
  title: 'On this screen',
  appearance: 'Appearance',
  system: 'As the system',
  light: 'Light',
  dark: 'Dark',
  contrast: 'High contrast',
  appearanceHint: 'Kept in this browser. High contrast is light or dark as the system is.',
  sound: 'Sound when a payment ends',
  soundHint: 'Approved, not approved and unknown sound different.',
  cents: 'Type amounts in cents',
  centsHint: '1250 gives 12.50. Off: the decimal sign is typed.',
  large: 'Ask about large amounts',
  largeHint: 'In the currency of the payment.',
  largeOff: 'Never',
  largeFrom: 'From {amount}',
};

const forget: ForgetTexts = {
  title: 'Permission for the terminal',
  what: 'This browser lets this page use the terminal until the permission is taken back. Do that when the terminal leaves the shop or this computer gets another job.',
  running: 'A payment is running. The terminal can be forgotten when it is finished.',
  button: 'Forget this terminal…',
  forgetting: 'Forgetting…',
  ask: 'Forget this terminal?',
  consequence:
    'No card payment is possible until somebody chooses a terminal again. Payments and what is still to be sent to HiPay stay as they are. Nobody is charged.',
  yes: 'Forget it',
  no: 'Keep it',
  ended: {
    forgotten: 'Forgotten. Nobody was charged. To pay by card again, press “Connect terminal” under Pay.',
    'still-granted':
      'The browser goes on granting the terminal, because a policy of this computer says so. Nobody was charged. Ask your IT to change the policy.',
    away: 'Not forgotten: the terminal is not plugged in, and the browser names only what is. Nobody was charged. Plug it in and try again, or remove it in the browser’s site settings.',
    'nothing-granted': 'There was nothing to forget: no terminal is chosen. Nobody was charged.',
    unsupported:
      'Not forgotten: this browser is too old to take the permission back. Nobody was charged. Remove it in the browser’s site settings, or update the browser.',
    'payment-running':
      'Not forgotten: a payment is running, and it keeps its terminal. See under Pay whether the customer was charged. Try again when it is finished.',
  },
};

/** Looking for a setting, undoing, settings as a file. */
const tools = {
  search: 'Search the settings',
  searchShort: 'Search',
  nothingFound: 'No setting has these words.',
  found: 'Settings found: {count}',
  notUsed: 'Not asked for with what is chosen now: {names}.',
  showAll: 'Show all settings',
  discarded: 'As stored again. Nothing was saved.',
  undo: 'Undo the last save',
  undone: 'Undone: as before the last save.',
  undoneButSecret:
    'Undone: as before the last save, but for the password or passphrase. The old one is not known here: type it again if you need it.',
  unsaved: 'Not saved yet.',
  fileTitle: 'Settings as a file',
  fileWhat:
    'For a second till, or for the day when this browser is gone. Passwords are not in it: they are typed in again.',
  saveFile: 'Save as a file',
  openFile: 'Take from a file…',
  taken: 'Settings that differ and now stand in the form: {count}. Look at them, then save.',
  takenSame: 'The file says what is set already. Nothing was changed.',
  noSettings: 'This file holds no settings. Nothing was changed.',
  newer: 'This file is of a newer version of this program. Nothing was changed: update this one first.',
  notRead: 'The file could not be read. Nothing was changed.',
  notTaken: 'Not taken from the file:',
  whyInvalid: 'not a value that this setting can have',
  whyUnknown: 'this version has no such setting',
  whySecret: 'passwords are never taken from a file',
  whyService: 'only the configuration file of the local service can say it',
  whyUnused: 'not used with the terminal that the file chooses',
};

/** Unsaved changes, and the question before leaving them. */
const changes = {
  region: 'Changes',
  menu: 'Parts of the settings',
  count: { one: '{count} change', other: '{count} changes' } as PluralForms,
  save: 'Save',
  discard: 'Discard',
  changed: 'Changed',
  changedFrom: 'Changed, before: {before}',
  wrong: 'to correct',
  on: 'on',
  off: 'off',
  empty: 'empty',
  becomes: '{label}: {from} becomes {to}.',
  leaveSecret: '{label}: a new value.',
  leaveTitle: 'Save before you leave?',
  leaveUnsaved: 'Do not save',
  stay: 'Stay here',
};

/** The sections of the menu. */
const sections = {
  terminal: 'Terminal',
  account: 'HiPay account',
  paying: 'Taking payments',
  screen: 'This screen',
  tills: 'Tills',
  backup: 'Backup',
  help: 'Help and diagnostics',
};

export const texts = { words, maintenance, appearance, forget, tools, changes, sections };

export type SettingsTexts = typeof texts;
