import type { PeculiaritiesTexts } from '../en/peculiarities.ts';

export const texts: PeculiaritiesTexts = {
  'usb-line-settings': {
    what: 'Ingenico Telium et Tetra en USB (iCT, iWL, Desk, Move) : le réglage de la ligne est sans importance, il n’y a pas de vraie ligne derrière.',
    remedy: 'Tout réglage convient ; 9600 8N1 est courant.',
  },
  'serial-7e1': {
    what: 'Terminaux sur câble RS232 : la plupart veulent 7 bits de données et une parité paire.',
    remedy: 'Choisissez 9600 7E1 dans Réglages, ou « Trouver mon terminal ».',
  },
  'serial-1200': {
    what: 'Certains iCT250 en RS232 parlent à 1200 bauds, 7E1.',
    remedy: 'Choisissez la vitesse dans Réglages, ou « Trouver mon terminal ».',
  },
  'parity-half-works': {
    what: 'Tout terminal en RS232 : avec une mauvaise parité, l’appel et la réponse passent, et tout le reste échoue.',
    remedy:
      'Avant de parler d’argent sur une telle ligne, on lui demande qui il est ; sans réponse, le voyant dit « Ligne mal réglée » et aucun paiement ne part. « Trouver mon terminal » trouve ceux qui conviennent.',
  },
  'e-or-e-plus': {
    what: 'Ingenico avec Telium Manager avant 37783600, et iPP3xx : connaissent le protocole E et refusent E+.',
    remedy: 'Choisissez Concert V2 E dans Réglages.',
  },
  'short-answer': {
    what: 'Certains répondent sous la forme courte, quoi qu’on demande.',
    remedy: 'Tout seul : la longueur reçue décide.',
  },
  'answer-mode': {
    what: 'Avec les cartes sans contact, la réponse indique le mode « B », celle d’un refus « 0 ».',
    remedy: 'Tout seul : le mode n’est pas comparé.',
  },
  'fast-ack': {
    what: 'D’anciens Ingenico en RS232 manquent une réponse qui vient aussitôt.',
    remedy: 'Allongez « Pause avant notre réponse » dans Réglages (10 ms).',
  },
  'missing-eot': {
    what: 'Certains, sur Raspberry Pi, omettent le dernier signe de l’échange.',
    remedy: 'Tout seul : une vente payée n’échoue pas pour cela.',
  },
  'stale-byte': {
    what: 'Certains, sur Raspberry Pi, envoient un octet perdu avant l’appel.',
    remedy: 'Tout seul : écarté et noté.',
  },
  'stale-answer': {
    what: 'Tout terminal peut envoyer d’abord la réponse d’un paiement précédent.',
    remedy: 'Tout seul : comparée, ou demandée à une personne.',
  },
  'idle-8h': {
    what: 'Desk/5000 en USB ne répond plus après huit heures environ.',
    remedy: 'Le voyant le montre : débranchez et rebranchez le câble, ou redémarrez le terminal.',
  },
  'cash-connection': {
    what: 'Ingenico : aucune réponse, parce que le menu « Connexion caisse » est désactivé ou sur un autre port.',
    remedy: 'F > Telium Manager > Initialisation > Paramètres > Connexion caisse.',
  },
  'modem-manager': {
    what: 'Tout terminal USB sous Linux : ModemManager lui parle pendant dix secondes après le branchement.',
    remedy: 'Attendez, ou faites ajouter une règle udev : ENV{ID_MM_DEVICE_IGNORE}="1".',
  },
  'uk-dialect': {
    what: 'Les terminaux réglés pour le Royaume-Uni ou l’Irlande affichent MAILORDER SALE : ils parlent un autre langage de même longueur.',
    remedy: 'Non pris en charge : annulez sur le terminal et faites-le régler pour la France.',
  },
  'v3-version-0301': {
    what: 'Desk/5000 répond avec la version 0301 et son propre identifiant de protocole.',
    remedy: 'Tout seul : ni l’un ni l’autre n’est comparé.',
  },
  'v3-padded-amount': {
    what: 'Ingenico complète le montant par des zéros.',
    remedy: 'Tout seul : comparé comme un nombre.',
  },
  'v3-bare-refusal': {
    what: 'Desk/5000 : après la touche rouge, la réponse n’a pas de montant.',
    remedy: 'Tout seul : seule une acceptation doit le répéter.',
  },
  'v3-no-bf': {
    what: 'Les Ingenico récents refusent les demandes qui parlent de paiement partiel (BF).',
    remedy: 'Tout seul : BF n’est jamais envoyé.',
  },
  'v3-0310-on-serial': {
    what: 'Certains Ingenico n’acceptent pas la version 0310 par câble.',
    remedy: 'Choisissez la version 0300 dans Réglages, comme à l’origine.',
  },
  'v3-extended-reason': {
    what: 'Certaines banques envoient une raison de 29 caractères au plus.',
    remedy: 'Tout seul : les deux premiers comptent.',
  },
  'v3-cheque-reason': {
    what: 'Ingenico : tout échec d’un chèque a pour raison « refusé ».',
    remedy: 'Le texte dit « refusé » quoi qu’il se soit passé : regardez le terminal.',
  },
  'v3-cancellation': {
    what: 'HiPay sur Nepting : l’annulation n’existe pas.',
    remedy: 'Le terminal la refuse : faites un remboursement.',
  },
  'v3-duplicate': {
    what: 'Les fabricants ne sont pas d’accord : pour l’un d’eux, demander le dernier ticket est une consultation.',
    remedy: 'Cela ne fait qu’informer une personne.',
  },
  'v3-long-ticket': {
    what: 'Tous ceux qui donnent des tickets : la réponse vient en plusieurs morceaux.',
    remedy: 'Tout seul : lue jusqu’à ce qu’elle soit entière et calme.',
  },
  'v3-port': {
    what: 'AXIUM avec Nepting écoute sur le port 20002 au lieu de 8888.',
    remedy: 'Mettez terminal_port: 20002 dans le fichier de configuration.',
  },
  'v3-asleep': {
    what: 'Nepting, et Ingenico en Wi-Fi, refusent les connexions en veille.',
    remedy: 'Désactivez le mode ECO du terminal (délai 99999).',
  },
  'v3-busy': {
    what: 'Tout terminal dit « non fait » quand il est dans un menu ou dans un autre paiement.',
    remedy: 'Réessayez quand il est à son écran d’accueil.',
  },
};
