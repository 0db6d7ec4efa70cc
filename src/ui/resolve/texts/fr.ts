import type { ResolverBackTexts, ResolverTexts } from './resolver-texts.ts';

export const fr: ResolverTexts = {
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

export const frBack: ResolverBackTexts = {
  paid: 'Le ticket dit remboursé',
  notPaid: 'Pas remboursé, ou pas de ticket',
  confirmPaid:
    'HiPay sera informé de {amount} rendus, et la caisse recevra « accepté » pour la commande {order}.',
  confirmNotPaid:
    'HiPay ne sera informé de rien, et {amount} de la commande {order} pourront être rendus de nouveau.',
  recordPaid: 'Enregistrer : remboursé',
  recordNotPaid: 'Enregistrer : pas remboursé',
};
