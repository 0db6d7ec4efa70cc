import type { SettingField } from '../../core/settings/setting-defs.ts';

const merchant = {
  label: 'Merchant number',
  hint: '1 to 32 letters, digits, hyphens or underscores.',
};
const application = { label: 'Payment application', hint: 'Three digits or capital letters.' };
const rank = { label: 'Rank', hint: 'Three digits, for example 001.' };

export type SettingFieldsTexts = Readonly<
  Record<SettingField, { readonly label: string; readonly hint: string }>
>;

export const texts: SettingFieldsTexts = {
  environment: {
    label: 'Environment',
    hint: 'Where payments are sent. A real terminal charges cards in each of them.',
  },
  'terminal.link': {
    label: 'Terminal',
    hint: 'WebUSB only where Web Serial is missing: Chrome on Android before version 148.',
  },
  'terminal.language': {
    label: 'Terminal language',
    hint: 'As set in the terminal’s menu: Concert V2 E+ on most cables, E on older terminals; Caisse-AP V3 on the network.',
  },
  'terminal.registerNumber': {
    label: 'Register number',
    hint: 'Two digits or capital letters, for example 01.',
  },
  'terminal.serialNumber': {
    label: 'Terminal’s serial number',
    hint: 'At most 64 characters. Shown to tills that ask for it.',
  },
  'terminal.longAnswer': {
    label: 'Ask for the detailed answer',
    hint: 'With the card’s masked number, if the terminal gives it.',
  },
  'terminal.caisseAp.version': {
    label: 'Caisse-AP version',
    hint: '0300 suits terminals of every maker. Tickets need 0310 or 0320; on a cable some take only 0300.',
  },
  'terminal.caisseAp.protocolId': {
    label: 'Protocol identifier',
    hint: 'Twelve digits. No terminal is known to check them.',
  },
  'terminal.receiptLanguage': {
    label: 'Receipt language',
    hint: 'For receipts made here where the terminal gives none.',
  },
  'terminal.privateDigits': {
    label: 'Ten digits in each request',
    hint: 'They prove which payment an answer belongs to, where the terminal repeats them. Switch off if the terminal refuses every request.',
  },
  'terminal.receipts': {
    label: 'Ask the terminal for its tickets',
    hint: 'With Caisse-AP 0310 and 0320. They are shown and printed here.',
  },
  'terminal.script': { label: 'What the simulated terminal does', hint: '' },
  'terminal.serial.baudRate': { label: 'Speed (baud)', hint: '110 to 256000.' },
  'terminal.serial.dataBits': { label: 'Data bits', hint: '' },
  'terminal.serial.parity': { label: 'Parity', hint: '' },
  'terminal.serial.stopBits': { label: 'Stop bits', hint: '' },
  'terminal.serial.flowControl': { label: 'Flow control', hint: '' },
  'terminal.timers.controlMs': { label: 'Wait for the terminal’s reply (ms)', hint: '' },
  'terminal.timers.pauseMs': { label: 'Pause before calling again (ms)', hint: '' },
  'terminal.timers.turnaroundMs': { label: 'Pause before our reply (ms)', hint: '' },
  'terminal.timers.customerMs': { label: 'Time for the customer (ms)', hint: '' },
  'terminal.timers.enquiryAttempts': { label: 'Calls before giving up', hint: '' },
  'terminal.timers.frameResends': { label: 'Resends when the terminal asks', hint: '' },
  'hipay.login': { label: 'HiPay login', hint: 'At most 255 characters.' },
  'hipay.password': { label: 'HiPay password', hint: '' },
  'hipay.hashKey': {
    label: 'HiPay secret passphrase',
    hint: 'Only if your HiPay account has one.',
  },
  'contracts.proxy': { label: 'Contact (card inserted)', hint: '' },
  'contracts.proxy.merchantId': merchant,
  'contracts.proxy.paymentApplication': application,
  'contracts.proxy.rank': rank,
  'contracts.nfc': { label: 'Contactless (card tapped)', hint: '' },
  'contracts.nfc.merchantId': merchant,
  'contracts.nfc.paymentApplication': application,
  'contracts.nfc.rank': rank,
  authorizationThresholdMinor: {
    label: 'Always authorise above',
    hint: 'An amount such as 50.00, in any currency. Empty: never because of the amount.',
  },
  currencies: { label: 'Currencies', hint: 'Codes such as EUR, with commas between.' },
  notificationWaitMs: {
    label: 'The till waits for HiPay (ms)',
    hint: '0 to 60000. The sale itself is never at risk.',
  },
  orderPrefix: {
    label: 'Order numbers begin with',
    hint: 'For those made here: up to 7 letters, digits, - or _, such as T1-.',
  },
};
