import type { AlarmBackTexts, CheckBackTexts, ResolveTexts } from '../en/resolve.ts';

const check: ResolveTexts['check'] = {
  title: 'Che cosa dice lo scontrino del terminale?',
  ticket: 'Lo scontrino da cercare',
  atTime: 'verso le {time}',
  thisTime: 'quest’ora',
  thisAmount: 'questo importo',
  lookFor: 'Cerchi {amount} verso le {time}.',
  mayStillPay: 'Il cliente sta forse ancora pagando. Attenda che il terminale mostri la schermata iniziale.',
  isIdle: 'Il terminale mostra la schermata iniziale e nessuno sta pagando',
  isIdleMissing: 'Guardi prima il terminale: finché il cliente paga, nulla è deciso.',
  noPaper: 'Manca lo scontrino? Menu del terminale, «Duplicato» («Duplicata») o «Ultimo scontrino».',
  paid: 'Pagato',
  paidHint: 'Uno scontrino di {amount}, approvato',
  notPaid: 'Non pagato',
  notPaidHint: 'Rifiutato, annullato, o nessuno scontrino di questo importo',
  other: 'Un altro importo',
  otherHint: 'Verso le {time}, ma non {amount}',
  cannot: 'Ora non posso verificare',
  cannotHint: 'Resta in «Da verificare»',
  cannotHintCorrection: 'Resta quanto è registrato ora',
  toQuestion: 'Che cosa dice lo scontrino?',
  goBack: 'Indietro',
  ticketAmount: 'Importo dello scontrino',
  sameAmount: 'È l’importo richiesto: torni indietro e scelga «Pagato».',
  by: 'Le Sue iniziali o il Suo nome',
  byHint: 'Resta con il pagamento. Un errore si può correggere più tardi nei suoi dettagli.',
  byMissing: 'Inserisca le iniziali o il nome.',
  why: 'Che cosa ha visto',
  whyMissing: 'Dica in poche parole che cosa ha visto.',
  suggestions: 'Suggerimenti',
  whyPaidTicket: 'Scontrino con questo importo, approvato',
  whyPaidDuplicate: 'Duplicato con questo importo, approvato',
  whyNotPaid: 'Rifiutato, annullato, o nessuno scontrino di questo importo',
  whyNoTicket: 'Nessuno scontrino per questo pagamento',
  whyRefused: 'Lo scontrino dice rifiutato',
  whyCancelled: 'Lo scontrino dice annullato',
  whyOther: 'Scontrino con un altro importo, approvato',
  recordPaid: 'Registra come pagato',
  recordNotPaid: 'Registra come non pagato',
  recordOther: 'Registra un altro importo',
  confirmPaid: '{amount} viene inviato a HiPay e la cassa saprà che l’ordine {order} è pagato.',
  confirmNotPaid:
    'A HiPay non viene inviato nulla e l’ordine {order} potrà essere pagato di nuovo, a meno che un altro pagamento dello stesso ordine sia approvato o da verificare.',
  confirmNotPaidSent:
    'L’ordine {order} potrà essere pagato di nuovo, a meno che un altro pagamento dello stesso ordine sia approvato o da verificare. HiPay potrebbe averlo già: confronti con lo scontrino e faccia correggere da HiPay.',
  confirmOther:
    'L’importo dello scontrino viene inviato a HiPay e la cassa saprà quanto dell’ordine {order} è pagato.',
  confirmOtherSent:
    'La cassa saprà quanto dell’ordine {order} è pagato. HiPay potrebbe avere già un altro importo: faccia correggere da HiPay.',
  refused: 'Non è stato registrato nulla.',
  settled: 'Questo pagamento non è più in dubbio: non c’è più nulla da verificare.',
  doneAll: 'Tutto è verificato',
  donePaid: '{amount}: registrato come pagato.',
  doneNotPaid: '{amount}: registrato come non pagato.',
  toPay: 'Torna all’incasso',
  checkNext: 'Verifica il prossimo',
};

const checkBack: CheckBackTexts = {
  title: 'Che cosa dice lo scontrino del terminale?',
  paid: 'Rimborsato',
  notPaid: 'Non rimborsato',
  recordPaid: 'Registra come rimborsato',
  recordNotPaid: 'Registra come non rimborsato',
  confirmPaid:
    'Il rimborso di {amount} viene inviato a HiPay e la cassa saprà che l’ordine {order} è approvato.',
  confirmNotPaid:
    'A HiPay non viene inviato nulla e {amount} dell’ordine {order} potranno essere rimborsati di nuovo, a meno che sia già stato fatto o sia da verificare.',
  confirmNotPaidSent:
    '{amount} dell’ordine {order} potranno essere rimborsati di nuovo, a meno che sia già stato fatto o sia da verificare. HiPay potrebbe averlo già: confronti con lo scontrino e faccia correggere da HiPay.',
  confirmOther:
    'L’importo dello scontrino viene inviato a HiPay e la cassa saprà quanto dell’ordine {order} è rimborsato.',
  confirmOtherSent:
    'La cassa saprà quanto dell’ordine {order} è rimborsato. HiPay potrebbe avere già un altro importo: faccia correggere da HiPay.',
  donePaid: '{amount}: registrato come rimborsato.',
  doneNotPaid: '{amount}: registrato come non rimborsato.',
};

const duplicate: ResolveTexts['duplicate'] = {
  ask: 'Chiedi l’ultimo scontrino',
  consent:
    'Nulla viene addebitato. Prema solo se il terminale è alla schermata iniziale e nessuno sta pagando. Ciò che dice è un indizio: decide Lei.',
  asking: 'Richiesta al terminale…',
  matches:
    'L’ultimo scontrino del terminale ha questo importo ed è approvato: probabilmente pagato. Confronti l’ora, poi decida.',
  known: 'È l’ordine {order}, che risulta pagato: non dice nulla di questo pagamento.',
  otherAmount:
    'L’ultimo scontrino del terminale è di {amount}: un altro pagamento. Non dice nulla di questo.',
  noAmount: 'Il terminale non ha indicato un importo. Nulla di certo: guardi l’elenco del terminale.',
  none: 'Il terminale non ha scontrini di un ultimo pagamento: molto probabilmente non pagato. Guardi l’elenco del terminale.',
  matchesBack:
    'L’ultimo scontrino del terminale ha questo importo. Può essere il rimborso, o la vendita dello stesso importo: legga lo scontrino, poi decida.',
  noneBack:
    'Il terminale non ha scontrini di un’ultima operazione: molto probabilmente nulla è stato rimborsato. Guardi l’elenco del terminale.',
  notTold: 'Non è stato possibile chiedere al terminale, e questo non dice nulla di questo pagamento.',
  noNumber:
    'Non ha dato un numero di autorizzazione: non si distingue da un altro pagamento dello stesso importo. Confronti l’ora.',
  amount: 'Importo',
  authorisation: 'Autorizzazione',
  card: 'Carta',
  ticket: 'Scontrino',
  why: 'Ultimo scontrino del terminale:',
  whyNone: 'il terminale non ne ha',
  whyKnown: 'è dell’ordine {order}',
  suggests: 'Secondo l’ultimo scontrino del terminale: pagato.',
};

const confirmBack: ResolveTexts['confirmBack'] = {
  confirmTitle: 'Sta per rimborsare',
  confirmRefund: 'Sta per rimborsare {amount} sulla carta.',
  confirmCancellation: 'Sta per stornare un pagamento di {amount}: il cliente riceve il rimborso.',
  confirmHow: 'Controlli l’importo, e che non sia già stato rimborsato. Il cliente deve presentare la carta.',
  confirmYes: 'Sì, rimborsa {amount}',
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
  titleOlder: '{amount} è ancora da verificare',
  when: 'Alle {time} ({age}), ordine {order}.',
  mayBePaid: 'L’esito di quel pagamento è sconosciuto: il cliente potrebbe aver pagato.',
  mayBeGivenBack: 'L’esito è sconosciuto: il cliente potrebbe aver già ricevuto il denaro.',
  mayBeReserved: 'L’esito è sconosciuto: l’importo potrebbe essere già riservato.',
  check: 'Verifica scontrino ({time})',
  elsewhere: 'È stato avviato in un altro browser del negozio. Solo quel browser permette di verificarlo.',
  checkElsewhere: 'Non incassare, verificare prima lì',
  other: 'No, è un altro cliente',
};

const alarm: ResolveTexts['alarm'] = {
  latePaid:
    'Il terminale ha risposto in ritardo: {amount}, ordine {order}, È STATO pagato. L’invio a HiPay è in corso.',
  lateNotPaid:
    'Il terminale ha risposto in ritardo: {amount}, ordine {order}, NON è stato pagato. L’ordine può essere pagato di nuovo, a meno che un altro pagamento dello stesso ordine sia approvato o da verificare.',
  contradictedPaid:
    'Il terminale dice ora che {amount}, ordine {order}, È STATO pagato, mentre era registrato come non pagato. Confronti con gli scontrini: se il cliente ha pagato due volte, rimborsi un pagamento sul terminale.',
  contradictedNotPaid:
    'Il terminale dice ora che {amount}, ordine {order}, NON è stato pagato, mentre era registrato come pagato ed è stato inviato a HiPay. Confronti con gli scontrini e faccia correggere da HiPay.',
  correctedPaid:
    '{by} ha corretto una decisione: {amount}, ordine {order}, È STATO pagato, mentre era registrato come non pagato. L’invio a HiPay è in corso. Se intanto il cliente ha pagato di nuovo, rimborsi un pagamento sul terminale.',
  correctedNotPaid:
    '{by} ha corretto una decisione: {amount}, ordine {order}, NON è stato pagato, mentre era registrato come pagato. Confronti con lo scontrino. Se è stato inviato a HiPay, faccia correggere da HiPay.',
  correctedAmount:
    '{by} ha corretto una decisione: per l’ordine {order} è stato pagato {amount}, non {earlier}. Confronti con lo scontrino. Se HiPay ha {earlier}, faccia correggere da HiPay.',
  seen: 'Ho capito',
};

const alarmBack: AlarmBackTexts = {
  latePaid:
    'Il terminale ha risposto in ritardo: {amount}, ordine {order}, È STATO rimborsato. L’invio a HiPay è in corso.',
  lateNotPaid:
    'Il terminale ha risposto in ritardo: {amount}, ordine {order}, NON è stato rimborsato. Può riprovare, a meno che sia già stato fatto o sia da verificare.',
  contradictedPaid:
    'Ora il terminale dice che {amount}, ordine {order}, È STATO rimborsato, ma era registrato come non rimborsato. Confronti con gli scontrini: il cliente potrebbe aver ricevuto il denaro due volte.',
  contradictedNotPaid:
    'Ora il terminale dice che {amount}, ordine {order}, NON è stato rimborsato, ma era registrato come rimborsato ed è stato inviato a HiPay. Confronti con gli scontrini e faccia correggere da HiPay.',
  correctedPaid:
    '{by} ha corretto una decisione: {amount}, ordine {order}, È STATO rimborsato, mentre era registrato come non rimborsato. L’invio a HiPay è in corso. Confronti con gli scontrini: il cliente potrebbe aver ricevuto il denaro due volte.',
  correctedNotPaid:
    '{by} ha corretto una decisione: {amount}, ordine {order}, NON è stato rimborsato, mentre era registrato come rimborsato. Confronti con lo scontrino. Se è stato inviato a HiPay, faccia correggere da HiPay.',
  correctedAmount:
    '{by} ha corretto una decisione: dell’ordine {order} è stato rimborsato {amount}, non {earlier}. Confronti con lo scontrino. Se HiPay ha {earlier}, faccia correggere da HiPay.',
};

export const texts: ResolveTexts = {
  check,
  checkBack: { ...check, ...checkBack },
  duplicate,
  confirmBack,
  confirmSame,
  confirmLarge,
  sameSale,
  alarm,
  alarmBack: { ...alarm, ...alarmBack },
};
