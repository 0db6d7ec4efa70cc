import type { TillsTexts } from '../en/tills.ts';

export const texts: TillsTexts = {
  allowTitle: 'Cette caisse peut-elle utiliser votre terminal ?',
  asksNow: 'Elle demande maintenant',
  can: 'Lancer des paiements et voir si le terminal est prêt',
  cannot: 'Ne voit ni les autres paiements, ni les réglages, ni les mots de passe',
  allow: 'Autoriser',
  refuse: 'Refuser',
  later: 'Vous pourrez changer d’avis à tout moment : Réglages, Caisses.',
  unsafeTitle: 'Adresse non protégée',
  unsafe:
    'Cette page n’est pas chiffrée : elle peut être modifiée en route. N’autorisez que votre propre caisse, dans votre propre réseau.',
  doneTitle: 'Caisse autorisée',
  done: 'Elle peut maintenant lancer des paiements. Gardez cette fenêtre ouverte.',
  understood: 'Compris',
  terminalTitle: 'Choisir le terminal',
  terminalWhat: '{origin} vous demande de choisir le terminal de paiement.',
  choose: 'Choisir…',
  notNow: 'Pas maintenant',
  title: 'Caisses web',
  what: 'Les pages web qui ont demandé à utiliser ce programme. Retirez ce que vous ne connaissez pas.',
  none: 'Aucune page web ne l’a encore demandé.',
  allowed: 'autorisée le {date}',
  refused: 'refusée le {date}',
  takeBack: 'Retirer',
  askAgain: 'La laisser redemander',
};
