import type { FailureTexts, PhaseTexts, TillTexts } from '../../core/till/till-texts.ts';
import { money } from './till-money.ts';

const ticket =
  'Regardez le dernier ticket du terminal, puis appuyez sur « Vérifier le ticket » et dites ce qu’il indique.';

const failures: FailureTexts = {
  'unknown-error': {
    what: 'Une erreur s’est produite dans le programme d’encaissement.',
    todo: 'Essayez encore une fois. Si cela se répète, envoyez le détail technique à l’assistance.',
  },
  'payment-timeout': {
    what: 'Le paiement a duré plus longtemps que permis.',
    todo: 'Vérifiez que le terminal est revenu à l’écran d’accueil, puis recommencez.',
  },
  unauthorized: {
    what: 'La caisse a utilisé un identifiant ou un mot de passe faux.',
    todo: 'Corrigez l’identifiant du programme d’encaissement dans la caisse.',
  },
  'too-many-guesses': {
    what: 'Trop de mots de passe faux ont été envoyés au programme d’encaissement.',
    todo: 'Corrigez l’identifiant du programme d’encaissement dans la caisse, puis attendez une minute.',
  },
  'hipay-credentials': {
    what: 'HiPay a refusé l’identifiant ou le mot de passe.',
    todo: 'Corrigez-les dans Réglages, puis appuyez sur « Envoyer maintenant ». Rien n’est perdu.',
  },
  'hipay-unreachable': {
    what: 'HiPay n’a pas pu être joint.',
    todo: 'Vérifiez le réseau. Le programme d’encaissement continue tout seul.',
  },
  'hipay-refused': {
    what: 'HiPay a refusé la notification.',
    todo: 'Envoyez le détail technique à l’assistance HiPay. Le paiement reste enregistré ici.',
  },
  'page-not-open': {
    what: 'La page du programme d’encaissement n’était pas ouverte, ou était en train de se recharger.',
    todo: 'Laissez cette page ouverte sur la caisse, attendez quelques secondes, puis réessayez.',
  },
  'terminal-not-chosen': {
    what: 'Aucun terminal n’a été choisi.',
    todo: 'Appuyez sur « Connecter le terminal », puis recommencez.',
  },
  'terminal-away': {
    what: 'Le terminal n’est pas branché.',
    todo: 'Branchez le câble (s’il est branché, débranchez-le et rebranchez-le), attendez le voyant vert, puis recommencez.',
  },
  'port-in-use': {
    what: 'Un autre programme utilise le terminal.',
    todo: 'Fermez ce programme, ou débranchez le terminal et rebranchez-le. Puis recommencez.',
  },
  'terminal-silent': {
    what: 'Le terminal ne répond pas.',
    todo: 'Allumez-le, sortez de ses menus, vérifiez que la liaison « Caisse » est activée, puis réessayez.',
  },
  'terminal-not-ready': {
    what: 'Le terminal est occupé.',
    todo: 'Terminez ou annulez ce qu’il affiche, puis recommencez.',
  },
  'terminal-garbled': {
    what: 'Ce que dit le terminal arrive brouillé.',
    todo: 'Les réglages de la ligne ne conviennent pas : appuyez sur « Trouver mon terminal », puis recommencez.',
  },
  'status-unreadable': { what: 'L’état du terminal n’a pas pu être lu.', todo: ticket },
  declined: {
    what: 'La banque ou le terminal a refusé le paiement.',
    todo: 'Essayez une autre carte ou un autre moyen de paiement.',
  },
  cancelled: {
    what: 'Le paiement a été annulé sur le terminal.',
    todo: 'Recommencez si c’est toujours nécessaire.',
  },
  'answer-unreadable': { what: 'La réponse du terminal n’a pas pu être lue.', todo: ticket },
  'request-refused-by-terminal': {
    what: 'Le terminal n’a pas accepté la demande.',
    todo: 'Vérifiez le langage du terminal et la ligne série dans Réglages.',
  },
  'contract-missing': {
    what: 'Le contrat de ce paiement n’est pas configuré.',
    todo: 'Saisissez dans Réglages le contrat donné par HiPay, ou demandez à la personne qui a installé cette caisse.',
  },
  'payment-running': {
    what: 'Un autre paiement est en cours sur ce terminal.',
    todo: 'Attendez qu’il soit terminé, puis réessayez.',
  },
  'outcome-unknown': {
    what: 'La réponse du terminal s’est perdue.',
    todo: 'Regardez le dernier ticket du terminal, puis appuyez sur « Vérifier le ticket » et dites ce qu’il indique.',
  },
  'order-id-reused': {
    what: 'Ce numéro de commande appartient à un paiement précédent.',
    todo: 'Si c’est cette vente-là, il n’y a plus rien à faire. Si c’en est une nouvelle, prenez un nouveau numéro de commande.',
  },
  'request-invalid': {
    what: 'La demande n’est pas valable.',
    todo: 'Corrigez le champ indiqué dans le détail technique.',
  },
  'other-payment': {
    what: 'Le terminal a répondu pour un autre paiement : montant, devise ou caisse différents.',
    todo: 'Comparez ce montant avec le dernier ticket du terminal, puis appuyez sur « Vérifier le ticket » et dites ce qu’il indique. Annulez sur le terminal ce qui ne devrait pas y être.',
  },
  'cannot-record': {
    what: 'Le paiement n’a pas pu être enregistré.',
    todo: 'Libérez de l’espace disque, puis réessayez. Si cela ne suffit pas, rechargez la page du programme d’encaissement.',
  },
  'not-owner': {
    what: 'Un autre onglet du programme d’encaissement utilise le terminal.',
    todo: 'Utilisez cet onglet, ou fermez-le et réessayez.',
  },
  'till-not-allowed': {
    what: 'La page web de cette caisse n’a pas été autorisée à utiliser le programme d’encaissement.',
    todo: 'Ouvrez le programme d’encaissement, autorisez cette page dans Réglages, puis réessayez.',
  },
  'version-mismatch': {
    what: 'La page web de cette caisse et le programme d’encaissement n’ont pas la même version de dialogue.',
    todo: 'Mettez à jour le plus ancien des deux, puis réessayez.',
  },
  'local-network-blocked': {
    what: 'Le navigateur ne laisse pas cette page joindre le programme d’encaissement sur cet ordinateur.',
    todo: 'Autorisez « applications sur cet appareil » pour cette page dans les réglages du navigateur, puis réessayez.',
  },
  'window-blocked': {
    what: 'Le navigateur n’a pas ouvert la fenêtre du programme d’encaissement.',
    todo: 'Appuyez vous-même sur le bouton, ou autorisez les fenêtres pour cette page.',
  },
  'browser-unsupported': {
    what: 'Ce navigateur ne peut pas joindre un terminal par câble.',
    todo: 'Utilisez Chrome ou Edge sur un ordinateur.',
  },
  'till-left': {
    what: 'La caisse n’attendait plus ce paiement : il n’a pas commencé.',
    todo: 'Recommencez si c’est toujours nécessaire.',
  },
  'same-amount-in-doubt': {
    what: 'Un autre paiement du même montant est incertain : celui-ci n’a pas commencé.',
    todo: 'Appuyez sur « Vérifier le ticket », vérifiez ce paiement-là, puis encaissez celui-ci.',
  },
  'refund-in-doubt': {
    what: 'L’état de cette vente est incertain : ce remboursement n’a pas commencé.',
    todo: 'Vérifiez d’abord la vente et ses autres remboursements, puis répétez celui-ci.',
  },
  'connector-stopping': {
    what: 'Le programme d’encaissement est en train de s’arrêter : ce paiement n’a pas commencé.',
    todo: 'Redémarrez le programme d’encaissement, puis recommencez ce paiement avec le même numéro de commande.',
  },
};

const phases: PhaseTexts = {
  recording: { label: 'Enregistrement', now: 'Le paiement est noté avant tout envoi.' },
  'calling-terminal': { label: 'Appel du terminal', now: 'On attend que le terminal réponde à l’appel.' },
  sending: { label: 'Envoi du montant', now: 'Le terminal reçoit le montant.' },
  customer: {
    label: 'Présentez la carte',
    now: 'Le client présente sa carte. Cela peut prendre quelques minutes.',
  },
  answer: { label: 'Réponse du terminal', now: 'Le terminal a répondu ; la réponse est enregistrée.' },
  notifying: {
    label: 'Presque fini',
    now: 'La vente est enregistrée ; l’envoi à HiPay est en cours.',
  },
  finished: { label: 'Terminé', now: 'Le paiement est terminé.' },
};

export const texts: TillTexts = {
  failures,
  phases,
  money,
  redKey:
    'La caisse ne peut plus annuler un paiement que le terminal a reçu. Appuyez sur la touche rouge du terminal ; ce qu’il dira est le résultat.',
  nothing: 'Aucun paiement n’est en cours.',
  tooLate: 'Le terminal a déjà répondu : ce paiement est en cours d’enregistrement.',
};
