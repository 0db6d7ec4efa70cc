import type { FailureTexts, PhaseTexts, TillTexts } from '../../core/till/till-texts.ts';
import { money } from './till-money.ts';

const ticket =
  'Guardi l’ultimo scontrino del terminale, poi prema «Verifica lo scontrino» e dica che cosa mostra.';

const failures: FailureTexts = {
  'unknown-error': {
    what: 'Si è verificato un errore nel programma di incasso.',
    todo: 'Provi ancora una volta. Se si ripete, invii il dettaglio tecnico all’assistenza.',
  },
  'payment-timeout': {
    what: 'Il pagamento è durato più del consentito.',
    todo: 'Controlli che il terminale sia tornato alla schermata iniziale, poi ricominci.',
  },
  unauthorized: {
    what: 'La cassa ha usato un nome utente o una password errati.',
    todo: 'Corregga nella cassa le credenziali del programma di incasso.',
  },
  'too-many-guesses': {
    what: 'Al programma di incasso sono state inviate troppe password errate.',
    todo: 'Corregga nella cassa le credenziali del programma di incasso, poi attenda un minuto.',
  },
  'hipay-credentials': {
    what: 'HiPay ha rifiutato il nome utente o la password.',
    todo: 'Li corregga in Impostazioni, poi prema «Invia ora». Nulla va perso.',
  },
  'hipay-unreachable': {
    what: 'HiPay non è raggiungibile.',
    todo: 'Controlli la rete. Il programma di incasso continua a provare da solo.',
  },
  'hipay-refused': {
    what: 'HiPay ha rifiutato la notifica.',
    todo: 'Invii il dettaglio tecnico all’assistenza HiPay. Il pagamento resta registrato qui.',
  },
  'page-not-open': {
    what: 'La pagina del programma di incasso non era aperta, o si stava ricaricando.',
    todo: 'Lasci aperta questa pagina sulla cassa, attenda qualche secondo, poi riprovi.',
  },
  'terminal-not-chosen': {
    what: 'Nessun terminale è stato scelto.',
    todo: 'Prema «Collega il terminale», poi ricominci.',
  },
  'terminal-away': {
    what: 'Il terminale non è collegato.',
    todo: 'Colleghi il cavo (se è collegato, lo scolleghi e lo ricolleghi), attenda la spia verde, poi ricominci.',
  },
  'port-in-use': {
    what: 'Un altro programma sta usando il terminale.',
    todo: 'Chiuda quel programma, oppure scolleghi il terminale e lo ricolleghi. Poi ricominci.',
  },
  'terminal-silent': {
    what: 'Il terminale non risponde.',
    todo: 'Lo accenda, esca dai menu, controlli che il collegamento cassa («Caisse») sia attivo, poi riprovi.',
  },
  'terminal-not-ready': {
    what: 'Il terminale è occupato.',
    todo: 'Completi o annulli ciò che mostra, poi ricominci.',
  },
  'terminal-garbled': {
    what: 'I dati del terminale arrivano illeggibili.',
    todo: 'Le impostazioni della linea non vanno bene: prema «Trova il mio terminale», poi ricominci.',
  },
  'status-unreadable': { what: 'Lo stato del terminale non è leggibile.', todo: ticket },
  declined: {
    what: 'La banca o il terminale ha rifiutato il pagamento.',
    todo: 'Provi un’altra carta o un altro metodo di pagamento.',
  },
  cancelled: {
    what: 'Il pagamento è stato annullato sul terminale.',
    todo: 'Ricominci se serve ancora.',
  },
  'answer-unreadable': { what: 'La risposta del terminale non è leggibile.', todo: ticket },
  'request-refused-by-terminal': {
    what: 'Il terminale non ha accettato la richiesta.',
    todo: 'Controlli il linguaggio del terminale e la linea seriale in Impostazioni.',
  },
  'contract-missing': {
    what: 'Il contratto di questo pagamento non è configurato.',
    todo: 'Inserisca in Impostazioni il contratto ricevuto da HiPay, o chieda a chi ha installato questa cassa.',
  },
  'payment-running': {
    what: 'Un altro pagamento è in corso su questo terminale.',
    todo: 'Attenda che finisca, poi riprovi.',
  },
  'outcome-unknown': {
    what: 'La risposta del terminale è andata persa.',
    todo: 'Guardi l’ultimo scontrino del terminale, poi prema «Verifica lo scontrino» e dica che cosa mostra.',
  },
  'order-id-reused': {
    what: 'Questo numero d’ordine appartiene a un pagamento precedente.',
    todo: 'Se è quella vendita, non c’è altro da fare. Se è una nuova, usi un nuovo numero d’ordine.',
  },
  'request-invalid': {
    what: 'La richiesta non è valida.',
    todo: 'Corregga il campo indicato nel dettaglio tecnico.',
  },
  'other-payment': {
    what: 'Il terminale ha risposto per un altro pagamento: importo, valuta o cassa diversi.',
    todo: 'Confronti questo importo con l’ultimo scontrino del terminale, poi prema «Verifica lo scontrino» e dica che cosa mostra. Annulli sul terminale ciò che non dovrebbe esserci.',
  },
  'cannot-record': {
    what: 'Non è stato possibile registrare il pagamento.',
    todo: 'Liberi spazio su disco, poi riprovi. Se non basta, ricarichi la pagina del programma di incasso.',
  },
  'not-owner': {
    what: 'Un’altra scheda del programma di incasso sta usando il terminale.',
    todo: 'Usi quella scheda, oppure la chiuda e riprovi.',
  },
  'till-not-allowed': {
    what: 'La pagina web di questa cassa non è stata autorizzata a usare il programma di incasso.',
    todo: 'Apra il programma di incasso, autorizzi questa pagina in Impostazioni, poi riprovi.',
  },
  'version-mismatch': {
    what: 'La pagina web di questa cassa e il programma di incasso hanno versioni diverse.',
    todo: 'Aggiorni il più vecchio dei due, poi riprovi.',
  },
  'local-network-blocked': {
    what: 'Il browser non lascia che questa pagina raggiunga il programma di incasso su questo computer.',
    todo: 'Consenta «app su questo dispositivo» per questa pagina nelle impostazioni del browser, poi riprovi.',
  },
  'window-blocked': {
    what: 'Il browser non ha aperto la finestra del programma di incasso.',
    todo: 'Prema il pulsante, oppure consenta le finestre popup per questa pagina.',
  },
  'browser-unsupported': {
    what: 'Questo browser non può raggiungere un terminale via cavo.',
    todo: 'Usi Chrome o Edge su un computer.',
  },
  'till-left': {
    what: 'La cassa non attendeva più questo pagamento: non è iniziato.',
    todo: 'Ricominci se serve ancora.',
  },
  'same-amount-in-doubt': {
    what: 'Un altro pagamento dello stesso importo è incerto: questo non è iniziato.',
    todo: 'Prema «Verifica lo scontrino», verifichi quel pagamento, poi incassi questo.',
  },
  'refund-in-doubt': {
    what: 'Lo stato di questa vendita è incerto: questo rimborso non è iniziato.',
    todo: 'Verifichi prima la vendita e gli altri suoi rimborsi, poi ripeta questo.',
  },
  'connector-stopping': {
    what: 'Il programma di incasso si sta fermando: questo pagamento non è iniziato.',
    todo: 'Riavvii il programma di incasso, poi ripeta il pagamento con lo stesso numero d’ordine.',
  },
};

const phases: PhaseTexts = {
  recording: { label: 'Registrazione', now: 'Il pagamento viene registrato prima di ogni invio.' },
  'calling-terminal': { label: 'Chiamata al terminale', now: 'In attesa che il terminale risponda.' },
  sending: { label: 'Invio dell’importo', now: 'Il terminale sta ricevendo l’importo.' },
  customer: {
    label: 'Presentare la carta',
    now: 'Il cliente presenta la carta. Può richiedere qualche minuto.',
  },
  answer: { label: 'Risposta del terminale', now: 'Il terminale ha risposto; la risposta viene registrata.' },
  notifying: { label: 'Quasi finito', now: 'La vendita è registrata; l’invio a HiPay è in corso.' },
  finished: { label: 'Concluso', now: 'Il pagamento è concluso.' },
};

export const texts: TillTexts = {
  failures,
  phases,
  money,
  redKey:
    'La cassa non può più annullare un pagamento che il terminale ha ricevuto. Prema il tasto rosso del terminale; ciò che dirà è il risultato.',
  nothing: 'Nessun pagamento è in corso.',
  tooLate: 'Il terminale ha già risposto: questo pagamento viene registrato.',
};
