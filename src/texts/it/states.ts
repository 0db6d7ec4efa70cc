import type { StatesTexts } from '../en/states.ts';

const plurals: StatesTexts['plurals'] = {
  payments: { one: '{count} pagamento', other: '{count} pagamenti' },
  waiting: { one: '{count} notifica in attesa', other: '{count} notifiche in attesa' },
  more: { one: 'e ancora {count}', other: 'e ancora {count}' },
  attempts: { one: '{count} tentativo', other: '{count} tentativi' },
  unresolved: {
    one: '{count} pagamento da verificare',
    other: '{count} pagamenti da verificare',
  },
};

const charged: StatesTexts['charged'] = {
  'not-charged': 'No, al cliente non è stato addebitato nulla.',
  charged: 'Sì, il cliente ha pagato.',
  unknown: 'Non è sicuro. Per ora non incassi di nuovo.',
  'nothing-sent':
    'Questa richiesta non ha fatto nulla. Non dice nulla di una precedente: se ricomincia, usi lo stesso numero d’ordine.',
};

const outcomes: StatesTexts['outcomes'] = {
  APPROVED: {
    label: 'Approvato',
    what: 'Il pagamento è stato approvato.',
    todo: 'Consegni lo scontrino e la merce.',
  },
  PARTIALLY_APPROVED: {
    label: 'Approvato in parte',
    what: 'La banca ha autorizzato solo una parte dell’importo.',
    todo: 'Non incassi di nuovo quella parte. Chieda il resto con un nuovo pagamento, con un’altra carta o in contanti.',
  },
  DECLINED: {
    label: 'Rifiutato',
    what: 'Il pagamento è stato rifiutato.',
    todo: 'Proponga un’altra carta o un altro metodo di pagamento.',
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
    what: 'La risposta del terminale è andata persa.',
    todo: 'Guardi l’ultimo scontrino del terminale, poi prema «Verifica lo scontrino» e dica che cosa mostra.',
  },
  OTHER_PAYMENT: {
    label: 'Altro pagamento',
    what: 'Il terminale ha risposto per un altro pagamento: importo, valuta o cassa diversi.',
    todo: 'Confronti questo importo con l’ultimo scontrino del terminale, poi prema «Verifica lo scontrino» e dica che cosa mostra. Annulli sul terminale ciò che non dovrebbe esserci.',
  },
};

const unexplained: StatesTexts['unexplained'] = {
  what: 'Il pagamento è stato rifiutato, o interrotto sul terminale.',
  todo: 'Chieda al cliente. Poi riprovi, oppure proponga un’altra carta o un altro metodo di pagamento.',
  whatBack: 'L’operazione è stata rifiutata, o interrotta sul terminale.',
};

const heldBack: StatesTexts['heldBack'] = {
  label: 'Pronto, ordini trattenuti',
  todo: 'Il terminale risponde, ma i pagamenti registrati sono andati persi: un ordine di cassa non noto qui non viene addebitato. Veda l’avviso in alto.',
};

const diskProblem: StatesTexts['diskProblem'] = {
  label: 'Pronto, problema del disco',
  todo: 'Il terminale risponde, ma questo programma non può salvare i pagamenti sul disco di questo computer. Si può incassare; alcuni pagamenti possono essere rifiutati. Veda l’avviso in alto.',
};

const lamps: StatesTexts['lamps'] = {
  'not-chosen': {
    label: 'Nessun terminale',
    todo: 'Colleghi il terminale e prema «Collega il terminale».',
  },
  away: {
    label: 'Terminale scollegato',
    todo: 'Colleghi il cavo; il collegamento torna da solo. Se è collegato, lo scolleghi e lo ricolleghi. Se non basta, prema «Scegli un altro terminale».',
  },
  opening: { label: 'Apertura della linea…', todo: 'Un momento, nulla da fare.' },
  unchecked: {
    label: 'Collegato, non controllato',
    todo: 'Prema «Controlla il terminale» per vedere se risponde.',
  },
  ready: { label: 'Terminale pronto', todo: 'Il terminale risponde. Si può incassare.' },
  silent: {
    label: 'Il terminale non risponde',
    todo: 'È acceso, fuori dai menu e con il collegamento cassa («Caisse») attivo? Poi controlli di nuovo. Se resta così, «Trova il mio terminale» prova le impostazioni della linea.',
  },
  garbled: {
    label: 'Linea mal impostata',
    todo: 'Il terminale c’è, ma i suoi dati arrivano illeggibili. Non si invia nulla. Prema «Trova il mio terminale»: prova le impostazioni della linea e tiene quelle giuste.',
  },
  'not-ready': {
    label: 'Terminale occupato',
    todo: 'Completi o annulli ciò che il terminale mostra, poi controlli di nuovo.',
  },
  'in-use': {
    label: 'Porta usata da un altro programma',
    todo: 'Chiuda l’altro programma che sta usando il terminale. Se non ce n’è, scolleghi il terminale e lo ricolleghi.',
  },
  paying: { label: 'Pagamento in corso', todo: 'Segua il pagamento sotto «Incassa».' },
};

/** What is different for a terminal on the network, which has no cable to this computer. */
const overNetwork: StatesTexts['overNetwork'] = {
  away: {
    label: 'Terminale non raggiunto',
    todo: 'È acceso e nella rete del negozio? Il collegamento torna da solo. Altrimenti confronti il suo indirizzo con quello nelle Impostazioni.',
  },
  cutOff: {
    label: 'Terminale irraggiungibile',
    todo: 'Questo terminale si raggiunge tramite il servizio locale di questo computer, che non risponde. Lo riavvii con «hipay-ecr start».',
  },
  notSent: {
    what: 'Il terminale non è raggiungibile in rete.',
    todo: 'Verifichi che sia acceso e nella rete del negozio, e che il suo indirizzo sia quello nelle Impostazioni. Attenda la spia verde, poi ricominci.',
  },
};

const amountProblems: StatesTexts['amountProblems'] = {
  missing: 'Inserisca un importo.',
  'not-decimal': 'Solo cifre con una virgola o un punto, per esempio 10,23.',
  'not-positive': 'L’importo deve essere maggiore di zero.',
  unclear: 'Mille o uno? Lo scriva senza segni tra le migliaia, per esempio 1000.',
  'too-many-decimals': 'Troppi decimali per questa valuta.',
  'too-large': 'Troppo grande: il terminale accetta al massimo otto cifre.',
};

const operations: StatesTexts['operations'] = {
  operation: 'Operazione',
  sale: 'Vendita con carta',
  cheque: 'Vendita con assegno',
  refund: 'Rimborso',
  refunded: 'Rimborsato',
  cancellation: 'Storno',
  preAuthorization: 'Preautorizzazione',
  duplicate: 'Ultimo scontrino richiesto',
  refundHint: 'Il cliente riceve un rimborso.',
  cancellationHint: 'Storna un pagamento precedente dello stesso importo.',
  preAuthorizationHint: 'Riserva l’importo sulla carta.',
  chequeHint: 'Il terminale prende l’assegno.',
  giveBack: 'Rimborsa {amount}',
  cancelAmount: 'Storna {amount}',
  reserveAmount: 'Riserva {amount}',
  chequeAmount: 'Incassa {amount} con assegno',
  runningBack: 'Rimborso in corso',
  runningAuthorization: 'Preautorizzazione in corso',
  runningDuplicate: 'Richiesta dell’ultimo scontrino',
  customerBack: 'Il cliente presenta la carta che riceve il denaro. Può richiedere qualche minuto.',
  notifyingBack: 'Il rimborso è registrato; l’invio a HiPay è in corso.',
  customerDuplicate: 'Nulla viene addebitato. Il terminale indica il suo ultimo pagamento.',
  cancelHowBack:
    'Sul terminale. Da qui non si può fermare, e il rimborso può riuscire finché il terminale non dice il contrario.',
  givenTitle: 'Il cliente è stato rimborsato?',
  givenNo: 'No, nulla è stato rimborsato.',
  givenYes: 'Sì, il cliente riceve il rimborso.',
  givenUnknown:
    'Non è sicuro. Non rimborsi di nuovo prima di aver guardato il terminale: il cliente potrebbe ricevere il denaro due volte.',
  takenTitle: 'Il pagamento precedente è stato stornato?',
  takenNo: 'No, non è stato stornato.',
  takenYes: 'Sì, è stornato.',
  takenUnknown: 'Non è sicuro. Non lo storni di nuovo prima di aver guardato il terminale.',
  approvedBack: 'Il terminale ha approvato.',
  approvedBackTodo: 'Consegni lo scontrino.',
  declinedBack: 'La banca o il terminale ha rifiutato.',
  declinedBackTodo: 'Usi la carta della vendita, oppure chieda a HiPay o alla banca.',
  cancelledBack: 'L’operazione è stata annullata sul terminale.',
  cancelledBackTodo: 'Ricominci se serve ancora.',
  notSentBackTodo: 'Risolva questo, poi ricominci.',
  notSentBack: 'Il terminale non ha mai ricevuto l’importo.',
  unknownBack: 'La risposta del terminale è andata persa.',
  unknownBackTodo:
    'Guardi l’ultimo scontrino del terminale, poi prema «Verifica lo scontrino» e dica che cosa mostra.',
  otherBack: 'Il terminale ha risposto per un altro importo, un’altra valuta, cassa o operazione.',
  reservedTitle: 'L’importo è stato riservato?',
  reservedNo: 'No, nulla è stato riservato.',
  reservedYes: 'Sì, è riservato sulla carta. Nulla è stato ancora addebitato.',
  reservedUnknown: 'Non è sicuro. Non lo riservi di nuovo prima di aver guardato il terminale.',
  approvedHold: 'Il terminale ha approvato.',
  approvedHoldTodo: 'Consegni lo scontrino e conservi il Suo: serve per incassare.',
  paidPart: 'Pagato',
  stillDue: 'Resta da pagare',
  partYes: 'Sì, ma solo una parte dell’importo.',
  askedFor: 'Richiesto',
  takeRest: 'Incassa il resto: {amount}',
};

const resolverBack: StatesTexts['resolverBack'] = {
  paidLabel: 'Rimborsato',
  notPaidLabel: 'Non rimborsato',
  resolvedPaid: '{by} ha guardato lo scontrino: rimborsato.',
  resolvedNotPaid: '{by} ha guardato lo scontrino: non rimborsato.',
  payAgain: 'Si può rimborsare di nuovo, a meno che sia già stato fatto o sia da verificare.',
};

export const texts: StatesTexts = {
  plurals,
  charged,
  outcomes,
  unexplained,
  lamps,
  overNetwork,
  heldBack,
  diskProblem,
  amountProblems,
  operations,
  resolverBack,
};
