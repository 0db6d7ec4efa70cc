import type { TillElementTexts } from '../en/till-element.ts';
import { money } from './till-money.ts';

export const texts: TillElementTexts = {
  ask: {
    Debit: 'Encaisser {amount} par carte',
    Credit: 'Rembourser {amount} sur la carte',
    Cancel: 'Annuler {amount}',
    Authorization: 'Réserver {amount} sur la carte',
    Duplicate: 'Demander le dernier ticket',
  },
  done: {
    Debit: 'Payé',
    Credit: 'Remboursé',
    Cancel: 'Encaissement annulé',
    Authorization: 'Montant réservé',
    Duplicate: 'Dernier ticket',
  },
  outcome: {
    APPROVED: 'Payé',
    PARTIALLY_APPROVED: 'Payé en partie',
    DECLINED: 'Refusé',
    CANCELLED: 'Annulé',
    NOT_SENT: 'Non démarré',
    UNKNOWN: 'Résultat inconnu',
    OTHER_PAYMENT: 'Un autre paiement',
    FAILED: 'Non démarré',
    NOT_PAID: 'Pas payé',
    NOT_REFUNDED: 'Pas remboursé',
  },
  opening: 'Contact avec le programme d’encaissement',
  asking: 'Demande au programme d’encaissement',
  elapsed: 'Temps écoulé',
  cancel: 'Annuler',
  redKey:
    'Appuyez sur la touche rouge du terminal\u00a0: la caisse ne peut pas arrêter un paiement. Le résultat s’affichera ici.',
  tryAgain: 'Réessayer',
  askAgain: 'Demander à nouveau',
  charged: 'Le client a été débité de {amount}.',
  partly: 'La banque a autorisé {amount} sur {asked}.',
  due: 'Reste à payer\u00a0: {due}',
  doNotRepeat: {
    Debit: 'N’encaissez pas le client une seconde fois.',
    Credit: 'Ne remboursez pas le client une seconde fois.',
    Cancel: 'N’annulez pas le paiement une seconde fois.',
    Authorization: 'Ne réservez pas le montant une seconde fois.',
    Duplicate: 'N’encaissez pas le client une seconde fois.',
  },
  steps: [
    'Regardez le dernier ticket du terminal.',
    'Ouvrez le programme d’encaissement, appuyez-y sur «\u00a0Vérifier le ticket\u00a0» et dites ce qu’il indique.',
    'Appuyez ensuite ici sur «\u00a0Demander à nouveau\u00a0».',
  ],
  notFound: 'Ce programme d’encaissement ne connaît aucun paiement sous ce numéro.',
  notAsked:
    'Le programme d’encaissement n’a pas pu être interrogé. Ouvrez-le et appuyez sur «\u00a0Demander à nouveau\u00a0», ou regardez le dernier ticket du terminal.',
  hipayLater:
    'Cette vente est en attente d’envoi à HiPay. Le programme d’encaissement continue tout seul\u00a0; il n’y a rien à faire.',
  replayed:
    'Cette commande a déjà été traitée\u00a0: voici son résultat enregistré. Rien n’a été envoyé au terminal cette fois.',
  simulated: 'Simulation\u00a0: aucun argent n’a circulé.',
  order: 'Commande',
  card: 'Carte',
  authorization: 'Autorisation',
  brokenBefore:
    'Le programme d’encaissement n’a pas pu être ouvert. Vérifiez qu’il est démarré, puis réessayez.',
  brokenAfter:
    'Une erreur s’est produite dans cette page pendant le paiement. Demandez au programme d’encaissement, ou regardez le dernier ticket du terminal.',
  money,
};
