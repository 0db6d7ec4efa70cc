import type { StatesTexts } from '../en/states.ts';

const plurals: StatesTexts['plurals'] = {
  payments: { one: '{count} paiement', other: '{count} paiements' },
  waiting: { one: '{count} notification en attente', other: '{count} notifications en attente' },
  more: { one: 'et {count} autre', other: 'et {count} autres' },
  attempts: { one: '{count} essai', other: '{count} essais' },
  unresolved: {
    one: '{count} paiement à vérifier',
    other: '{count} paiements à vérifier',
  },
};

const charged: StatesTexts['charged'] = {
  'not-charged': 'Non, le client n’a pas été débité.',
  charged: 'Oui, le client a payé.',
  unknown: 'Ce n’est pas certain. Pour l’instant, n’encaissez pas de nouveau.',
  'nothing-sent':
    'Cette demande n’a rien fait. Elle ne dit rien d’une demande précédente : si vous recommencez, gardez le même numéro de commande.',
};

const outcomes: StatesTexts['outcomes'] = {
  APPROVED: {
    label: 'Accepté',
    what: 'Le paiement a été accepté.',
    todo: 'Remettez le ticket et la marchandise.',
  },
  PARTIALLY_APPROVED: {
    label: 'Accepté en partie',
    what: 'La banque n’a autorisé qu’une partie du montant.',
    todo: 'N’encaissez pas cette partie une seconde fois. Demandez le reste par un nouveau paiement, avec une autre carte ou en espèces.',
  },
  DECLINED: {
    label: 'Refusé',
    what: 'Le paiement a été refusé.',
    todo: 'Proposez une autre carte ou un autre moyen de paiement.',
  },
  CANCELLED: {
    label: 'Annulé',
    what: 'Le paiement a été annulé sur le terminal.',
    todo: 'Recommencez si le client veut toujours payer.',
  },
  NOT_SENT: {
    label: 'Non envoyé',
    what: 'Le terminal n’a jamais reçu le montant.',
    todo: 'Vérifiez le terminal, puis encaissez de nouveau.',
  },
  UNKNOWN: {
    label: 'Résultat inconnu',
    what: 'La réponse du terminal s’est perdue.',
    todo: 'Regardez le dernier ticket du terminal, puis appuyez sur « Vérifier le ticket » et dites ce qu’il indique.',
  },
  OTHER_PAYMENT: {
    label: 'Autre paiement',
    what: 'Le terminal a répondu pour un autre paiement : montant, devise ou caisse différents.',
    todo: 'Comparez ce montant avec le dernier ticket du terminal, puis appuyez sur « Vérifier le ticket » et dites ce qu’il indique. Annulez sur le terminal ce qui ne devrait pas y être.',
  },
};

const unexplained: StatesTexts['unexplained'] = {
  what: 'Le paiement a été refusé, ou arrêté sur le terminal.',
  todo: 'Demandez au client. Puis réessayez, ou proposez une autre carte ou un autre moyen de paiement.',
  whatBack: 'L’opération a été refusée, ou arrêtée sur le terminal.',
};

const heldBack: StatesTexts['heldBack'] = {
  label: 'Prêt, commandes retenues',
  todo: 'Le terminal répond, mais des paiements enregistrés sont perdus : une commande de caisse inconnue ici n’est pas débitée. Voir l’avis ci-dessus.',
};

const diskProblem: StatesTexts['diskProblem'] = {
  label: 'Prêt, souci de disque',
  todo: 'Le terminal répond, mais ce programme ne peut pas enregistrer les paiements sur le disque de cet ordinateur. Vous pouvez encaisser ; certains paiements peuvent être refusés. Voir l’avis ci-dessus.',
};

const lamps: StatesTexts['lamps'] = {
  'not-chosen': {
    label: 'Aucun terminal choisi',
    todo: 'Branchez le terminal et appuyez sur « Connecter le terminal ».',
  },
  away: {
    label: 'Terminal débranché',
    todo: 'Branchez le câble ; la liaison revient toute seule. S’il est branché, débranchez-le et rebranchez-le. Sinon, appuyez sur « Choisir un autre terminal ».',
  },
  opening: { label: 'Ouverture de la ligne…', todo: 'Un instant, rien à faire.' },
  unchecked: {
    label: 'Connecté, non testé',
    todo: 'Appuyez sur « Tester le terminal » pour voir s’il répond.',
  },
  ready: { label: 'Terminal prêt', todo: 'Le terminal répond. Vous pouvez encaisser.' },
  silent: {
    label: 'Terminal sans réponse',
    todo: 'Est-il allumé, sorti de ses menus, la liaison « Caisse » activée ? Puis testez de nouveau. Sinon, « Trouver mon terminal » essaie les réglages de la ligne.',
  },
  garbled: {
    label: 'Ligne mal réglée',
    todo: 'Le terminal est là, mais ce qu’il dit arrive brouillé. Rien n’est envoyé. Appuyez sur « Trouver mon terminal » : il essaie les réglages de la ligne et garde ceux qui conviennent.',
  },
  'not-ready': {
    label: 'Terminal occupé',
    todo: 'Terminez ou annulez ce qu’affiche le terminal, puis testez de nouveau.',
  },
  'in-use': {
    label: 'Port pris par un autre programme',
    todo: 'Fermez l’autre programme qui utilise le terminal. S’il n’y en a pas, débranchez le terminal et rebranchez-le.',
  },
  paying: { label: 'Paiement en cours', todo: 'Suivez le paiement sous « Encaisser ».' },
};

/** What is different for a terminal on the network, which has no cable to this computer. */
const overNetwork: StatesTexts['overNetwork'] = {
  away: {
    label: 'Terminal injoignable',
    todo: 'Est-il allumé et relié au réseau du magasin ? La liaison revient toute seule. Sinon, comparez son adresse avec celle des Réglages.',
  },
  cutOff: {
    label: 'Terminal hors de portée',
    todo: 'Ce terminal est joint par le service local de cet ordinateur, qui ne répond pas. Relancez-le avec « hipay-ecr start ».',
  },
  notSent: {
    what: 'Le terminal est injoignable par le réseau.',
    todo: 'Vérifiez qu’il est allumé et relié au réseau du magasin, et que son adresse est celle des Réglages. Attendez le voyant vert, puis recommencez.',
  },
};

const amountProblems: StatesTexts['amountProblems'] = {
  missing: 'Saisissez un montant.',
  'not-decimal': 'Des chiffres avec une virgule ou un point, par exemple 10,23.',
  'not-positive': 'Le montant doit être supérieur à zéro.',
  unclear: 'Mille ou un ? Écrivez-le sans signe entre les milliers, par exemple 1000.',
  'too-many-decimals': 'Trop de décimales pour cette devise.',
  'too-large': 'Trop grand : le terminal accepte huit chiffres au plus.',
};

const operations: StatesTexts['operations'] = {
  operation: 'Opération',
  sale: 'Vente par carte',
  cheque: 'Vente par chèque',
  refund: 'Remboursement',
  refunded: 'Remboursé',
  cancellation: 'Annulation',
  preAuthorization: 'Préautorisation',
  duplicate: 'Dernier ticket demandé',
  refundHint: 'Le client est remboursé.',
  cancellationHint: 'Annule un paiement précédent du même montant.',
  preAuthorizationHint: 'Réserve le montant sur la carte.',
  chequeHint: 'Le terminal prend le chèque.',
  giveBack: 'Rembourser {amount}',
  cancelAmount: 'Annuler {amount}',
  reserveAmount: 'Réserver {amount}',
  chequeAmount: 'Encaisser {amount} par chèque',
  runningBack: 'Remboursement en cours',
  runningAuthorization: 'Préautorisation en cours',
  runningDuplicate: 'Demande du dernier ticket',
  customerBack: 'Le client présente la carte qui reçoit l’argent. Cela peut prendre quelques minutes.',
  notifyingBack: 'Le remboursement est enregistré ; l’envoi à HiPay est en cours.',
  customerDuplicate: 'Rien n’est débité. Le terminal indique son dernier paiement.',
  cancelHowBack:
    'Sur le terminal. Cela ne peut pas être arrêté d’ici, et le remboursement peut aboutir tant que le terminal ne dit pas le contraire.',
  givenTitle: 'Le client a-t-il été remboursé ?',
  givenNo: 'Non, rien n’a été remboursé.',
  givenYes: 'Oui, le client est remboursé.',
  givenUnknown:
    'Ce n’est pas certain. Ne remboursez pas de nouveau avant d’avoir regardé le terminal : le client pourrait recevoir l’argent deux fois.',
  takenTitle: 'Le paiement précédent a-t-il été annulé ?',
  takenNo: 'Non, il n’a pas été annulé.',
  takenYes: 'Oui, il est annulé.',
  takenUnknown: 'Ce n’est pas certain. Ne l’annulez pas de nouveau avant d’avoir regardé le terminal.',
  approvedBack: 'Le terminal a accepté.',
  approvedBackTodo: 'Remettez le ticket.',
  declinedBack: 'La banque ou le terminal a refusé.',
  declinedBackTodo: 'Utilisez la carte de la vente, ou demandez à HiPay ou à votre banque.',
  cancelledBack: 'L’opération a été annulée sur le terminal.',
  cancelledBackTodo: 'Recommencez si c’est toujours nécessaire.',
  notSentBackTodo: 'Corrigez cela, puis recommencez.',
  notSentBack: 'Le terminal n’a jamais reçu le montant.',
  unknownBack: 'La réponse du terminal s’est perdue.',
  unknownBackTodo:
    'Regardez le dernier ticket du terminal, puis appuyez sur « Vérifier le ticket » et dites ce qu’il indique.',
  otherBack:
    'Le terminal a répondu pour un autre montant, une autre devise, une autre caisse ou une autre opération.',
  reservedTitle: 'Le montant a-t-il été réservé ?',
  reservedNo: 'Non, rien n’a été réservé.',
  reservedYes: 'Oui, il est réservé sur la carte. Rien n’a encore été débité.',
  reservedUnknown: 'Ce n’est pas certain. Ne le réservez pas de nouveau avant d’avoir regardé le terminal.',
  approvedHold: 'Le terminal a accepté.',
  approvedHoldTodo: 'Remettez le ticket et gardez le vôtre : il sert à encaisser.',
  paidPart: 'Payé',
  stillDue: 'Reste à payer',
  partYes: 'Oui, mais une partie du montant seulement.',
  askedFor: 'Demandé',
  takeRest: 'Encaisser le reste : {amount}',
};

const resolverBack: StatesTexts['resolverBack'] = {
  paidLabel: 'Remboursé',
  notPaidLabel: 'Pas remboursé',
  resolvedPaid: '{by} a regardé le ticket : remboursé.',
  resolvedNotPaid: '{by} a regardé le ticket : pas remboursé.',
  payAgain: 'Vous pouvez rembourser de nouveau, sauf si c’est déjà fait ou à vérifier.',
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
