/** Words on the screens. */
const words = {
  appName: 'HiPay ECR Connector',
  skip: 'Skip to content',
  notices: 'Notices',
  areas: 'Areas',
  pay: 'Pay',
  paymentsArea: 'Payments',
  settingsArea: 'Settings',
  language: 'Language',
  starting: 'Starting…',
  // banners
  simulatedTitle: 'SIMULATED – no money moves',
  simulatedGatewayTitle: 'SIMULATED HiPay – the terminal is real',
  simulatedTerminal: 'The terminal is simulated.',
  simulatedGateway: 'Cards can really be charged, but nothing is sent to HiPay.',
  simulatedBoth: 'The terminal and HiPay are simulated.',
  simulated: 'Simulated',
  notOwner: 'Open in another tab: pay there',
  sidecarAway:
    'The local service does not answer: tills on this computer cannot pay. {byHand} Start it again with “hipay-ecr start”.',
  sidecarIsOther:
    'The local service is of another version than this page: tills on this computer cannot pay. {byHand} This page updates itself; if it does not, press “Update now” or reload it.',
  byHandStill: 'You can still take payments by hand.',
  byHandNotEither: 'Nor can you take payments by hand: the terminal is reached through it.',
  updateAlarm:
    'Version {version} of this program did not get ready as it should, and it does not go back by itself. When no payment runs, reload this page (F5). If a payment does not work then, let your shop IT run “hipay-ecr rollback”, or install a higher version.',
  sidecarNotPaired:
    'This page is not paired with the local service, so tills cannot pay. Open the pairing link that the service shows when it starts.',
  clockFast:
    'This computer’s clock is {time} fast by HiPay’s. Payments go on and every amount is right, but times in lists and records are not. Set the clock, and let the system keep it.',
  clockSlow:
    'This computer’s clock is {time} slow by HiPay’s. Payments go on and every amount is right, but times in lists and records are not. Set the clock, and let the system keep it.',
  storageTitle: 'Nothing can be recorded, so no payment can start.',
  storageTodo:
    'Free some disk space, or leave private browsing. Payments go on by themselves once there is room; if this stays, reload this page.',
  offline: 'No network. Sending goes on by itself',
  pairingRefused: 'The pairing link is used up or too old. Restart the local service and open the new link.',
  pairingUnreachable:
    'The local service could not be reached for pairing. Check that it runs, then open its link again.',
  connectorGone: 'This page has stopped working. Check the last payment on the terminal, then reload it.',
  newerTab:
    'This tab must be reloaded once its payment has ended: a newer version of this program runs in another tab and takes over. The result is in the list of payments.',
  newerData:
    'This version of the program is too old for this browser: a newer version has changed how payments are kept here. No payment can be taken. Start the newer version, then reload this page.',
  startFailed:
    'The program could not start. Leave private browsing, free some disk space, then reload this page. If that does not help, close all windows of this program and open it again. No payment has been touched.',
  reload: 'Reload the page',
  partMissing: 'This part of the page could not be loaded',
  partMissingTodo: 'Payments go on as before. Check the network or the local service, then try again.',
  partMissingReload:
    'Payments go on as before. Perhaps this program was updated in the meantime: load the page again once no payment is running.',
  updateReady: 'A new version is ready.',
  updateNow: 'Update now',
  diagnostics: 'Diagnostics',
  paymentRunning: 'Payment of {amount} running',
  showIt: 'Show',
  // terminal
  terminal: 'Terminal',
  seen: 'Seen {age}',
  neverSeen: 'Not seen yet',
  whatToDo: 'What to do',
  connect: 'Connect terminal',
  connectOther: 'Choose another terminal',
  check: 'Check terminal',
  peculiarities: 'Known peculiarities of terminals',
  find: 'Find my terminal',
  finding: 'Looking…',
  findingNow:
    'Looking for the terminal: trying line settings. This can take up to 40 seconds. Nothing is charged.',
  checking: 'Checking…',
  useSimulated: 'Use the simulated terminal',
  useReal: 'Use a real terminal',
  tryAgain: 'Try again',
  close: 'Close',
  done: 'Done',
  toDo: 'To do',
  // taking a payment
  takePayment: 'Take a payment',
  amount: 'Amount',
  amountHint: 'For example 10.23 or 10,23',
  currency: 'Currency',
  pad: 'Number pad',
  padBack: 'Delete the last digit',
  padPoint: 'Decimal point',
  scanned: 'A barcode was scanned. A barcode is no amount: nothing was entered, and no payment was started.',
  scannedOrder:
    'A barcode was scanned into the order number. No payment was started: press the button when all is right.',
  order: 'Order number',
  orderHint: 'Made by itself',
  orderProblem: 'At most 32 characters, no control characters.',
  force: 'Ask the bank first',
  forceHint: 'Whatever the amount: the terminal goes online.',
  take: 'Take the payment',
  takeAmount: 'Take {amount}',
  blockedTerminal: 'Connect a terminal first.',
  running: 'Payment in progress',
  orderIs: 'Order {order}',
  ofSale: 'Refund of the sale {order}',
  elapsed: 'Elapsed',
  stepDone: 'done',
  stepNow: 'now',
  stepAhead: 'to come',
  unconfirmed: 'Look at the terminal',
  cancelTitle: 'Cancel: red key',
  cancelHow:
    'On the terminal. The payment cannot be stopped from here, and it is not cancelled until the terminal says so.',
  chargedTitle: 'Was the customer charged?',
  amountHintCents: 'Type the digits: 1250 gives {amount}.',
  more: 'More',
  less: 'Less',
  recent: 'Recent',
  lastSale: 'Last payment',
  allPayments: 'All payments',
  enterKey: 'Enter',
  escapeKey: 'Esc',
  menu: 'Menu: language, customer display, diagnostics',
  askedByTill: 'Asked for by the till at {time}',
  askedByOrigin: 'Asked for by {origin} at {time}',
  cutAmount: 'The digits typed just now did not count. Type the amount again, from its first digit.',
  kept: 'Your entry of {amount} is kept for afterwards.',
  nobodyActs: 'Nothing to do',
  customerActs: 'The customer’s turn',
  youAct: 'You: what does the terminal show?',
  unconfirmedCard: 'Does it ask for the card?',
  unconfirmedCardDo: 'Go on as usual.',
  unconfirmedNothing: 'Does it show nothing?',
  unconfirmedNothingDo: 'Wait here: the result comes by itself. Do not take the payment a second time.',
  technicalSteps: 'Technical steps',
  stepRecorded: 'Payment recorded',
  stepCalled: 'Terminal called',
  stepReceived: 'Amount received by the terminal',
  stepAnswered: 'Terminal’s answer recorded',
  stepSent: 'Sent to HiPay',
  nextHint: 'Or type the next amount at once. This payment stays in the list.',
  detail: 'Technical detail',
  receipt: 'Receipt',
  newPayment: 'New payment',
  refundSale: 'Refund',
  closeUnknown: 'I have looked at the ticket',
  replayed:
    'This order had already been handled. Nothing was sent to the terminal; this is the stored result.',
  hipayNotified: 'Sent to HiPay.',
  hipayPending: 'Waiting to be sent to HiPay. This program keeps trying by itself.',
  hipayAttention: 'Sending to HiPay is stuck, and somebody has to help: see Payments.',
  // payments and notifications
  inProgress: 'In progress',
  attention: 'Sending is stuck',
  callFailed: 'No answer. Reload this page and try again.',
  // settings
  saving: 'Saving…',
  loading: 'Loading…',
};

/** The terminal over WebUSB; by operating system, what to do where somebody else has it. */
const usb = {
  link: 'Terminal on USB without a driver (WebUSB)',
  inUseLabel: 'Terminal held by the system or by another program',
  useSerial: 'Use Web Serial instead',
  windows:
    'Windows gives the terminal to this page only with the driver WinUSB. Use Web Serial instead; or ask your IT to install WinUSB for the terminal, with Zadig for instance. If WinUSB is there, close the other program that uses the terminal.',
  macos:
    'macOS keeps the terminal for its own driver and cannot be made to hand it over. Use Web Serial instead.',
  linux:
    'Linux’s driver cdc_acm or another program has the terminal, or this user may not touch it. Use Web Serial instead; or ask your IT for a udev rule that gives the terminal to this user, and to switch on chrome://flags/#automatic-usb-detach.',
  android:
    'Another app or Android itself has the terminal. Close other apps, update Chrome, then unplug the cable and plug it in again.',
  other:
    'The operating system or another program has the terminal. Close the other program, or use Web Serial instead.',
};

/** What else the screens say of an unknown payment; its dialogue and its alarms have texts of their own. */
const resolver = {
  open: 'Check the ticket',
  check: 'Check',
  notCertain: 'Not certain',
  later: 'Not now',
  paidLabel: 'Paid',
  notPaidLabel: 'Not paid',
  resolvedPaid: '{by} looked at the ticket: paid.',
  resolvedNotPaid: '{by} looked at the ticket: not paid.',
  payAgain: 'The order can be paid again, unless another payment of it is paid or to check.',
  ready: 'The terminal answers.',
  started: 'Started at {time}, {age}',
  lookFor: 'Look for {amount}, at about {time}.',
  toCheckHint: 'The money may have moved. Look at the ticket of each, the newest first.',
  terminalSays: 'The terminal says',
  youAsked: 'You asked for',
  differs: 'The terminal says {told}, you asked for {asked}.',
  differsRegister: 'The terminal answered for till {told}, you asked for till {asked}.',
  differsOperation: 'The terminal says “{told}”, you asked for “{asked}”.',
  otherAmount: 'Another amount',
  chargedTwice: 'Charged twice',
  chargedTwiceRow: 'Charged twice: refund one on the terminal',
  chargedTwiceTodo: 'Order {order}: {payments}. Compare the tickets and refund one payment on the terminal.',
  contradicts: 'What was said about this payment differs: {said}. Look at the ticket and decide again.',
  terminal: 'the terminal',
};

export const texts = { words, usb, resolver };

export type CommonTexts = typeof texts;
