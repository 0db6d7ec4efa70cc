import type { ResolverBackTexts, ResolverTexts } from './resolver-texts.ts';

export const it: ResolverTexts = {
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
    'HiPay sarà informato di una vendita di {amount} e la cassa riceverà «pagato» per l’ordine {order}.',
  confirmNotPaid: 'A HiPay non sarà comunicato nulla e l’ordine {order} potrà essere pagato di nuovo.',
  once: 'Poi non si può più cambiare.',
  recordPaid: 'Registra come pagato',
  recordNotPaid: 'Registra come non pagato',
  refused: 'Non è stato registrato nulla.',
};

export const itBack: ResolverBackTexts = {
  paid: 'La ricevuta dice rimborsato',
  notPaid: 'Non rimborsato, o nessuna ricevuta',
  confirmPaid:
    'HiPay sarà informato di {amount} restituiti, e la cassa riceverà «approvato» per l’ordine {order}.',
  confirmNotPaid:
    'HiPay non sarà informato di nulla, e {amount} dell’ordine {order} potranno essere restituiti di nuovo.',
  recordPaid: 'Registra come rimborsato',
  recordNotPaid: 'Registra come non rimborsato',
};
