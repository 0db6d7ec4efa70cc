import type { Texts } from '../texts.ts';

export const operations: Texts['operations'] = {
  operation: 'Operazione',
  sale: 'Vendita con carta',
  cheque: 'Vendita con assegno',
  refund: 'Rimborso',
  cancellation: 'Storno',
  preAuthorization: 'Preautorizzazione',
  duplicate: 'Ultima ricevuta richiesta',
  refundHint: 'Il cliente riceve denaro indietro.',
  cancellationHint: 'Riprende un pagamento precedente dello stesso importo.',
  preAuthorizationHint: 'Riserva l’importo sulla carta.',
  chequeHint: 'Il terminale prende l’assegno.',
  giveBack: 'Rimborsa {amount}',
  cancelAmount: 'Storna {amount}',
  reserveAmount: 'Riserva {amount}',
  chequeAmount: 'Incassa {amount} con assegno',
  runningBack: 'Restituzione in corso',
  runningHold: 'Preautorizzazione in corso',
  runningDuplicate: 'Richiesta dell’ultima ricevuta',
  customerBack: 'Il cliente presenta la carta che riceve il denaro. Può richiedere qualche minuto.',
  notifyingBack: 'Il rimborso è registrato. HiPay viene informato.',
  customerDuplicate: 'Nulla viene addebitato. Il terminale dice del suo ultimo pagamento.',
  cancelHowBack:
    'prema il tasto rosso del terminale. Da qui non si può fermare, e il denaro può tornare finché il terminale non dice il contrario.',
  givenTitle: 'Il cliente è stato rimborsato?',
  givenNo: 'No, nulla è stato restituito.',
  givenYes: 'Sì, il cliente riceve il denaro.',
  givenUnknown:
    'Non è certo. Non restituisca di nuovo prima di aver guardato il terminale: il cliente potrebbe riceverlo due volte.',
  approvedBack: 'Il denaro torna sulla carta.',
  approvedBackTodo: 'Consegni la ricevuta.',
  declinedBack: 'La banca o il terminale ha rifiutato di restituire il denaro.',
  declinedBackTodo: 'Provi in altro modo: la carta della vendita, oppure chieda a HiPay o alla banca.',
  cancelledBack: 'L’operazione è stata annullata sul terminale.',
  cancelledBackTodo: 'Ricominci se il cliente deve ancora essere rimborsato.',
  notSentBackTodo: 'Rimedi, poi ricominci.',
  notSentBack: 'Il terminale non ha mai ricevuto l’importo.',
  unknownBack:
    'La risposta del terminale è andata persa. Il cliente potrebbe aver ricevuto il denaro oppure no.',
  unknownBackTodo:
    'Guardi l’ultima ricevuta del terminale, poi prema «Controlla la ricevuta» e dica che cosa mostra.',
  otherBack: 'Il terminale ha risposto per un altro importo, un’altra valuta, cassa o operazione.',
  heldTitle: 'L’importo è stato riservato?',
  heldNo: 'No, nulla è stato riservato.',
  heldYes: 'Sì, è riservato sulla carta. Nulla è stato ancora addebitato.',
  heldUnknown: 'Non è certo. Non lo riservi di nuovo prima di aver guardato il terminale.',
  approvedHold: 'L’importo è stato riservato.',
  approvedHoldTodo: 'Consegni la ricevuta e conservi la Sua: serve per incassare.',
  paidPart: 'Pagato',
  stillDue: 'Resta da pagare',
  askedFor: 'Richiesto',
  takeRest: 'Incassa il resto: {amount}',
};

/** What the resolver says otherwise where money was to be given back. */
export const resolverBack: Texts['resolverBack'] = {
  paidLabel: 'Rimborsato',
  notPaidLabel: 'Non rimborsato',
  resolvedPaid: '{by} ha guardato la ricevuta: rimborsato.',
  resolvedNotPaid: '{by} ha guardato la ricevuta: non rimborsato.',
  payAgain: 'Il denaro può essere restituito di nuovo.',
};
