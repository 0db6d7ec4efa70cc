import type { SettingFieldsTexts } from '../en/setting-fields.ts';

const merchant = {
  label: 'Numero esercente',
  hint: 'Da 1 a 32 lettere, cifre, trattini o trattini bassi.',
};
const application = { label: 'Applicazione di pagamento', hint: 'Tre cifre o lettere maiuscole.' };
const rank = { label: 'Rango', hint: 'Tre cifre, per esempio 001.' };

export const texts: SettingFieldsTexts = {
  environment: {
    label: 'Ambiente',
    hint: 'Dove HiPay riceve le vendite. Un terminale vero esegue addebiti sulle carte in ognuno.',
  },
  'terminal.link': {
    label: 'Terminale',
    hint: 'WebUSB solo dove manca Web Serial: Chrome su Android prima della versione 148.',
  },
  'terminal.language': {
    label: 'Linguaggio del terminale',
    hint: 'Come nel menu del terminale: Concert V2 E+ su quasi tutti i cavi, E sui terminali più vecchi; Caisse-AP V3 in rete.',
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
  'terminal.caisseAp.version': {
    label: 'Versione di Caisse-AP',
    hint: '0300 va bene per terminali di ogni marca. Per gli scontrini serve 0310 o 0320; via cavo alcuni accettano solo 0300.',
  },
  'terminal.caisseAp.protocolId': {
    label: 'Identificativo di protocollo',
    hint: 'Dodici cifre. Nessun terminale noto le controlla.',
  },
  'terminal.receiptLanguage': {
    label: 'Lingua degli scontrini',
    hint: 'Per gli scontrini fatti qui quando il terminale non ne dà.',
  },
  'terminal.privateDigits': {
    label: 'Dieci cifre in ogni richiesta',
    hint: 'Provano a quale pagamento appartiene una risposta, se il terminale le ripete. Da disattivare se il terminale rifiuta ogni richiesta.',
  },
  'terminal.receipts': {
    label: 'Chiedere gli scontrini al terminale',
    hint: 'Con Caisse-AP 0310 e 0320. Vengono mostrati e stampati qui.',
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
    hint: 'Un importo come 50,00, in ogni valuta. Vuoto: mai per l’importo.',
  },
  currencies: { label: 'Valute', hint: 'Codici come EUR, separati da virgole.' },
  notificationWaitMs: {
    label: 'La cassa attende HiPay (ms)',
    hint: 'Da 0 a 60000. La vendita in sé non è mai a rischio.',
  },
  orderPrefix: {
    label: 'I numeri d’ordine iniziano con',
    hint: 'Per quelli creati qui: al massimo 7 lettere, cifre, - o _, per esempio T1-.',
  },
};
