import type { Texts } from '../texts.ts';

export const operations: Texts['operations'] = {
  operation: 'Opération',
  sale: 'Vente par carte',
  cheque: 'Vente par chèque',
  refund: 'Remboursement',
  cancellation: 'Annulation',
  preAuthorisation: 'Préautorisation',
  duplicate: 'Dernier ticket demandé',
  refundHint: 'Le client récupère de l’argent.',
  cancellationHint: 'Reprend un paiement précédent du même montant.',
  preAuthorisationHint: 'Réserve le montant sur la carte.',
  chequeHint: 'Le terminal prend le chèque.',
  giveBack: 'Rembourser {amount}',
  cancelAmount: 'Annuler {amount}',
  reserveAmount: 'Réserver {amount}',
  chequeAmount: 'Encaisser {amount} par chèque',
  confirmTitle: 'Vous rendez de l’argent',
  confirmRefund: 'Vous remboursez {amount} sur la carte.',
  confirmCancellation: 'Vous annulez un paiement de {amount} : le client le récupère.',
  confirmHow: 'Vérifiez le montant, et qu’il n’a pas déjà été rendu. Le client doit présenter sa carte.',
  confirmYes: 'Oui, rendre {amount}',
  confirmNo: 'Non, revenir',
  runningBack: 'Argent en train d’être rendu',
  runningHold: 'Préautorisation en cours',
  runningDuplicate: 'Demande du dernier ticket',
  customerBack: 'Le client présente la carte qui reçoit l’argent. Cela peut prendre quelques minutes.',
  notifyingBack: 'Le remboursement est enregistré. HiPay est en train d’être informé.',
  customerDuplicate: 'Rien n’est débité. Le terminal parle de son dernier paiement.',
  cancelHowBack:
    'appuyez sur la touche rouge du terminal. Cela ne peut pas être arrêté d’ici, et l’argent peut être rendu tant que le terminal ne dit pas le contraire.',
  givenTitle: 'Le client a-t-il été remboursé ?',
  givenNo: 'Non, rien n’a été rendu.',
  givenYes: 'Oui, le client récupère l’argent.',
  givenUnknown:
    'Ce n’est pas certain. Ne rendez pas l’argent de nouveau avant d’avoir regardé le terminal : le client pourrait le recevoir deux fois.',
  approvedBack: 'L’argent retourne sur la carte.',
  approvedBackTodo: 'Remettez le ticket.',
  declinedBack: 'La banque ou le terminal a refusé de rendre l’argent.',
  declinedBackTodo: 'Essayez autrement : la carte de la vente, ou demandez à HiPay ou à votre banque.',
  cancelledBack: 'L’opération a été annulée sur le terminal.',
  cancelledBackTodo: 'Recommencez si le client doit toujours être remboursé.',
  notSentBackTodo: 'Corrigez cela, puis recommencez.',
  notSentBack: 'Le terminal n’a jamais reçu le montant.',
  unknownBack: 'La réponse du terminal s’est perdue. Le client a peut-être été remboursé, peut-être pas.',
  unknownBackTodo:
    'Regardez le dernier ticket du terminal, puis appuyez sur « Vérifier le ticket » et dites ce qu’il indique.',
  otherBack: 'Le terminal a répondu pour un autre montant, une autre devise, caisse ou opération.',
  heldTitle: 'Le montant a-t-il été réservé ?',
  heldNo: 'Non, rien n’a été réservé.',
  heldYes: 'Oui, il est réservé sur la carte. Rien n’a encore été débité.',
  heldUnknown: 'Ce n’est pas certain. Ne le réservez pas de nouveau avant d’avoir regardé le terminal.',
  approvedHold: 'Le montant a été réservé.',
  approvedHoldTodo: 'Remettez le ticket et gardez le vôtre : il sert à encaisser.',
  paidPart: 'Payé',
  stillDue: 'Reste à payer',
  askedFor: 'Demandé',
  takeRest: 'Encaisser le reste : {amount}',
};

/** What the resolver says otherwise where money was to be given back. */
export const resolverBack: Texts['resolverBack'] = {
  paid: 'Le ticket dit remboursé',
  notPaid: 'Pas remboursé, ou pas de ticket',
  confirmPaid:
    'HiPay sera informé de {amount} rendus, et la caisse recevra « accepté » pour la commande {order}.',
  confirmNotPaid:
    'HiPay ne sera informé de rien, et {amount} de la commande {order} pourront être rendus de nouveau.',
  recordPaid: 'Enregistrer : remboursé',
  recordNotPaid: 'Enregistrer : pas remboursé',
  paidLabel: 'Remboursé',
  notPaidLabel: 'Pas remboursé',
  resolvedPaid: '{by} a regardé le ticket : remboursé.',
  resolvedNotPaid: '{by} a regardé le ticket : pas remboursé.',
  payAgain: 'L’argent peut être rendu de nouveau.',
  latePaid:
    'Le terminal a répondu en retard : {amount}, commande {order}, A ÉTÉ rendu. HiPay en est informé.',
  lateNotPaid:
    'Le terminal a répondu en retard : {amount}, commande {order}, n’a PAS été rendu. Cela peut être recommencé.',
  contradictedPaid:
    'Le terminal dit maintenant que {amount}, commande {order}, A ÉTÉ rendu, alors que c’était enregistré comme pas rendu. Comparez avec les tickets : le client a peut-être reçu l’argent deux fois.',
  contradictedNotPaid:
    'Le terminal dit maintenant que {amount}, commande {order}, n’a PAS été rendu, alors que c’était enregistré comme rendu et que HiPay a été informé. Comparez avec les tickets et faites corriger par HiPay.',
};
