import type { Check, FindingName } from '../../core/diagnostics/finding.ts';
import type { Advice } from '../../core/till/till-texts.ts';

/** What a technician on the telephone reads out, and the shop too. */
const words = {
  title: 'Diagnostics',
  looking: 'Looking…',
  notLooked: 'The browser did not answer. Look again, or load the page again.',
  again: 'Look again',
  lookedAt: 'Looked at {time}.',
  good: 'In order',
  doctor:
    'The computer itself is looked at by the local service: type “hipay-ecr doctor” in a terminal window.',
  verdictGood: '{count} points checked at {time}.',
  inOrder: 'To do, in this order',
  inDetail: 'In detail',
  openTerminal: 'Find or choose the terminal',
  silentCable: 'Check the cable at both ends. Switch the terminal on, and leave its menus.',
  silentFind: 'Press “{open}”, then “{find}”. Nothing is charged.',
  silentCall: 'Still silent? Call your shop IT, or HiPay’s support.',
  toMend: 'To mend: {count}',
  verdicts: {
    good: 'All is well',
    look: 'Something to look at',
    broken: 'Something does not work',
    blocked: 'You cannot take payments now',
  },
  groups: {
    terminal: 'Terminal',
    hipay: 'HiPay',
    tills: 'Tills',
    computer: 'This computer',
  },
  seen: 'Last seen {age}.',
  back: 'Help and diagnostics',
  recorderTitle: 'What happened last',
  recorderWhat:
    'Every exchange with the terminal and what this program decided, the newest first. Card numbers are masked, passwords are never in it.',
  recorderEmpty: 'Nothing has been recorded yet.',
  recorderNone: 'No line has these words.',
  recorderFailed: 'The recording could not be read. Nothing was charged by looking.',
  recorderShown: 'Lines shown: {shown} of {count}',
  lines: 'Lines',
  filterKind: 'Show',
  filterWords: 'Search the lines',
  kindAll: 'Everything',
  kindWire: 'Terminal line only',
  about: 'Program',
  line: 'Line',
  sent: 'To the terminal',
  received: 'From the terminal',
  session: 'Exchange',
  payment: 'Payments',
  notification: 'Sent to HiPay',
  settings: 'Changed settings',
  copy: 'Copy the lines',
  saveLines: 'Save the lines',
  copied: 'Copied.',
  notCopied: 'The browser did not allow copying. Save the lines instead.',
  bundleTitle: 'A file for support',
  bundleWhat: 'One file for whoever helps you. Read it first: what you see is exactly what is saved.',
  bundleMake: 'Prepare the file',
  bundlePreparing: 'Preparing…',
  bundleFailed: 'The file could not be prepared. Payments are not affected.',
  bundleIn: 'What is in it:',
  bundleInChecks: 'the checks above, the browser and the versions',
  bundleInSettings: 'the settings, without passwords',
  bundleInLines: 'what happened last: {count} lines, with masked card numbers',
  bundleInPayments:
    'payments of the last 7 days: {count}, each with order number, amount, outcome and masked card',
  bundleOut:
    'What is not in it: card numbers, passwords, keys, data of your customers, who settled a doubtful payment and why.',
  bundleRead: 'Read the file',
  bundleSave: 'Save the file',
  bundleCopy: 'Copy it',
};

const checks: Readonly<Record<Check, string>> = {
  connector: 'This program',
  browser: 'Browser',
  secure: 'Secure page',
  parts: 'Parts of the browser',
  policy: 'Rules for this page',
  permission: 'Permission for the terminal',
  terminal: 'Card terminal',
  owner: 'Who has the terminal',
  service: 'Local service',
  account: 'HiPay account',
  network: 'Network',
  hipay: 'HiPay answers',
  clock: 'Clock',
  notifications: 'Waiting to be sent to HiPay',
  storage: 'Stored payments',
  offline: 'Works offline',
  environment: 'Kind of use',
  build: 'Program version',
  'wake-lock': 'Screen stays on',
  'time-zone': 'Time zone',
};

/** What it means, then what to do. */
const findings: Readonly<Record<FindingName, Advice>> = {
  'connector-alive': { what: 'Runs, version {version}.', todo: '' },
  'connector-gone': {
    what: 'Has stopped. What the screen shows is old.',
    todo: 'Load the page again. A payment that was running is kept and will be settled then.',
  },
  'browser-serial': { what: '{name} {version} reaches terminals on a cable.', todo: '' },
  'browser-usb-only': {
    what: '{name} {version} has no Web Serial, but WebUSB: USB terminals can be reached.',
    todo: '',
  },
  'browser-no-cable': {
    what: '{name} {version} cannot reach a terminal on a cable.',
    todo: 'Use Chrome or Edge on a computer, or Chrome 148 or newer on Android; or a terminal on the network.',
  },
  secure: { what: 'The page is secure, as the terminal’s line needs it.', todo: '' },
  'not-secure': {
    what: 'The page was not opened securely: the browser gives it no terminal.',
    todo: 'Open it as http://localhost:8080 on this computer, or by https.',
  },
  'parts-there': { what: 'All there.', todo: '' },
  'parts-missing': {
    what: 'Missing: {names}. Without them nothing can be paid.',
    todo: 'Update the browser, and do not use a private window.',
  },
  'policy-free': { what: 'Nothing forbids the terminal’s line.', todo: '' },
  'policy-forbids': {
    what: 'Forbidden for this page: {names}.',
    todo: 'Whoever embeds or serves the page has to allow it (Permissions-Policy); for a managed browser ask your IT.',
  },
  'permission-given': { what: 'Given: {ports} serial ports, {devices} USB devices.', todo: '' },
  'permission-missing': {
    what: 'No terminal has been chosen in this browser.',
    todo: 'Plug the terminal in and press “Connect terminal” under Pay.',
  },
  'permission-not-needed': { what: 'Not needed: the terminal is not on a cable.', todo: '' },
  'permission-unknown': { what: 'The browser does not say.', todo: 'Look at the terminal’s lamp under Pay.' },
  'terminal-lamp': { what: '{label}. {description}', todo: '' },
  'owner-here': { what: 'This tab.', todo: '' },
  'owner-elsewhere': {
    what: 'Another tab of this browser. This one pays through it.',
    todo: 'Nothing has to be done. Close the other tab if it seems stuck.',
  },
  'service-connected': { what: 'Connected: tills of this computer are served.', todo: '' },
  'service-none': { what: 'Not used: this page was not opened from one.', todo: '' },
  'service-away': {
    what: 'Does not answer: tills that use it cannot pay. Payments on this page go on.',
    todo: 'Start it again: type “hipay-ecr start” in a terminal window.',
  },
  'service-not-paired': {
    what: 'Does not know this browser, so tills cannot pay through it.',
    todo: 'Type “hipay-ecr open --pair” in a terminal window and use the new link.',
  },
  'account-set': { what: 'Is set: {login}.', todo: '' },
  'account-missing': {
    what: 'Login or password is missing: paid sales cannot be sent to HiPay.',
    todo: 'Enter both under Settings, HiPay account.',
  },
  'account-doubtful': {
    what: '{login} hardly belongs to the chosen environment.',
    todo: 'Compare login and environment with what HiPay gave you.',
  },
  'contract-missing': {
    what: 'No contract is set: a payment needs one.',
    todo: 'Enter the contract from HiPay under Settings, Contracts.',
  },
  'settings-unread': { what: 'The settings could not be read.', todo: 'Load the page again.' },
  'network-there': { what: 'Connected.', todo: '' },
  'network-gone': {
    what: 'No network. Card payments go on; sending goes on when it is back.',
    todo: 'Look at cable, Wi-Fi and router.',
  },
  'hipay-answers': { what: 'Took the last notification, {at}.', todo: '' },
  'hipay-errors': {
    what: 'Answers with an error (HTTP {status}), {at}. Customers are charged all the same; it is sent to HiPay later.',
    todo: 'Nothing to do here: sending goes on by itself. If it lasts, ask HiPay’s support.',
  },
  'hipay-silent': {
    what: 'Could not be reached, {at}. Customers are charged all the same; it is sent to HiPay later.',
    todo: 'Look at the network, a proxy and the firewall.',
  },
  'hipay-refuses-login': {
    what: 'Refuses the login. Customers are charged, but HiPay does not know it.',
    todo: 'Enter login and password again under Settings, then press “Send now” under Payments.',
  },
  'hipay-refuses': {
    what: 'Refused the last notification, {at}. The customer was charged.',
    todo: 'See under Payments what it said, and ask HiPay.',
  },
  'hipay-not-asked': { what: 'Nothing had to be sent lately.', todo: '' },
  'clock-right': { what: 'Agrees with HiPay’s, as far as is known.', todo: '' },
  'clock-fast': {
    what: 'This computer is fast by {time}.',
    todo: 'Set the clock, and let the system keep it.',
  },
  'clock-slow': {
    what: 'This computer is slow by {time}.',
    todo: 'Set the clock, and let the system keep it.',
  },
  'notifications-none': { what: 'Nothing: HiPay knows every paid sale.', todo: '' },
  'notifications-none-here': {
    what: 'Nothing in this browser. Sales of other browsers may still wait.',
    todo: '',
  },
  'notifications-pending': {
    what: 'Waiting: {count}, the oldest {oldest}. They go by themselves.',
    todo: '',
  },
  'notifications-overdue': {
    what: 'Waiting: {count}, the oldest {oldest}. That is too long; nothing is lost.',
    todo: 'Look at the network, then press “Send now” under Payments.',
  },
  'notifications-parked': {
    what: 'Need a person: {count}. Customers were charged; HiPay does not know it.',
    todo: 'See under Payments why and what mends it.',
  },
  'storage-failed': {
    what: 'Nothing can be recorded ({detail}), so no payment starts.',
    todo: 'Free some space on the disk, then load the page again. Never clear this page’s site data.',
  },
  'storage-kept': { what: 'The browser keeps the stored payments. {used} used, {free} free.', todo: '' },
  'storage-clearable': {
    what: 'The browser may clear the stored payments when the disk is nearly full.',
    todo: 'Install this app from the browser’s menu: then it keeps them.',
  },
  'storage-not-known': {
    what: 'The browser does not say whether it keeps the stored payments.',
    todo: 'Save a copy of the payments now and then, under Settings.',
  },
  'storage-nearly-full': {
    what: 'Only {free} are left. When nothing can be written, no payment starts.',
    todo: 'Free some space on the disk. Never clear this page’s site data.',
  },
  'offline-ready': { what: 'Starts without a network too.', todo: '' },
  'offline-update-waits': {
    what: 'Works; a new version waits for a quiet moment.',
    todo: 'Press “Update now” above when no customer is waiting.',
  },
  'offline-not-ready': {
    what: 'Not yet: the page needs the network or the local service to start.',
    todo: 'Leave the page open for a minute with a network, then look again.',
  },
  'offline-unsupported': {
    what: 'This browser cannot. The page needs the network or the local service to start.',
    todo: 'Use Chrome or Edge, not a private window.',
  },
  'environment-production': { what: 'Production: real money.', todo: '' },
  'environment-test': {
    what: 'A test environment ({environment}): HiPay counts no sale, but a real terminal charges cards.',
    todo: 'For real sales choose Production under Settings.',
  },
  'environment-simulated': {
    what: 'Something is simulated: no real money moves, or nothing is sent to HiPay.',
    todo: 'For real sales choose the real terminal and Production under Settings.',
  },
  'build-known': { what: '{version}. Page {page}, local service {service}.', todo: '' },
  'build-not-known': {
    what: '{version}. Without a local service there are no digests to compare.',
    todo: '',
  },
  'wake-lock-there': { what: 'During a payment.', todo: '' },
  'wake-lock-missing': {
    what: 'This browser cannot keep the screen on during a payment.',
    todo: 'Set the computer to turn the screen off later.',
  },
  'zone-known': { what: 'The computer’s: {zone}', todo: '' },
  'zone-not-known': {
    what: 'The browser does not say; times may be shown wrongly.',
    todo: 'Set the computer’s time zone.',
  },
};

export const texts = { words, checks, findings };

export type DiagnosticsTexts = typeof texts;
