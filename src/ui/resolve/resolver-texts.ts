import { withFrenchSpaces } from '../texts/fr/french-spaces.ts';
import type { EveryLanguage } from '../texts/in-language.ts';

const en = {
  stepOf: 'Step {step} of 3',
  next: 'Next',
  back: 'Back',
  lookTitle: 'Look at the terminal’s last ticket',
  atTime: 'at about {time}',
  lookRest: 'Wait until the terminal is back at its start screen.',
  lookFor: 'Find the ticket of {amount}, printed at about {time}. Another amount is another payment.',
  lookDuplicate:
    'No paper? Have the terminal print it again: in its menu, “Duplicate” (“Duplicata”) or “Last ticket”.',
  choiceTitle: 'What does the ticket say?',
  paid: 'The ticket says paid',
  paidHint: '{amount}, accepted, at about that time.',
  notPaid: 'Not paid, or no ticket',
  notPaidHint: 'Refused, cancelled, or the terminal has no such ticket.',
  choiceMissing: 'Choose one of the two.',
  by: 'Your name or initials',
  byHint: 'Kept with the payment.',
  byMissing: 'Enter your name or initials.',
  why: 'What did you see?',
  whyMissing: 'Say in a few words what you saw.',
  suggestions: 'Suggestions',
  whyPaidTicket: 'Ticket with this amount, accepted',
  whyPaidDuplicate: 'Duplicate with this amount, accepted',
  whyNoTicket: 'No ticket for this payment',
  whyRefused: 'Ticket says refused',
  whyCancelled: 'Ticket says cancelled',
  confirmPaid: 'HiPay will be told of a sale of {amount}, and the till gets “paid” for order {order}.',
  confirmNotPaid: 'HiPay will be told nothing, and order {order} can be paid again.',
  once: 'This cannot be changed afterwards.',
  recordPaid: 'Record as paid',
  recordNotPaid: 'Record as not paid',
  refused: 'Nothing was recorded.',
};

const fr: typeof en = {
  stepOf: 'Étape {step} sur 3',
  next: 'Suivant',
  back: 'Retour',
  lookTitle: 'Regardez le dernier ticket du terminal',
  atTime: 'vers {time}',
  lookRest: 'Attendez que le terminal soit revenu à son écran d’accueil.',
  lookFor: 'Trouvez le ticket de {amount}, imprimé vers {time}. Un autre montant est un autre paiement.',
  lookDuplicate:
    'Pas de papier ? Faites-le réimprimer : dans le menu du terminal, « Duplicata » ou « Dernier ticket ».',
  choiceTitle: 'Que dit le ticket ?',
  paid: 'Le ticket dit payé',
  paidHint: '{amount}, accepté, vers cette heure-là.',
  notPaid: 'Pas payé, ou pas de ticket',
  notPaidHint: 'Refusé, annulé, ou le terminal n’a pas de tel ticket.',
  choiceMissing: 'Choisissez l’un des deux.',
  by: 'Votre nom ou vos initiales',
  byHint: 'Gardé avec le paiement.',
  byMissing: 'Saisissez votre nom ou vos initiales.',
  why: 'Qu’avez-vous vu ?',
  whyMissing: 'Dites en quelques mots ce que vous avez vu.',
  suggestions: 'Suggestions de réponse',
  whyPaidTicket: 'Ticket de ce montant, accepté',
  whyPaidDuplicate: 'Duplicata de ce montant, accepté',
  whyNoTicket: 'Aucun ticket pour ce paiement',
  whyRefused: 'Le ticket dit refusé',
  whyCancelled: 'Le ticket dit annulé',
  confirmPaid:
    'HiPay sera informé d’une vente de {amount}, et la caisse recevra « payé » pour la commande {order}.',
  confirmNotPaid: 'HiPay ne sera informé de rien, et la commande {order} pourra être payée de nouveau.',
  once: 'Ce choix ne pourra plus être modifié.',
  recordPaid: 'Enregistrer : payé',
  recordNotPaid: 'Enregistrer : pas payé',
  refused: 'Rien n’a été enregistré.',
};

const it: typeof en = {
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

const pt: typeof en = {
  stepOf: 'Passo {step} de 3',
  next: 'Seguinte',
  back: 'Voltar',
  lookTitle: 'Veja o último talão do terminal',
  atTime: 'por volta das {time}',
  lookRest: 'Espere que o terminal volte ao ecrã inicial.',
  lookFor: 'Procure o talão de {amount}, impresso por volta das {time}. Outro montante é outro pagamento.',
  lookDuplicate:
    'Sem papel? Mande imprimi-lo de novo: no menu do terminal, «Duplicado» («Duplicata») ou «Último talão».',
  choiceTitle: 'O que diz o talão?',
  paid: 'O talão diz pago',
  paidHint: '{amount}, aceite, por volta dessa hora.',
  notPaid: 'Não pago, ou sem talão',
  notPaidHint: 'Recusado, cancelado, ou o terminal não tem esse talão.',
  choiceMissing: 'Escolha uma das duas respostas.',
  by: 'O seu nome ou as iniciais',
  byHint: 'Fica guardado com o pagamento.',
  byMissing: 'Introduza o seu nome ou as iniciais.',
  why: 'O que viu?',
  whyMissing: 'Diga em poucas palavras o que viu.',
  suggestions: 'Sugestões',
  whyPaidTicket: 'Talão com este montante, aceite',
  whyPaidDuplicate: 'Duplicado com este montante, aceite',
  whyNoTicket: 'Nenhum talão deste pagamento',
  whyRefused: 'O talão diz recusado',
  whyCancelled: 'O talão diz cancelado',
  confirmPaid:
    'A HiPay será informada de uma venda de {amount} e a caixa receberá «pago» para a encomenda {order}.',
  confirmNotPaid: 'A HiPay não será informada de nada e a encomenda {order} poderá ser paga de novo.',
  once: 'Depois não pode ser alterado.',
  recordPaid: 'Registar como pago',
  recordNotPaid: 'Registar como não pago',
  refused: 'Nada foi registado.',
};

/** What is said otherwise where money was to be given back. */
const back = {
  en: {
    paid: 'The ticket says given back',
    notPaid: 'Not given back, or no ticket',
    confirmPaid: 'HiPay will be told of {amount} given back, and the till gets “approved” for order {order}.',
    confirmNotPaid: 'HiPay will be told nothing, and {amount} of order {order} can be given back again.',
    recordPaid: 'Record as given back',
    recordNotPaid: 'Record as not given back',
  },
  fr: {
    paid: 'Le ticket dit remboursé',
    notPaid: 'Pas remboursé, ou pas de ticket',
    confirmPaid:
      'HiPay sera informé de {amount} rendus, et la caisse recevra « accepté » pour la commande {order}.',
    confirmNotPaid:
      'HiPay ne sera informé de rien, et {amount} de la commande {order} pourront être rendus de nouveau.',
    recordPaid: 'Enregistrer : remboursé',
    recordNotPaid: 'Enregistrer : pas remboursé',
  },
  it: {
    paid: 'La ricevuta dice rimborsato',
    notPaid: 'Non rimborsato, o nessuna ricevuta',
    confirmPaid:
      'HiPay sarà informato di {amount} restituiti, e la cassa riceverà «approvato» per l’ordine {order}.',
    confirmNotPaid:
      'HiPay non sarà informato di nulla, e {amount} dell’ordine {order} potranno essere restituiti di nuovo.',
    recordPaid: 'Registra come rimborsato',
    recordNotPaid: 'Registra come non rimborsato',
  },
  pt: {
    paid: 'O talão diz devolvido',
    notPaid: 'Não devolvido, ou sem talão',
    confirmPaid:
      'A HiPay será informada de {amount} devolvidos e a caixa receberá «aprovado» para a encomenda {order}.',
    confirmNotPaid:
      'A HiPay não será informada de nada e {amount} da encomenda {order} poderão ser devolvidos de novo.',
    recordPaid: 'Registar como devolvido',
    recordNotPaid: 'Registar como não devolvido',
  },
} satisfies EveryLanguage<Partial<typeof en>>;

export const resolverTexts: EveryLanguage<typeof en> = { en, fr: withFrenchSpaces(fr), it, pt };
export const resolverBackTexts: EveryLanguage<typeof en> = {
  en: { ...en, ...back.en },
  fr: withFrenchSpaces({ ...fr, ...back.fr }),
  it: { ...it, ...back.it },
  pt: { ...pt, ...back.pt },
};
