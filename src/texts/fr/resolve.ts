import type { AlarmBackTexts, DialogBackTexts, ResolveTexts } from '../en/resolve.ts';

const dialog: ResolveTexts['dialog'] = {
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
  paid: 'Le ticket indique : payé',
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
    'Une vente de {amount} sera envoyée à HiPay, et la caisse recevra « payé » pour la commande {order}.',
  confirmNotPaid: 'Rien ne sera envoyé à HiPay, et la commande {order} pourra être payée de nouveau.',
  confirmNotPaidTold:
    'La commande {order} est alors non payée et pourra être payée de nouveau. Elle a peut-être été envoyée à HiPay : comparez avec le ticket et faites corriger par HiPay.',
  once: 'Gardé avec votre nom. Une erreur peut être corrigée plus tard dans les détails du paiement ; un avis le montre alors.',
  recordPaid: 'Enregistrer : payé',
  recordNotPaid: 'Enregistrer : pas payé',
  refused: 'Rien n’a été enregistré.',
};

const dialogBack: DialogBackTexts = {
  paid: 'Le ticket dit remboursé',
  notPaid: 'Pas remboursé, ou pas de ticket',
  confirmPaid:
    'Un remboursement de {amount} sera envoyé à HiPay, et la caisse recevra « accepté » pour la commande {order}.',
  confirmNotPaid:
    'Rien ne sera envoyé à HiPay, et {amount} de la commande {order} pourront être rendus de nouveau.',
  confirmNotPaidTold:
    '{amount} de la commande {order} ne sont alors pas rendus et pourront être rendus de nouveau. Elle a peut-être été envoyée à HiPay : comparez avec le ticket et faites corriger par HiPay.',
  recordPaid: 'Enregistrer : remboursé',
  recordNotPaid: 'Enregistrer : pas remboursé',
};

const duplicate: ResolveTexts['duplicate'] = {
  ask: 'Demander son dernier ticket au terminal',
  consent:
    'Rien n’est débité. N’appuyez que si le terminal est à son écran d’accueil et que personne ne paie. Ce qu’il dit est un indice : c’est vous qui décidez.',
  asking: 'Demande au terminal…',
  matches:
    'Le dernier ticket du terminal a ce montant et est accepté. Cela suggère : payé. Comparez l’heure, puis décidez.',
  known: 'C’est la commande {order}, connue comme payée : cela ne dit rien de ce paiement.',
  otherAmount:
    'Le dernier ticket du terminal est de {amount} : un autre paiement. Il ne dit rien de celui-ci.',
  noAmount: 'Le terminal n’a pas donné de montant. Rien de certain : regardez la liste du terminal.',
  none: 'Le terminal n’a pas de ticket d’un dernier paiement : très probablement pas payé. Regardez la liste du terminal.',
  matchesBack:
    'Le dernier ticket du terminal a ce montant. C’est peut-être le remboursement, peut-être la vente du même montant : lisez le ticket, puis décidez.',
  noneBack:
    'Le terminal n’a pas de ticket d’une dernière opération : très probablement rien n’a été rendu. Regardez la liste du terminal.',
  notTold: 'Le terminal n’a pas pu être interrogé, et cela ne dit rien de ce paiement.',
  noNumber:
    'Il n’a pas donné de numéro d’autorisation : impossible de le distinguer d’un autre paiement du même montant. Comparez l’heure.',
  amount: 'Montant',
  authorisation: 'Autorisation',
  card: 'Carte',
  ticket: 'Ticket imprimé',
  why: 'Dernier ticket du terminal :',
  whyNone: 'le terminal n’en a pas',
  whyKnown: 'celui de la commande {order}',
  suggests: 'Le dernier ticket du terminal suggère : payé.',
};

const confirmBack: ResolveTexts['confirmBack'] = {
  confirmTitle: 'Vous rendez de l’argent',
  confirmRefund: 'Vous remboursez {amount} sur la carte.',
  confirmCancellation: 'Vous annulez un paiement de {amount} : le client le récupère.',
  confirmHow: 'Vérifiez le montant, et qu’il n’a pas déjà été rendu. Le client doit présenter sa carte.',
  confirmYes: 'Oui, rendre {amount}',
  confirmNo: 'Non, revenir',
};

const sameSale: ResolveTexts['sameSale'] = {
  title: 'La caisse n’a pas reçu la réponse pour {amount} à {time}. La même vente ?',
  what: 'Cette vente est payée (commande {order}). La caisse demande maintenant le même montant, sans numéro de commande. Elle reçoit la réponse de cette vente, ou un nouveau paiement commence.',
  other: 'Non, une nouvelle vente',
  same: 'Oui, la même vente',
};

const confirmLarge: ResolveTexts['confirmLarge'] = {
  title: 'Encaisser {amount} ?',
  what: 'C’est un montant élevé. Comparez-le avec ce que le client doit.',
  no: 'Non, changer le montant',
  yes: 'Oui, encaisser {amount}',
};

const confirmSame: ResolveTexts['confirmSame'] = {
  title: '{amount} vient déjà d’être tenté',
  when: 'À {time} ({age}), commande {order}.',
  mayBePaid: 'Le résultat de ce paiement est inconnu : la carte a peut-être été débitée.',
  mayBeGivenBack: 'Le résultat est inconnu : le client a peut-être déjà reçu l’argent.',
  mayBeReserved: 'Le résultat est inconnu : le montant est peut-être déjà réservé.',
  check: 'Vérifier le ticket de {time}',
  other: 'Non, c’est un autre client',
};

const alarm: ResolveTexts['alarm'] = {
  latePaid:
    'Le terminal a répondu en retard. Payé : {amount}, commande {order}. L’envoi à HiPay est en cours.',
  lateNotPaid:
    'Le terminal a répondu en retard : {amount}, commande {order}, n’a PAS été payé. La commande peut être payée de nouveau.',
  contradictedPaid:
    'Le terminal dit maintenant : payé, {amount}, commande {order}. C’était enregistré comme non payé. Comparez avec les tickets : si le client a payé deux fois, remboursez un paiement sur le terminal.',
  contradictedNotPaid:
    'Le terminal dit maintenant que {amount}, commande {order}, n’a PAS été payé, alors que c’était enregistré comme payé et envoyé à HiPay. Comparez avec les tickets et faites corriger par HiPay.',
  correctedPaid:
    '{by} a corrigé une décision. Payé : {amount}, commande {order}. C’était enregistré comme non payé. L’envoi à HiPay est en cours. Si le client a payé de nouveau entre-temps, remboursez un paiement sur le terminal.',
  correctedNotPaid:
    '{by} a corrigé une décision : {amount}, commande {order}, n’a PAS été payé, alors que c’était enregistré comme payé. Comparez avec le ticket. Si c’était déjà envoyé à HiPay, faites corriger par HiPay.',
  seen: 'Compris',
};

const alarmBack: AlarmBackTexts = {
  latePaid:
    'Le terminal a répondu en retard. Remboursé : {amount}, commande {order}. L’envoi à HiPay est en cours.',
  lateNotPaid:
    'Le terminal a répondu en retard : {amount}, commande {order}, n’a PAS été rendu. Cela peut être recommencé.',
  contradictedPaid:
    'Le terminal dit maintenant : remboursé, {amount}, commande {order}. C’était enregistré comme non remboursé. Comparez avec les tickets : le client a peut-être reçu l’argent deux fois.',
  contradictedNotPaid:
    'Le terminal dit maintenant que {amount}, commande {order}, n’a PAS été rendu, alors que c’était enregistré comme rendu et envoyé à HiPay. Comparez avec les tickets et faites corriger par HiPay.',
  correctedPaid:
    '{by} a corrigé une décision. Remboursé : {amount}, commande {order}. C’était enregistré comme non remboursé. L’envoi à HiPay est en cours. Comparez avec les tickets : le client a peut-être reçu l’argent deux fois.',
  correctedNotPaid:
    '{by} a corrigé une décision : {amount}, commande {order}, n’a PAS été rendu, alors que c’était enregistré comme rendu. Comparez avec le ticket. Si c’était déjà envoyé à HiPay, faites corriger par HiPay.',
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
