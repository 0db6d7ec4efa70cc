import type { AlarmBackTexts, CheckBackTexts, ResolveTexts } from '../en/resolve.ts';

const check: ResolveTexts['check'] = {
  title: 'Que dit le ticket du terminal ?',
  ticket: 'Le ticket à chercher',
  atTime: 'vers {time}',
  thisTime: 'cette heure',
  thisAmount: 'ce montant',
  lookFor: 'Cherchez {amount} vers {time}.',
  mayStillPay:
    'Le client est peut-être encore en train de payer. Attendez que le terminal soit à son écran d’accueil.',
  isIdle: 'Le terminal est à son écran d’accueil, et personne ne paie',
  isIdleMissing: 'Regardez d’abord le terminal : tant que le client y paie, rien n’est décidé.',
  noPaper: 'Pas de papier ? Menu du terminal, « Duplicata » ou « Dernier ticket ».',
  paid: 'Payé',
  paidHint: 'Un ticket de {amount}, accepté',
  notPaid: 'Pas payé',
  notPaidHint: 'Refusé, annulé, ou aucun ticket de ce montant',
  other: 'Un autre montant',
  otherHint: 'Vers {time}, mais pas {amount}',
  cannot: 'Je ne peux pas vérifier',
  cannotHint: 'Il reste dans « À vérifier »',
  cannotHintCorrection: 'Ce qui est enregistré reste',
  toQuestion: 'Que dit le ticket ?',
  goBack: 'Revenir',
  ticketAmount: 'Montant du ticket',
  sameAmount: 'C’est le montant demandé : revenez et choisissez « Payé ».',
  by: 'Vos initiales ou votre nom',
  byHint: 'Gardé avec le paiement. Une erreur peut être corrigée plus tard dans ses détails.',
  byMissing: 'Saisissez vos initiales ou votre nom.',
  why: 'Ce que vous avez vu',
  whyMissing: 'Dites en quelques mots ce que vous avez vu.',
  suggestions: 'Suggestions de réponse',
  whyPaidTicket: 'Ticket de ce montant, accepté',
  whyPaidDuplicate: 'Duplicata de ce montant, accepté',
  whyNotPaid: 'Refusé, annulé, ou aucun ticket de ce montant',
  whyNoTicket: 'Aucun ticket pour ce paiement',
  whyRefused: 'Le ticket dit refusé',
  whyCancelled: 'Le ticket dit annulé',
  whyOther: 'Ticket d’un autre montant, accepté',
  recordPaid: 'Noter comme payé',
  recordNotPaid: 'Noter comme non payé',
  recordOther: 'Noter un autre montant',
  confirmPaid: '{amount} seront envoyés à HiPay, et la caisse saura que la commande {order} est payée.',
  confirmNotPaid:
    'Rien ne sera envoyé à HiPay, et la commande {order} pourra être encaissée à nouveau, sauf si un autre paiement de cette commande est accepté ou à vérifier.',
  confirmNotPaidSent:
    'La commande {order} pourra être encaissée à nouveau, sauf si un autre paiement de cette commande est accepté ou à vérifier. HiPay l’a peut-être déjà : comparez avec le ticket et faites corriger par HiPay.',
  confirmOther:
    'Le montant du ticket sera envoyé à HiPay, et la caisse saura quelle part de la commande {order} est payée.',
  confirmOtherSent:
    'La caisse saura quelle part de la commande {order} est payée. HiPay a peut-être déjà un autre montant : faites corriger par HiPay.',
  refused: 'Rien n’a été enregistré.',
  settled: 'Ce paiement n’est plus en doute : il n’y a plus rien à vérifier.',
  doneAll: 'Tout est vérifié',
  donePaid: '{amount} : noté comme payé.',
  doneNotPaid: '{amount} : noté comme non payé.',
  toPay: 'Retour à l’encaissement',
  checkNext: 'Vérifier le suivant',
};

const checkBack: CheckBackTexts = {
  title: 'Que dit le ticket du terminal ?',
  paid: 'Remboursé',
  notPaid: 'Pas remboursé',
  recordPaid: 'Noter comme remboursé',
  recordNotPaid: 'Noter comme non remboursé',
  confirmPaid:
    '{amount} remboursés seront envoyés à HiPay, et la caisse saura que la commande {order} est acceptée.',
  confirmNotPaid:
    'Rien ne sera envoyé à HiPay, et {amount} de la commande {order} pourront être remboursés à nouveau, sauf si c’est déjà fait ou à vérifier.',
  confirmNotPaidSent:
    '{amount} de la commande {order} pourront être remboursés à nouveau, sauf si c’est déjà fait ou à vérifier. HiPay l’a peut-être déjà : comparez avec le ticket et faites corriger par HiPay.',
  confirmOther:
    'Le montant du ticket sera envoyé à HiPay, et la caisse saura quelle part de la commande {order} est remboursée.',
  confirmOtherSent:
    'La caisse saura quelle part de la commande {order} est remboursée. HiPay a peut-être déjà un autre montant : faites corriger par HiPay.',
  donePaid: '{amount} : noté comme remboursé.',
  doneNotPaid: '{amount} : noté comme non remboursé.',
};

const duplicate: ResolveTexts['duplicate'] = {
  ask: 'Demander le dernier ticket',
  consent:
    'Rien n’est débité. N’appuyez que si le terminal est à son écran d’accueil et que personne ne paie. Ce qu’il dit est un indice : c’est vous qui décidez.',
  asking: 'Interrogation du terminal…',
  matches:
    'Le dernier ticket du terminal a ce montant et est accepté : sans doute payé. Comparez l’heure, puis décidez.',
  known: 'C’est la commande {order}, connue comme payée : cela ne dit rien de ce paiement.',
  otherAmount:
    'Le dernier ticket du terminal est de {amount} : un autre paiement. Il ne dit rien de celui-ci.',
  noAmount: 'Le terminal n’a pas donné de montant. Rien de certain : regardez la liste du terminal.',
  none: 'Le terminal n’a pas de ticket d’un dernier paiement : très probablement pas payé. Regardez la liste du terminal.',
  matchesBack:
    'Le dernier ticket du terminal a ce montant. C’est peut-être le remboursement, peut-être la vente du même montant : lisez le ticket, puis décidez.',
  noneBack:
    'Le terminal n’a pas de ticket d’une dernière opération : très probablement rien n’a été remboursé. Regardez la liste du terminal.',
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
  suggests: 'D’après le dernier ticket du terminal : payé.',
};

const confirmBack: ResolveTexts['confirmBack'] = {
  confirmTitle: 'Vous allez rembourser',
  confirmRefund: 'Vous allez rembourser {amount} sur la carte.',
  confirmCancellation: 'Vous allez annuler un paiement de {amount} : le client est remboursé.',
  confirmHow: 'Vérifiez le montant, et qu’il n’a pas déjà été remboursé. Le client doit présenter sa carte.',
  confirmYes: 'Oui, rembourser {amount}',
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
  titleOlder: '{amount} reste à vérifier',
  when: 'À {time} ({age}), commande {order}.',
  mayBePaid: 'Le résultat de ce paiement est inconnu : la carte a peut-être été débitée.',
  mayBeGivenBack: 'Le résultat est inconnu : le client a peut-être déjà reçu l’argent.',
  mayBeReserved: 'Le résultat est inconnu : le montant est peut-être déjà réservé.',
  check: 'Vérifier le ticket de {time}',
  elsewhere: 'Il a été lancé dans un autre navigateur du magasin. Seul ce navigateur permet de le vérifier.',
  checkElsewhere: 'Ne pas encaisser, vérifier là-bas d’abord',
  other: 'Non, c’est un autre client',
};

const alarm: ResolveTexts['alarm'] = {
  latePaid:
    'Le terminal a répondu en retard. Payé : {amount}, commande {order}. L’envoi à HiPay est en cours.',
  lateNotPaid:
    'Le terminal a répondu en retard : {amount}, commande {order}, n’a PAS été payé. La commande peut être payée de nouveau, sauf si un autre paiement de cette commande est accepté ou à vérifier.',
  contradictedPaid:
    'Le terminal dit maintenant : payé, {amount}, commande {order}. C’était enregistré comme non payé. Comparez avec les tickets : si le client a payé deux fois, remboursez un paiement sur le terminal.',
  contradictedNotPaid:
    'Le terminal dit maintenant que {amount}, commande {order}, n’a PAS été payé, alors que c’était enregistré comme payé et envoyé à HiPay. Comparez avec les tickets et faites corriger par HiPay.',
  correctedPaid:
    '{by} a corrigé une décision. Payé : {amount}, commande {order}. C’était enregistré comme non payé. L’envoi à HiPay est en cours. Si le client a payé de nouveau entre-temps, remboursez un paiement sur le terminal.',
  correctedNotPaid:
    '{by} a corrigé une décision : {amount}, commande {order}, n’a PAS été payé, alors que c’était enregistré comme payé. Comparez avec le ticket. Si c’était déjà envoyé à HiPay, faites corriger par HiPay.',
  correctedAmount:
    '{by} a corrigé une décision : {amount} ont été payés pour la commande {order}, et non {earlier}. Comparez avec le ticket. Si HiPay a {earlier}, faites corriger par HiPay.',
  seen: 'Compris',
};

const alarmBack: AlarmBackTexts = {
  latePaid:
    'Le terminal a répondu en retard. Remboursé : {amount}, commande {order}. L’envoi à HiPay est en cours.',
  lateNotPaid:
    'Le terminal a répondu en retard : {amount}, commande {order}, n’a PAS été remboursé. Vous pouvez recommencer, sauf si c’est déjà fait ou à vérifier.',
  contradictedPaid:
    'Le terminal dit maintenant : remboursé, {amount}, commande {order}. C’était enregistré comme non remboursé. Comparez avec les tickets : le client a peut-être reçu l’argent deux fois.',
  contradictedNotPaid:
    'Le terminal dit maintenant que {amount}, commande {order}, n’a PAS été remboursé, alors que c’était enregistré comme remboursé et envoyé à HiPay. Comparez avec les tickets et faites corriger par HiPay.',
  correctedPaid:
    '{by} a corrigé une décision. Remboursé : {amount}, commande {order}. C’était enregistré comme non remboursé. L’envoi à HiPay est en cours. Comparez avec les tickets : le client a peut-être reçu l’argent deux fois.',
  correctedNotPaid:
    '{by} a corrigé une décision : {amount}, commande {order}, n’a PAS été remboursé, alors que c’était enregistré comme remboursé. Comparez avec le ticket. Si c’était déjà envoyé à HiPay, faites corriger par HiPay.',
  correctedAmount:
    '{by} a corrigé une décision : {amount} de la commande {order} ont été remboursés, et non {earlier}. Comparez avec le ticket. Si HiPay a {earlier}, faites corriger par HiPay.',
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
