import type { Texts } from '../texts.ts';

const merchant = {
  label: 'Numero esercente',
  hint: 'Da 1 a 32 lettere, cifre, trattini o trattini bassi.',
};
const application = { label: 'Applicazione di pagamento', hint: 'Tre cifre o lettere maiuscole.' };
const rank = { label: 'Rango', hint: 'Tre cifre, per esempio 001.' };

export const fields: Texts['fields'] = {
  environment: { label: 'Ambiente', hint: 'Solo in Produzione si incassa davvero.' },
  'terminal.link': {
    label: 'Terminale',
    hint: 'WebUSB solo dove manca Web Serial: Chrome su Android prima della versione 148.',
  },
  'terminal.language': {
    label: 'Linguaggio del terminale',
    hint: 'E+ per quasi tutti i terminali; E per i più vecchi.',
  },
  'terminal.registerNumber': {
    label: 'Numero di cassa',
    hint: 'Due cifre o lettere maiuscole, per esempio 01.',
  },
  'terminal.serialNumber': {
    label: 'Numero di serie del terminale',
    hint: 'Al massimo 64 caratteri. Dato alle casse che lo chiedono.',
  },
  'terminal.longAnswer': {
    label: 'Chiedere la risposta dettagliata',
    hint: 'Con il numero di carta mascherato, se il terminale lo dà.',
  },
  'terminal.script': { label: 'Che cosa fa il terminale simulato', hint: '' },
  'terminal.serial.baudRate': { label: 'Velocità (baud)', hint: 'Da 110 a 256000.' },
  'terminal.serial.dataBits': { label: 'Bit di dati', hint: '' },
  'terminal.serial.parity': { label: 'Parità', hint: '' },
  'terminal.serial.stopBits': { label: 'Bit di stop', hint: '' },
  'terminal.serial.flowControl': { label: 'Controllo di flusso', hint: '' },
  'terminal.timers.controlMs': { label: 'Attesa della risposta del terminale (ms)', hint: '' },
  'terminal.timers.pauseMs': { label: 'Pausa prima di richiamare (ms)', hint: '' },
  'terminal.timers.turnaroundMs': { label: 'Pausa prima della nostra risposta (ms)', hint: '' },
  'terminal.timers.customerMs': { label: 'Tempo per il cliente (ms)', hint: '' },
  'terminal.timers.enquiryAttempts': { label: 'Chiamate prima di rinunciare', hint: '' },
  'terminal.timers.frameResends': { label: 'Reinvii chiesti dal terminale', hint: '' },
  'hipay.login': { label: 'Nome utente HiPay', hint: 'Al massimo 255 caratteri.' },
  'hipay.password': { label: 'Password HiPay', hint: '' },
  'hipay.hashKey': {
    label: 'Passphrase segreta HiPay',
    hint: 'Solo se il Suo account HiPay ne ha una.',
  },
  'contracts.proxy': { label: 'A contatto (carta inserita)', hint: '' },
  'contracts.proxy.merchantId': merchant,
  'contracts.proxy.paymentApplication': application,
  'contracts.proxy.rank': rank,
  'contracts.nfc': { label: 'Contactless (carta avvicinata)', hint: '' },
  'contracts.nfc.merchantId': merchant,
  'contracts.nfc.paymentApplication': application,
  'contracts.nfc.rank': rank,
  authorizationThresholdMinor: {
    label: 'Autorizzare sempre oltre',
    hint: 'Un importo come 50,00. Vuoto: mai per l’importo.',
  },
  currencies: { label: 'Valute', hint: 'Codici come EUR, separati da virgole.' },
  notificationWaitMs: {
    label: 'La cassa attende HiPay (ms)',
    hint: 'Da 0 a 60000. La vendita in sé non è mai a rischio.',
  },
};
