import type { AlarmBackTexts, DialogBackTexts, ResolveTexts } from '../en/resolve.ts';

const dialog: ResolveTexts['dialog'] = {
  stepOf: 'Passo {step} di 3',
  next: 'Avanti',
  back: 'Indietro',
  lookTitle: 'Guardi l’ultima ricevuta del terminale',
  atTime: 'verso le {time}',
  lookRest: 'Attenda che il terminale sia tornato alla schermata iniziale.',
  lookFor: 'Trovi la ricevuta di {amount}, stampata verso le {time}. Un altro importo è un altro pagamento.',
  lookDuplicate:
    'Nessuna ricevuta stampata? La faccia ristampare: nel menu del terminale, «Duplicato» («Duplicata») o «Ultima ricevuta».',
  choiceTitle: 'Che cosa dice la ricevuta?',
  paid: 'La ricevuta dice pagato',
  paidHint: '{amount}, accettato, verso quell’ora.',
  notPaid: 'Non pagato, o nessuna ricevuta',
  notPaidHint: 'Rifiutato, annullato, o il terminale non ha questa ricevuta.',
  choiceMissing: 'Scelga una delle due risposte.',
  by: 'Il Suo nome o le iniziali',
  byHint: 'Resta con il pagamento.',
  byMissing: 'Inserisca il nome o le iniziali.',
  why: 'Che cosa ha visto?',
  whyMissing: 'Dica in poche parole che cosa ha visto.',
  suggestions: 'Suggerimenti',
  whyPaidTicket: 'Ricevuta con questo importo, accettato',
  whyPaidDuplicate: 'Duplicato con questo importo, accettato',
  whyNoTicket: 'Nessuna ricevuta per questo pagamento',
  whyRefused: 'La ricevuta dice rifiutato',
  whyCancelled: 'La ricevuta dice annullato',
  confirmPaid:
    'Una vendita di {amount} sarà inviata a HiPay e la cassa riceverà «pagato» per l’ordine {order}.',
  confirmNotPaid: 'A HiPay non sarà inviato nulla e l’ordine {order} potrà essere pagato di nuovo.',
  confirmNotPaidTold:
    'L’ordine {order} risulta allora non pagato e potrà essere pagato di nuovo. Potrebbe essere già stato inviato a HiPay: confronti con la ricevuta e faccia correggere da HiPay.',
  once: 'Resta con il suo nome. Un errore si può correggere più tardi nei dettagli del pagamento; un avviso allora lo mostra.',
  recordPaid: 'Registra come pagato',
  recordNotPaid: 'Registra come non pagato',
  refused: 'Non è stato registrato nulla.',
};

const dialogBack: DialogBackTexts = {
  paid: 'La ricevuta dice rimborsato',
  notPaid: 'Non rimborsato, o nessuna ricevuta',
  confirmPaid:
    'Un rimborso di {amount} sarà inviato a HiPay, e la cassa riceverà «approvato» per l’ordine {order}.',
  confirmNotPaid:
    'A HiPay non sarà inviato nulla, e {amount} dell’ordine {order} potranno essere restituiti di nuovo.',
  confirmNotPaidTold:
    '{amount} dell’ordine {order} risultano allora non restituiti e potranno essere restituiti di nuovo. Potrebbe essere già stato inviato a HiPay: confronti con la ricevuta e faccia correggere da HiPay.',
  recordPaid: 'Registra come rimborsato',
  recordNotPaid: 'Registra come non rimborsato',
};

const duplicate: ResolveTexts['duplicate'] = {
  ask: 'Chiedi al terminale l’ultima ricevuta',
  consent:
    'Nulla viene addebitato. Prema solo se il terminale è alla schermata iniziale e nessuno sta pagando. Ciò che dice è un indizio: decide Lei.',
  asking: 'Richiesta al terminale…',
  matches:
    'L’ultima ricevuta del terminale ha questo importo ed è accettata. Questo suggerisce: pagato. Confronti l’ora, poi decida.',
  known: 'È l’ordine {order}, che risulta pagato: non dice nulla di questo pagamento.',
  otherAmount: 'L’ultima ricevuta del terminale è di {amount}: un altro pagamento. Non dice nulla di questo.',
  noAmount: 'Il terminale non ha indicato un importo. Nulla di certo: guardi l’elenco del terminale.',
  none: 'Il terminale non ha ricevute di un ultimo pagamento: molto probabilmente non pagato. Guardi l’elenco del terminale.',
  matchesBack:
    'L’ultima ricevuta del terminale ha questo importo. Può essere il rimborso o la vendita dello stesso importo: legga la ricevuta, poi decida.',
  noneBack:
    'Il terminale non ha ricevute di un’ultima operazione: molto probabilmente nulla è stato restituito. Guardi l’elenco del terminale.',
  notTold: 'Non è stato possibile chiedere al terminale, e questo non dice nulla di questo pagamento.',
  noNumber:
    'Non ha dato un numero di autorizzazione: non si distingue da un altro pagamento dello stesso importo. Confronti l’ora.',
  amount: 'Importo',
  authorisation: 'Autorizzazione',
  card: 'Carta',
  ticket: 'Ricevuta',
  why: 'Ultima ricevuta del terminale:',
  whyNone: 'il terminale non ne ha',
  whyKnown: 'è dell’ordine {order}',
  suggests: 'L’ultima ricevuta del terminale suggerisce: pagato.',
};

const confirmBack: ResolveTexts['confirmBack'] = {
  confirmTitle: 'Sta restituendo denaro',
  confirmRefund: 'Rimborsa {amount} sulla carta.',
  confirmCancellation: 'Storna un pagamento di {amount}: il cliente lo riceve indietro.',
  confirmHow: 'Controlli l’importo, e che non sia già stato restituito. Il cliente deve presentare la carta.',
  confirmYes: 'Sì, restituisci {amount}',
  confirmNo: 'No, indietro',
};

const sameSale: ResolveTexts['sameSale'] = {
  title: 'La cassa non ha ricevuto la risposta per {amount} delle {time}. La stessa vendita?',
  what: 'Quella vendita è pagata (ordine {order}). Ora la cassa chiede lo stesso importo, senza numero d’ordine. Riceve la risposta di quella vendita, oppure inizia un nuovo pagamento.',
  other: 'No, una nuova vendita',
  same: 'Sì, la stessa vendita',
};

const confirmLarge: ResolveTexts['confirmLarge'] = {
  title: 'Incassare {amount}?',
  what: 'È un importo elevato. Lo confronti con quanto deve il cliente.',
  no: 'No, cambiare l’importo',
  yes: 'Sì, incassare {amount}',
};

const confirmSame: ResolveTexts['confirmSame'] = {
  title: '{amount} è stato appena tentato',
  when: 'Alle {time} ({age}), ordine {order}.',
  mayBePaid: 'L’esito di quel pagamento è sconosciuto: il cliente potrebbe aver pagato.',
  mayBeGivenBack: 'L’esito è sconosciuto: il cliente potrebbe aver già ricevuto il denaro.',
  mayBeReserved: 'L’esito è sconosciuto: l’importo potrebbe essere già riservato.',
  check: 'Controlla la ricevuta delle {time}',
  other: 'No, è un altro cliente',
};

const alarm: ResolveTexts['alarm'] = {
  latePaid:
    'Il terminale ha risposto in ritardo: {amount}, ordine {order}, È STATO pagato. L’invio a HiPay è in corso.',
  lateNotPaid:
    'Il terminale ha risposto in ritardo: {amount}, ordine {order}, NON è stato pagato. L’ordine può essere pagato di nuovo.',
  contradictedPaid:
    'Il terminale dice ora che {amount}, ordine {order}, È STATO pagato, mentre era registrato come non pagato. Confronti con le ricevute: se il cliente ha pagato due volte, rimborsi un pagamento sul terminale.',
  contradictedNotPaid:
    'Il terminale dice ora che {amount}, ordine {order}, NON è stato pagato, mentre era registrato come pagato ed è stato inviato a HiPay. Confronti con le ricevute e faccia correggere da HiPay.',
  correctedPaid:
    '{by} ha corretto una decisione: {amount}, ordine {order}, È STATO pagato, mentre era registrato come non pagato. L’invio a HiPay è in corso. Se intanto il cliente ha pagato di nuovo, rimborsi un pagamento sul terminale.',
  correctedNotPaid:
    '{by} ha corretto una decisione: {amount}, ordine {order}, NON è stato pagato, mentre era registrato come pagato. Confronti con la ricevuta. Se è stato inviato a HiPay, faccia correggere da HiPay.',
  seen: 'Ho capito',
};

const alarmBack: AlarmBackTexts = {
  latePaid:
    'Il terminale ha risposto in ritardo: {amount}, ordine {order}, È STATO restituito. L’invio a HiPay è in corso.',
  lateNotPaid:
    'Il terminale ha risposto in ritardo: {amount}, ordine {order}, NON è stato restituito. Si può ricominciare.',
  contradictedPaid:
    'Ora il terminale dice che {amount}, ordine {order}, È STATO restituito, ma era registrato come non restituito. Confronti con le ricevute: il cliente potrebbe aver ricevuto il denaro due volte.',
  contradictedNotPaid:
    'Ora il terminale dice che {amount}, ordine {order}, NON è stato restituito, ma era registrato come restituito ed è stato inviato a HiPay. Confronti con le ricevute e faccia correggere da HiPay.',
  correctedPaid:
    '{by} ha corretto una decisione: {amount}, ordine {order}, È STATO restituito, mentre era registrato come non restituito. L’invio a HiPay è in corso. Confronti con le ricevute: il cliente potrebbe aver ricevuto il denaro due volte.',
  correctedNotPaid:
    '{by} ha corretto una decisione: {amount}, ordine {order}, NON è stato restituito, mentre era registrato come restituito. Confronti con la ricevuta. Se è stato inviato a HiPay, faccia correggere da HiPay.',
};

export const texts: ResolveTexts = {
  dialog,
  dialogBack: { ...dialog, ...dialogBack },
  duplicate,
  confirmBack,
  confirmSame,
  confirmLarge,
  sameSale,
  alarm,
  alarmBack: { ...alarm, ...alarmBack },
};
