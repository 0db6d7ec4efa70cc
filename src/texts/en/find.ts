/** Texts of the search for the terminal, and of the sheet with its settings. */
const search = {
  foundTitle: 'Terminal found',
  language: 'Language',
  line: 'Line settings',
  concertName: 'Concert V2',
  concertHint: 'E or E+ cannot be seen from outside: if the terminal refuses payments, try the other.',
  unclear: 'Not clear: it answers, but does not say what it speaks',
  unclearHint:
    'It may be in a menu or busy. Bring it to its start screen and look again. If that stays so, Concert V2 is the more likely.',
  saved: 'This has been saved. Nothing was charged.',
  savedInFile:
    'It stands in the configuration file of the local service now, and counts from here on. Nothing was charged.',
  same: 'The settings say this already. Nothing was changed, nothing was charged.',
  notSaved: 'It could not be saved. Nothing was charged. Enter it in Settings, or look again.',
  provisioned:
    'The configuration file of the local service rules and could not be written to: nothing was changed, nothing was charged. Put these lines into config.yml, then restart “hipay-ecr”:',
  copy: 'Copy the lines',
  copied: 'Copied.',
  notCopied: 'The browser did not let them be copied. Mark them and copy by hand.',
  notFoundTitle: 'No terminal found',
  notFoundOnCable: 'No line settings got an answer. Nothing was changed, nothing was charged. Check:',
  notFoundOnNetwork:
    'The terminal did not answer at its address. Nothing was changed, nothing was charged. Check:',
  refusedTitle: 'The terminal was not looked for',
  cable: 'Cable: plugged in at both ends, terminal switched on. Try another USB socket, without a hub.',
  otherPrograms:
    'Other programs: close the old payment program, and any other program that uses the terminal.',
  power: 'Power: the terminal is switched on and shows its start screen.',
  cashConnection:
    'Ingenico: F, 0 Telium Manager, 5 Initialisation, 1 Parameters, Cash Connection: switched on, for USB or for the port of the cable.',
  address: 'Address: terminal_host and terminal_port are the terminal’s (8888, or 20002 with Nepting).',
  asleep: 'Sleep: switch the terminal’s ECO mode off; asleep it refuses connections.',
  network: 'Network: this computer and the terminal are in the same network.',
  lookAgain: 'Look again',
  close: 'Close',
  port: 'Port {place} of {devices}: {device}',
  onePort: 'Trying the port: {device}',
  anyPort: 'the chosen terminal',
  attempt: 'Try {attempt} of {attempts}: {line}',
  progress: 'How far the looking is',
  stop: 'Stop looking',
  stopping: 'Stopping…',
  stoppedTitle: 'Stopped',
  stoppedWhat: 'You stopped the looking. Nothing was changed, nothing was charged.',
  device: 'Port',
  devices: 'What came of each port:',
  silent: 'no answer',
  garbled: 'something answers, but nothing makes sense of it: a wrong cable, or not a payment terminal',
  inUse: 'another program or tab has it: close that one and look again',
  away: 'unplugged',
  failed: 'could not be opened',
  printSheet: 'Print the set-up card',
  sheetTitle: 'SET-UP CARD OF THE TERMINAL',
  sheetHow: 'Enter this in the menu of the terminal, if it ever has to be set up again.',
  sheetCash: 'Cash connection (liaison caisse): on',
  sheetIngenico: 'Ingenico: F > 0 Telium Manager > 5 Initialisation > 1 Parameters > Cash Connection',
  sheetNepting: 'Nepting: functional parameters > cash register protocol > Concert',
  sheetOther: 'Other makes: ask your bank or HiPay for the "liaison caisse" menu.',
  sheetSpeed: 'Speed: {baud} baud',
  sheetBits: 'Data bits {bits}, parity {parity}, stop bits {stop}',
  sheetLanguage: 'Protocol: {language}',
  none: 'none',
  even: 'even',
  odd: 'odd',
};

/** Texts for the case that several devices were probed. */
const among = {
  noneAnswers:
    'None of the {count} connected devices answers as a terminal. {port} is kept open; as soon as the terminal answers on any of them, it is used. Nobody is charged.',
  severalAnswer:
    '{count} terminals answer; payments go to one of them only: {port}. If that is the wrong one, unplug it for a moment: the other one takes its place. For good: Settings, “Forget this terminal…”, then choose only the right one.',
  inUse:
    'Passed over, because another program or tab has it: {ports}. If that is your terminal, close the other program.',
};

const script = {
  scenario: 'What the simulated terminal does',
};

export const texts = { search, among, script };

export type FindTexts = typeof texts;
