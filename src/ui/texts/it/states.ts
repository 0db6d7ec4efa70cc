import type { Texts } from '../texts.ts';

export const plurals: Texts['plurals'] = {
  payments: { one: '{count} pagamento', other: '{count} pagamenti' },
  waiting: { one: '{count} notifica in attesa', other: '{count} notifiche in attesa' },
  more: { one: 'e {count} altra', other: 'e altre {count}' },
  attempts: { one: '{count} tentativo', other: '{count} tentativi' },
  unresolved: {
    one: '{count} pagamento va controllato sul terminale prima che il suo ordine possa essere pagato di nuovo.',
    other:
      '{count} pagamenti vanno controllati sul terminale prima che i loro ordini possano essere pagati di nuovo.',
  },
};

export const charged: Texts['charged'] = {
  no: 'No, al cliente non è stato addebitato nulla.',
  yes: 'Sì, il cliente ha pagato.',
  unknown: 'Non è certo. Non incassi di nuovo prima di aver guardato il terminale.',
};

export const outcomes: Texts['outcomes'] = {
  APPROVED: {
    label: 'Approvato',
    what: 'Il pagamento è stato accettato.',
    todo: 'Consegni la ricevuta e la merce.',
  },
  PARTIALLY_APPROVED: {
    label: 'Approvato in parte',
    what: 'La banca ha concesso solo una parte: l’importo mostrato è quello che il cliente ha pagato.',
    todo: 'Non incassi di nuovo quella parte. Chieda il resto con un nuovo pagamento, con un’altra carta o in contanti.',
  },
  DECLINED: {
    label: 'Rifiutato',
    what: 'Il pagamento è stato rifiutato.',
    todo: 'Proponga un’altra carta o un altro mezzo di pagamento.',
  },
  CANCELLED: {
    label: 'Annullato',
    what: 'Il pagamento è stato annullato sul terminale.',
    todo: 'Ricominci se il cliente vuole ancora pagare.',
  },
  NOT_SENT: {
    label: 'Non inviato',
    what: 'Il terminale non ha mai ricevuto l’importo.',
    todo: 'Controlli il terminale, poi incassi di nuovo.',
  },
  UNKNOWN: {
    label: 'Esito sconosciuto',
    what: 'La risposta del terminale è andata persa. Il cliente potrebbe aver pagato oppure no.',
    todo: 'Guardi l’ultima ricevuta del terminale, poi prema «Controlla la ricevuta» e dica che cosa mostra.',
  },
  OTHER_PAYMENT: {
    label: 'Altro pagamento',
    what: 'Il terminale ha risposto per un altro pagamento: importo, valuta o cassa diversi.',
    todo: 'Confronti questo importo con l’ultima ricevuta del terminale, poi prema «Controlla la ricevuta» e dica che cosa mostra. Annulli sul terminale ciò che non dovrebbe esserci.',
  },
};

export const lamps: Texts['lamps'] = {
  'not-chosen': {
    label: 'Nessun terminale',
    todo: 'Colleghi il terminale e prema «Collega il terminale».',
  },
  away: {
    label: 'Terminale scollegato',
    todo: 'Ricolleghi il cavo; il collegamento torna da solo. Se non torna, prema «Scegli un altro terminale».',
  },
  opening: { label: 'Apertura della linea…', todo: 'Un momento, nulla da fare.' },
  unchecked: {
    label: 'Collegato, non controllato',
    todo: 'Prema «Controlla il terminale» per vedere se risponde.',
  },
  ready: { label: 'Pronto', todo: 'Il terminale risponde. Si può incassare.' },
  silent: {
    label: 'Il terminale non risponde',
    todo: 'È acceso, fuori dai menu e con il collegamento cassa («Caisse») attivo? Poi controlli di nuovo. Se resta così, «Trova il mio terminale» prova le impostazioni della linea.',
  },
  garbled: {
    label: 'Linea mal impostata',
    todo: 'Il terminale c’è, ma ciò che dice arriva alterato. Non si invia nulla, quindi nessuno viene addebitato. Prema «Trova il mio terminale»: prova le impostazioni della linea e tiene quelle giuste.',
  },
  'not-ready': {
    label: 'Terminale occupato',
    todo: 'Completi o annulli ciò che il terminale mostra, poi controlli di nuovo.',
  },
  'in-use': {
    label: 'Porta usata da un altro programma',
    todo: 'Chiuda l’altro programma o connettore che tiene il terminale.',
  },
  paying: { label: 'Pagamento in corso', todo: 'Segua il pagamento sotto «Incassa».' },
};

export const amountProblems: Texts['amountProblems'] = {
  missing: 'Inserisca un importo.',
  'not-decimal': 'Solo cifre con una virgola o un punto, per esempio 10,23.',
  'not-positive': 'L’importo deve essere maggiore di zero.',
  'too-many-decimals': 'Troppi decimali per questa valuta.',
  'too-large': 'Troppo grande: il terminale accetta al massimo otto cifre.',
};
