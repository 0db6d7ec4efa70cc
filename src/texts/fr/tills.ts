import type { TillsTexts } from '../en/tills.ts';

export const texts: TillsTexts = {
  allowTitle: 'Cette caisse peut-elle utiliser votre terminal ?',
  allowWho: '{origin} demande à l’utiliser.',
  allowWhat:
    'Elle pourra lancer des paiements sur ce terminal et voir s’il est prêt. Elle ne voit ni les autres paiements, ni les réglages, ni les mots de passe.',
  allowAmount: 'Elle demande maintenant {amount}.',
  allow: 'Autoriser',
  refuse: 'Ne pas autoriser',
  later: 'Vous pourrez changer d’avis à tout moment dans Réglages, Caisses web.',
  terminalTitle: 'Choisir le terminal',
  terminalWhat: '{origin} vous demande de choisir le terminal de paiement.',
  choose: 'Choisir…',
  notNow: 'Pas maintenant',
  title: 'Caisses web',
  what: 'Les pages web qui ont demandé à utiliser ce connecteur. Retirez ce que vous ne connaissez pas.',
  none: 'Aucune page web ne l’a encore demandé.',
  allowed: 'autorisée le {date}',
  refused: 'refusée le {date}',
  takeBack: 'Retirer',
  askAgain: 'La laisser redemander',
};
