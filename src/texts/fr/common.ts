import type { CommonTexts } from '../en/common.ts';

const words: CommonTexts['words'] = {
  appName: 'HiPay ECR Connector',
  skip: 'Aller au contenu',
  notices: 'Avis',
  areas: 'Rubriques',
  pay: 'Encaisser',
  paymentsArea: 'Paiements',
  settingsArea: 'Réglages',
  language: 'Langue',
  starting: 'Démarrage…',
  simulatedTitle: 'SIMULATION – aucun argent ne circule',
  simulatedGatewayTitle: 'HiPay est SIMULÉ – le terminal est réel',
  simulatedTerminal: 'Le terminal est simulé.',
  simulatedGateway: 'Les cartes peuvent être réellement débitées, mais rien n’est envoyé à HiPay.',
  simulatedBoth: 'Le terminal et HiPay sont simulés.',
  simulated: 'Simulé',
  notOwner: 'Ouvert dans un autre onglet : encaissez là-bas',
  sidecarAway:
    'Le service local ne répond pas : les caisses de cet ordinateur ne peuvent pas encaisser. {byHand} Relancez-le avec « hipay-ecr start ».',
  sidecarIsOther:
    'Le service local n’a pas la même version que cette page : les caisses de cet ordinateur ne peuvent pas encaisser. {byHand} Cette page se met à jour seule ; sinon, appuyez sur « Mettre à jour » ou rechargez-la.',
  byHandStill: 'Vous pouvez encaisser à la main.',
  byHandNotEither: 'Vous ne pouvez pas non plus encaisser à la main : c’est lui qui joint le terminal.',
  updateAlarm:
    'La version {version} de ce programme ne s’est pas préparée comme prévu et ne revient pas d’elle-même à la précédente. Quand aucun paiement n’est en cours, rechargez cette page (F5). Si ensuite un paiement ne fonctionne pas, faites exécuter « hipay-ecr rollback » par votre service informatique, ou faites installer une version plus récente.',
  sidecarNotPaired:
    'Cette page n’est pas associée au service local : les caisses ne peuvent donc pas encaisser. Ouvrez le lien d’association que le service affiche au démarrage.',
  clockFast:
    'L’horloge de cet ordinateur avance de {time} sur celle de HiPay. Les paiements continuent et les montants sont justes, mais pas les heures des listes et des enregistrements. Réglez l’horloge et laissez le système la tenir à l’heure.',
  clockSlow:
    'L’horloge de cet ordinateur retarde de {time} sur celle de HiPay. Les paiements continuent et les montants sont justes, mais pas les heures des listes et des enregistrements. Réglez l’horloge et laissez le système la tenir à l’heure.',
  storageTitle: 'Rien ne peut être enregistré : aucun paiement ne peut commencer.',
  storageTodo:
    'Libérez de l’espace disque ou quittez la navigation privée. Les paiements reprennent d’eux-mêmes dès qu’il y a de la place ; si ce message reste, rechargez cette page.',
  offline: 'Pas de réseau. L’envoi partira tout seul',
  pairingRefused:
    'Le lien d’association a déjà servi ou a expiré. Relancez le service local et ouvrez le nouveau lien.',
  pairingUnreachable:
    'Le service local n’a pas pu être joint pour l’association. Vérifiez qu’il tourne, puis rouvrez son lien.',
  connectorGone:
    'Cette page ne fonctionne plus. Vérifiez le dernier paiement sur le terminal, puis rechargez-la.',
  newerTab:
    'Cet onglet doit être rechargé dès que son paiement est terminé : une version plus récente de ce programme fonctionne dans un autre onglet et prend le relais. Le résultat se trouve dans la liste des paiements.',
  newerData:
    'Cette version du programme est trop ancienne pour ce navigateur : une version plus récente a changé la façon dont les paiements y sont conservés. Aucun paiement n’est possible. Démarrez la version plus récente, puis rechargez cette page.',
  startFailed:
    'Le programme n’a pas pu démarrer. Quittez la navigation privée, libérez de l’espace disque, puis rechargez cette page. Si cela ne suffit pas, fermez toutes les fenêtres de ce programme et rouvrez-le. Aucun paiement n’a été touché.',
  reload: 'Recharger la page',
  partMissing: 'Cette partie de la page n’a pas pu être chargée',
  partMissingTodo:
    'Les paiements continuent comme avant. Vérifiez le réseau ou le service local, puis réessayez.',
  partMissingReload:
    'Les paiements continuent comme avant. Le programme a peut-être été mis à jour entre-temps : rechargez la page dès qu’aucun paiement n’est en cours.',
  updateReady: 'Une nouvelle version est prête.',
  updateNow: 'Mettre à jour',
  diagnostics: 'Diagnostic',
  paymentRunning: 'Paiement de {amount} en cours',
  showIt: 'Afficher',
  terminal: 'Terminal',
  seen: 'Contacté {age}',
  neverSeen: 'Jamais contacté',
  whatToDo: 'Que faire',
  connect: 'Connecter le terminal',
  connectOther: 'Choisir un autre terminal',
  check: 'Tester le terminal',
  peculiarities: 'Particularités connues des terminaux',
  find: 'Trouver mon terminal',
  finding: 'Recherche…',
  findingNow:
    'Recherche du terminal : les réglages de ligne sont essayés. Cela peut durer 40 secondes. Rien n’est débité.',
  checking: 'Test en cours…',
  useSimulated: 'Utiliser le terminal simulé',
  useReal: 'Utiliser un vrai terminal',
  tryAgain: 'Réessayer',
  close: 'Fermer',
  done: 'Fait',
  toDo: 'À faire',
  takePayment: 'Encaisser un paiement',
  amount: 'Montant',
  amountHint: 'Par exemple 10,23 ou 10.23',
  currency: 'Devise',
  pad: 'Pavé numérique',
  padBack: 'Effacer le dernier chiffre',
  padPoint: 'Virgule',
  scanned:
    'Un code-barres a été lu. Ce n’est pas un montant : rien n’a été saisi et aucun paiement n’a été lancé.',
  scannedOrder:
    'Un code-barres a été lu dans le numéro de commande. Aucun paiement n’a été lancé : appuyez sur le bouton quand tout est juste.',
  order: 'Numéro de commande',
  orderHint: 'Automatique',
  orderProblem: '32 caractères au plus, sans caractère de contrôle.',
  force: 'Demander l’accord de la banque',
  forceHint: 'Quel que soit le montant : le terminal appelle la banque.',
  take: 'Encaisser',
  takeAmount: 'Encaisser {amount}',
  blockedTerminal: 'Connectez d’abord un terminal.',
  running: 'Paiement en cours',
  orderIs: 'Commande {order}',
  ofSale: 'Remboursement de la vente {order}',
  elapsed: 'Temps écoulé',
  stepDone: 'fait',
  stepNow: 'en cours',
  stepAhead: 'à venir',
  unconfirmed: 'Regardez le terminal',
  cancelTitle: 'Annuler : touche rouge',
  cancelHow:
    'Sur le terminal. Le paiement ne peut pas être arrêté d’ici. Il n’est annulé que lorsque le terminal le dit.',
  chargedTitle: 'Le client a-t-il été débité ?',
  amountHintCents: 'Tapez les chiffres : 1250 donne {amount}.',
  more: 'Plus',
  less: 'Moins',
  recent: 'Récents',
  lastSale: 'Dernier paiement',
  allPayments: 'Tous les paiements',
  enterKey: 'Entrée',
  escapeKey: 'Échap',
  menu: 'Menu : langue, écran client, diagnostic',
  askedByTill: 'Demandé par la caisse à {time}',
  askedByOrigin: 'Demandé par {origin} à {time}',
  cutAmount: 'Les chiffres tapés à l’instant n’ont pas compté. Retapez le montant depuis le premier chiffre.',
  kept: 'Votre saisie de {amount} est gardée pour après.',
  nobodyActs: 'Rien à faire',
  customerActs: 'C’est au client',
  youAct: 'À vous : que montre le terminal ?',
  unconfirmedCard: 'Il demande la carte ?',
  unconfirmedCardDo: 'Continuez comme d’habitude.',
  unconfirmedNothing: 'Il ne montre rien ?',
  unconfirmedNothingDo: 'Attendez ici : la réponse vient toute seule. N’encaissez pas une deuxième fois.',
  technicalSteps: 'Étapes techniques',
  stepRecorded: 'Paiement enregistré',
  stepCalled: 'Terminal appelé',
  stepReceived: 'Montant reçu par le terminal',
  stepAnswered: 'Réponse du terminal enregistrée',
  stepSent: 'Envoi à HiPay',
  nextHint: 'Ou tapez directement le montant suivant. Ce paiement reste dans la liste.',
  detail: 'Détail technique',
  receipt: 'Reçu',
  newPayment: 'Nouveau paiement',
  refundSale: 'Rembourser',
  closeUnknown: 'J’ai regardé le ticket',
  replayed:
    'Cette commande avait déjà été traitée. Rien n’a été envoyé au terminal ; voici le résultat enregistré.',
  hipayNotified: 'Envoyé à HiPay.',
  hipayPending: 'En attente d’envoi à HiPay. Ce programme réessaie tout seul.',
  hipayAttention: 'L’envoi à HiPay est bloqué et quelqu’un doit intervenir : voir Paiements.',
  inProgress: 'En cours',
  attention: 'Envoi bloqué',
  callFailed: 'Pas de réponse. Rechargez cette page et réessayez.',
  saving: 'Enregistrement…',
  loading: 'Chargement…',
};

const usb: CommonTexts['usb'] = {
  link: 'Terminal en USB sans pilote (WebUSB)',
  inUseLabel: 'Terminal occupé par le système ou un autre programme',
  useSerial: 'Utiliser plutôt Web Serial',
  windows:
    'Windows ne laisse cette page utiliser le terminal qu’avec le pilote WinUSB. Utilisez plutôt Web Serial ; ou demandez à votre service informatique d’installer WinUSB pour le terminal, par exemple avec Zadig. Si WinUSB est en place, fermez l’autre programme qui utilise le terminal.',
  macos: 'macOS garde le terminal pour son propre pilote et ne le cède pas. Utilisez plutôt Web Serial.',
  linux:
    'Le pilote cdc_acm de Linux ou un autre programme utilise le terminal, ou cet utilisateur n’y a pas accès. Utilisez plutôt Web Serial ; ou demandez à votre service informatique une règle udev qui donne le terminal à cet utilisateur, et d’activer chrome://flags/#automatic-usb-detach.',
  android:
    'Une autre application ou Android lui-même utilise le terminal. Fermez les autres applications, mettez Chrome à jour, puis débranchez et rebranchez le câble.',
  other:
    'Le système ou un autre programme utilise le terminal. Fermez l’autre programme, ou utilisez plutôt Web Serial.',
};

const resolver: CommonTexts['resolver'] = {
  open: 'Vérifier le ticket',
  check: 'Vérifier',
  notCertain: 'Incertain',
  later: 'Plus tard',
  paidLabel: 'Payé',
  notPaidLabel: 'Pas payé',
  resolvedPaid: '{by} a regardé le ticket : payé.',
  resolvedNotPaid: '{by} a regardé le ticket : pas payé.',
  payAgain:
    'La commande peut être payée de nouveau, sauf si un autre paiement de cette commande est accepté ou à vérifier.',
  ready: 'Le terminal répond.',
  started: 'Commencé à {time}, {age}',
  lookFor: 'Cherchez {amount} vers {time}.',
  toCheckHint:
    'Le client a peut-être payé, ou été remboursé. Regardez le ticket de chacun, le plus récent d’abord.',
  terminalSays: 'Le terminal dit',
  youAsked: 'Vous avez demandé',
  differs: 'Le terminal dit {told}, vous avez demandé {asked}.',
  differsRegister: 'Le terminal a répondu pour la caisse {told}, vous avez demandé la caisse {asked}.',
  differsOperation: 'Le terminal dit « {told} », vous avez demandé « {asked} ».',
  otherAmount: 'Autre montant',
  chargedTwice: 'Débité deux fois',
  chargedTwiceRow: 'Débité deux fois : remboursez-en un sur le terminal',
  chargedTwiceTodo:
    'Commande {order} : {payments}. Comparez les tickets et remboursez un paiement sur le terminal.',
  contradicts:
    'Les informations sur ce paiement se contredisent : {said}. Regardez le ticket et décidez de nouveau.',
  terminal: 'le terminal',
};

export const texts: CommonTexts = { words, usb, resolver };
