import type { DiagnosticsTexts } from '../en/diagnostics.ts';

const words: DiagnosticsTexts['words'] = {
  title: 'Diagnostic',
  looking: 'Vérification…',
  notLooked: 'Le navigateur n’a pas répondu. Vérifiez de nouveau, ou rechargez la page.',
  again: 'Vérifier de nouveau',
  lookedAt: 'Vérifié à {time}.',
  good: 'En ordre',
  doctor:
    'L’ordinateur lui-même est examiné par le service local : tapez « hipay-ecr doctor » dans une fenêtre de commande.',
  verdictGood: '{count} points vérifiés à {time}.',
  inOrder: 'À faire, dans cet ordre',
  inDetail: 'En détail',
  openTerminal: 'Chercher le terminal',
  silentCable: 'Vérifiez le câble aux deux bouts. Allumez le terminal et quittez ses menus.',
  silentFind: 'Appuyez sur « {open} », puis sur « {find} ». Rien n’est débité.',
  silentCall: 'Toujours pas de réponse ? Appelez votre informatique, ou l’assistance de HiPay.',
  toMend: 'À régler : {count}',
  verdicts: {
    good: 'Tout va bien',
    look: 'Un point à regarder',
    broken: 'Quelque chose ne fonctionne pas',
    blocked: 'Vous ne pouvez pas encaisser pour l’instant',
  },
  groups: {
    terminal: 'Terminal',
    hipay: 'HiPay',
    tills: 'Caisses',
    computer: 'Cet ordinateur',
  },
  seen: 'Contacté pour la dernière fois {age}.',
  back: 'Aide et diagnostic',
  recorderTitle: 'Derniers événements',
  recorderWhat:
    'Chaque échange avec le terminal et ce que ce programme a décidé, le plus récent en premier. Les numéros de carte sont masqués, aucun mot de passe n’y figure.',
  recorderEmpty: 'Rien n’a encore été enregistré.',
  recorderNone: 'Aucune ligne ne contient ces mots.',
  recorderFailed: 'L’enregistrement n’a pas pu être lu. Cela n’a rien débité.',
  recorderShown: 'Lignes affichées : {shown} sur {count}',
  lines: 'Les lignes',
  filterKind: 'Afficher',
  filterWords: 'Chercher dans les lignes',
  kindAll: 'Tout',
  kindWire: 'Seulement la ligne du terminal',
  about: 'Programme',
  line: 'Ligne',
  sent: 'Vers le terminal',
  received: 'Du terminal',
  session: 'Échange',
  payment: 'Paiements',
  notification: 'Envois à HiPay',
  settings: 'Réglages modifiés',
  copy: 'Copier les lignes',
  saveLines: 'Enregistrer les lignes',
  copied: 'Copié.',
  notCopied: 'Le navigateur n’a pas permis la copie. Enregistrez plutôt les lignes.',
  bundleTitle: 'Un fichier pour l’assistance',
  bundleWhat:
    'Un seul fichier pour qui vous aide. Lisez-le d’abord : ce que vous voyez est exactement ce qui est enregistré.',
  bundleMake: 'Préparer le fichier',
  bundlePreparing: 'Préparation…',
  bundleFailed: 'Le fichier n’a pas pu être préparé. Les paiements n’en souffrent pas.',
  bundleIn: 'Ce qu’il contient :',
  bundleInChecks: 'les vérifications ci-dessus, le navigateur et les versions',
  bundleInSettings: 'les réglages, sans mots de passe',
  bundleInLines: 'les derniers événements : {count} lignes, numéros de carte masqués',
  bundleInPayments:
    'les paiements des 7 derniers jours : {count}, chacun avec numéro de commande, montant, résultat et carte masquée',
  bundleOut:
    'Ce qu’il ne contient pas : numéros de carte, mots de passe, clés, données de vos clients, qui a tranché un paiement douteux et pourquoi.',
  bundleRead: 'Lire le fichier',
  bundleSave: 'Enregistrer le fichier',
  bundleCopy: 'Le copier',
};

const checks: DiagnosticsTexts['checks'] = {
  connector: 'Ce programme',
  browser: 'Navigateur',
  secure: 'Page sécurisée',
  parts: 'Fonctions du navigateur',
  policy: 'Règles de cette page',
  permission: 'Autorisation du terminal',
  terminal: 'Terminal de paiement',
  owner: 'Qui utilise le terminal',
  service: 'Service local',
  account: 'Compte HiPay',
  network: 'Réseau',
  hipay: 'HiPay répond',
  clock: 'Horloge',
  notifications: 'En attente d’envoi à HiPay',
  storage: 'Paiements conservés',
  offline: 'Marche hors ligne',
  environment: 'Usage',
  build: 'Version du programme',
  'wake-lock': 'Écran maintenu allumé',
  'time-zone': 'Fuseau horaire',
};

const findings: DiagnosticsTexts['findings'] = {
  'connector-alive': { what: 'Fonctionne, version {version}.', todo: '' },
  'connector-gone': {
    what: 'S’est arrêté. Ce que montre l’écran est ancien.',
    todo: 'Rechargez la page. Un paiement en cours est conservé et sera alors vérifié.',
  },
  'browser-serial': { what: '{name} {version} atteint les terminaux sur câble.', todo: '' },
  'browser-usb-only': {
    what: '{name} {version} n’a pas Web Serial, mais WebUSB : un terminal USB est accessible.',
    todo: '',
  },
  'browser-no-cable': {
    what: '{name} {version} ne peut pas atteindre un terminal sur câble.',
    todo: 'Utilisez Chrome ou Edge sur un ordinateur, ou Chrome 148 ou plus récent sur Android ; ou un terminal en réseau.',
  },
  secure: { what: 'La page est sécurisée, comme l’exige la ligne du terminal.', todo: '' },
  'not-secure': {
    what: 'La page n’a pas été ouverte de façon sécurisée : le navigateur ne lui donne pas de terminal.',
    todo: 'Ouvrez-la par http://localhost:8080 sur cet ordinateur, ou en https.',
  },
  'parts-there': { what: 'Toutes présentes.', todo: '' },
  'parts-missing': {
    what: 'Il manque : {names}. Sans cela, aucun paiement n’est possible.',
    todo: 'Mettez le navigateur à jour et n’utilisez pas de fenêtre privée.',
  },
  'policy-free': { what: 'Rien n’interdit la ligne du terminal.', todo: '' },
  'policy-forbids': {
    what: 'Interdit à cette page : {names}.',
    todo: 'Qui intègre ou sert la page doit l’autoriser (Permissions-Policy) ; pour un navigateur géré, demandez à votre informatique.',
  },
  'permission-given': { what: 'Accordée : {ports} ports série, {devices} appareils USB.', todo: '' },
  'permission-missing': {
    what: 'Aucun terminal n’a été choisi dans ce navigateur.',
    todo: 'Branchez le terminal et appuyez sur « Connecter le terminal » dans Encaisser.',
  },
  'permission-not-needed': { what: 'Inutile : le terminal n’est pas sur un câble.', todo: '' },
  'permission-unknown': {
    what: 'Le navigateur ne le dit pas.',
    todo: 'Regardez le voyant du terminal dans Encaisser.',
  },
  'terminal-lamp': { what: '{label}. {description}', todo: '' },
  'owner-here': { what: 'Cet onglet.', todo: '' },
  'owner-elsewhere': {
    what: 'Un autre onglet de ce navigateur. Celui-ci encaisse par son intermédiaire.',
    todo: 'Il n’y a rien à faire. Fermez l’autre onglet s’il semble bloqué.',
  },
  'service-connected': { what: 'Connecté : les caisses de cet ordinateur sont servies.', todo: '' },
  'service-none': { what: 'Pas utilisé : cette page n’a pas été ouverte par un service local.', todo: '' },
  'service-away': {
    what: 'Ne répond pas : les caisses qui l’utilisent ne peuvent pas encaisser. Sur cette page, vous pouvez.',
    todo: 'Relancez-le : tapez « hipay-ecr start » dans une fenêtre de commande.',
  },
  'service-not-paired': {
    what: 'Ne connaît pas ce navigateur : les caisses ne peuvent pas encaisser par lui.',
    todo: 'Tapez « hipay-ecr open --pair » dans une fenêtre de commande et utilisez le nouveau lien.',
  },
  'account-set': { what: 'Renseigné : {login}.', todo: '' },
  'account-missing': {
    what: 'Identifiant ou mot de passe manquant : les ventes payées ne peuvent pas être envoyées à HiPay.',
    todo: 'Saisissez les deux dans Réglages, Compte HiPay.',
  },
  'account-doubtful': {
    what: '{login} ne va guère avec l’environnement choisi.',
    todo: 'Comparez identifiant et environnement avec ce que HiPay vous a donné.',
  },
  'contract-missing': {
    what: 'Aucun contrat n’est renseigné : un paiement en demande un.',
    todo: 'Saisissez le contrat reçu de HiPay dans Réglages, Contrats.',
  },
  'settings-unread': { what: 'Les réglages n’ont pas pu être lus.', todo: 'Rechargez la page.' },
  'network-there': { what: 'Connecté.', todo: '' },
  'network-gone': {
    what: 'Pas de réseau. Les cartes passent toujours ; l’envoi reprendra à son retour.',
    todo: 'Vérifiez le câble, le Wi-Fi et la box.',
  },
  'hipay-answers': { what: 'A reçu le dernier envoi, {at}.', todo: '' },
  'hipay-errors': {
    what: 'Répond par une erreur (HTTP {status}), {at}. Les clients sont débités quand même ; l’envoi à HiPay se fera plus tard.',
    todo: 'Rien à faire ici : l’envoi continue tout seul. Si cela dure, demandez à l’assistance HiPay.',
  },
  'hipay-silent': {
    what: 'N’a pas pu être joint, {at}. Les clients sont débités quand même ; l’envoi à HiPay se fera plus tard.',
    todo: 'Vérifiez le réseau, le proxy et le pare-feu.',
  },
  'hipay-refuses-login': {
    what: 'Refuse l’identifiant ou le mot de passe. Les clients sont débités, mais rien n’arrive chez HiPay.',
    todo: 'Saisissez de nouveau identifiant et mot de passe dans Réglages, puis relancez l’envoi dans Paiements.',
  },
  'hipay-refuses': {
    what: 'A refusé le dernier envoi, {at}. Le client a été débité.',
    todo: 'Voyez dans Paiements ce qui a été répondu, et demandez à HiPay.',
  },
  'hipay-not-asked': { what: 'Il n’y avait rien à envoyer récemment.', todo: '' },
  'clock-right': { what: 'Comme celle de HiPay, pour autant qu’on le sache.', todo: '' },
  'clock-fast': {
    what: 'Cet ordinateur avance de {time}.',
    todo: 'Réglez l’horloge et laissez le système la tenir à l’heure.',
  },
  'clock-slow': {
    what: 'Cet ordinateur retarde de {time}.',
    todo: 'Réglez l’horloge et laissez le système la tenir à l’heure.',
  },
  'notifications-none': { what: 'Rien : toutes les ventes payées sont envoyées à HiPay.', todo: '' },
  'notifications-none-here': {
    what: 'Rien dans ce navigateur. Des ventes d’autres navigateurs attendent peut-être encore.',
    todo: '',
  },
  'notifications-pending': {
    what: 'En attente : {count}, le plus ancien {oldest}. Ils partent tout seuls.',
    todo: '',
  },
  'notifications-overdue': {
    what: 'En attente : {count}, le plus ancien {oldest}. C’est trop long ; rien n’est perdu.',
    todo: 'Vérifiez le réseau, puis relancez l’envoi dans Paiements.',
  },
  'notifications-parked': {
    what: 'À traiter : {count}. Les clients ont été débités ; l’envoi à HiPay est bloqué.',
    todo: 'Voyez dans Paiements pourquoi, et comment y remédier.',
  },
  'storage-failed': {
    what: 'Rien ne peut être enregistré ({detail}) : aucun paiement ne commence.',
    todo: 'Libérez de la place sur le disque, puis rechargez la page. N’effacez jamais les données de site de cette page.',
  },
  'storage-kept': {
    what: 'Le navigateur conserve les paiements enregistrés. {used} utilisés, {free} libres.',
    todo: '',
  },
  'storage-clearable': {
    what: 'Le navigateur peut effacer les paiements enregistrés quand le disque est presque plein.',
    todo: 'Installez cette application depuis le menu du navigateur : il les conserve alors.',
  },
  'storage-not-known': {
    what: 'Le navigateur ne dit pas s’il conserve les paiements enregistrés.',
    todo: 'Enregistrez de temps en temps une copie des paiements, dans Réglages.',
  },
  'storage-nearly-full': {
    what: 'Il ne reste que {free}. Quand rien ne peut être écrit, aucun paiement ne commence.',
    todo: 'Libérez de la place sur le disque. N’effacez jamais les données de site de cette page.',
  },
  'offline-ready': { what: 'Démarre aussi sans réseau.', todo: '' },
  'offline-update-waits': {
    what: 'Fonctionne ; une nouvelle version attend un moment calme.',
    todo: 'Lancez la mise à jour en haut quand aucun client n’attend.',
  },
  'offline-not-ready': {
    what: 'Pas encore : pour démarrer, la page a besoin du réseau ou du service local.',
    todo: 'Laissez la page ouverte une minute avec le réseau, puis vérifiez de nouveau.',
  },
  'offline-unsupported': {
    what: 'Ce navigateur ne le peut pas. Pour démarrer, la page a besoin du réseau ou du service local.',
    todo: 'Utilisez Chrome ou Edge, pas en fenêtre privée.',
  },
  'environment-production': { what: 'Production : argent réel.', todo: '' },
  'environment-test': {
    what: 'Environnement de test ({environment}) : HiPay ne compte aucune vente, mais un vrai terminal débite les cartes.',
    todo: 'Pour de vraies ventes, choisissez Production dans Réglages.',
  },
  'environment-simulated': {
    what: 'Une partie est simulée : l’argent ne circule pas, ou rien n’est envoyé à HiPay.',
    todo: 'Pour de vraies ventes, choisissez le vrai terminal et Production dans Réglages.',
  },
  'build-known': { what: '{version}. Fichiers de la page {page}, du service local {service}.', todo: '' },
  'build-not-known': {
    what: '{version}. Sans service local, il n’y a pas d’empreintes à comparer.',
    todo: '',
  },
  'wake-lock-there': { what: 'Pendant un paiement.', todo: '' },
  'wake-lock-missing': {
    what: 'Ce navigateur ne sait pas garder l’écran allumé pendant un paiement.',
    todo: 'Réglez l’ordinateur pour éteindre l’écran plus tard.',
  },
  'zone-known': { what: 'Celui de l’ordinateur : {zone}', todo: '' },
  'zone-not-known': {
    what: 'Le navigateur ne le dit pas ; les heures affichées peuvent être fausses.',
    todo: 'Réglez le fuseau horaire de l’ordinateur.',
  },
};

export const texts: DiagnosticsTexts = { words, checks, findings };
