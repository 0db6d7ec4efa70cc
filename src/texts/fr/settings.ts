import type { SettingsTexts } from '../en/settings.ts';

const words: SettingsTexts['words'] = {
  provisioned:
    'Ces réglages viennent du service local : de son fichier config.yml, ou de la façon dont il a été lancé.',
  provisionedHow: 'Modifiez-les à cet endroit, puis relancez le service local.',
  saved: 'Réglages enregistrés.',
  notSaved: 'Pas enregistré : voyez les champs signalés.',
  saveRefused: 'Les réglages n’ont pas été enregistrés.',
  groupTerminal: 'Liaison',
  groupSerial: 'Ligne série',
  groupHipay: 'Compte HiPay',
  groupContracts: 'Contrats',
  groupContractsHint: 'HiPay vous en a donné un de chaque type, ou un seul.',
  furtherContracts:
    'Autres contrats, du fichier de configuration. Un paiement n’est envoyé à HiPay sous l’un d’eux que si le terminal le nomme, ou pour un chèque.',
  groupPayments: 'Paiements',
  groupAdvanced: 'Avancé',
  advancedWhat: 'Ligne, délais et réglages rares : {count}',
  advancedHint:
    'À ne changer que si l’assistance le demande. Les valeurs d’origine conviennent presque partout.',
  initialValues: 'Valeurs d’origine',
  preset: 'Réglage de la ligne',
  presetHint: 'Comme dans le menu du terminal. Un terminal USB l’ignore.',
  custom: 'Autre…',
  linkSerial: 'Terminal par câble',
  linkTcp: 'Réseau (TCP, par le service local)',
  address: 'Adresse du terminal',
  addressNone: 'aucune pour l’instant',
  addressHow:
    'En lecture seule : seul le fichier de configuration du service local (config.yml) peut la fixer, sous « connector: », avec terminal_host et terminal_port.',
  linkSimulated: 'Terminal simulé',
  environmentDev: 'Développement',
  environmentStage: 'Test (stage)',
  environmentProd: 'Production',
  parityNone: 'aucune',
  parityEven: 'paire',
  parityOdd: 'impaire',
  flowNone: 'aucun',
  flowHardware: 'RTS/CTS',
  secretSet: 'Déjà dans les réglages. Laisser vide pour ne rien changer.',
  secretNotSet: 'À remplir.',
  secretsElsewhere:
    'Le service local garde le mot de passe HiPay et envoie lui-même les paiements à HiPay ; ce navigateur ne l’a pas.',
  errorRange: 'Un nombre entier de {min} à {max}.',
  errorCurrency: 'Devise inconnue : {code}.',
  errorCurrencies: 'Au moins une devise.',
  errorSimulatedProd: 'Rien de simulé ne peut servir en production.',
  errorAddress:
    'Aucune adresse n’est fixée. Mettez terminal_host et terminal_port sous « connector: » dans le fichier de configuration du service local (config.yml), avec « link: tcp », puis relancez « hipay-ecr ».',
  errorInvisible:
    'Un caractère invisible ({character}) est à la position {place}, comme dans les textes collés. Supprimez-le ou tapez la valeur à la main.',
  errorNetworkLanguage: 'Un terminal sur le réseau parle Caisse-AP V3. Concert V2 est pour les câbles.',
  errorContractPair:
    'Concert V2 ne dit pas quel contrat a servi : il faut avec contact, sans contact ou les deux.',
  errorMissing: 'Obligatoire : à remplir.',
  realAccount: 'Passer au vrai compte',
  errorCheck: 'Refusé.',
  about: 'Version {version} · {environment}',
  aboutBuild: 'Fichiers construits (SHA-256) : page {page}, service local {sidecar}',
};

const maintenance: SettingsTexts['maintenance'] = {
  storageTitle: 'Stockage',
  storageWhat: 'Les paiements, et ce qui reste à envoyer à HiPay, sont gardés dans ce navigateur.',
  kept: 'Conservés',
  mayBeCleared: 'Le navigateur peut les effacer',
  notKnown: 'Le navigateur ne le dit pas',
  storageInstall:
    'Quand le disque est presque plein, le navigateur peut les effacer. Installez cette application depuis le menu du navigateur : il les conserve alors.',
  storageNever:
    'N’effacez jamais les données de site de cette page : les ventes payées qui ne sont pas encore envoyées à HiPay seraient perdues.',
  storageUse: '{used} utilisés, {free} libres.',
  diagnosticsTitle: 'Diagnostic',
  diagnosticsWhat:
    'Ce qui a circulé avec le terminal et ce que ce programme a décidé, avec l’heure. Les numéros de carte sont masqués, aucun mot de passe n’y figure.',
  openDiagnostics: 'Vérifier tout ce qu’il faut pour encaisser, et préparer un fichier pour l’assistance',
  saveDiagnostics: 'Enregistrer le diagnostic',
  preparing: 'Préparation…',
  nothingSaved: 'Le fichier n’a pas pu être créé.',
  recordsTitle: 'Copie des paiements',
  recordsWhat:
    'Un fichier avec tous les paiements de ce navigateur et ce qui a été envoyé à HiPay. Il contient les numéros de commande et des données de clients, mais aucun numéro de carte complet. Ajoutez-le ici si des données ont été perdues, ou dans le nouveau navigateur de ce magasin : ce qui est plus récent reste tel quel.',
  saveRecords: 'Enregistrer une copie',
  addRecords: 'Ajouter depuis une copie…',
  recordsAdded: '{added} ajoutés, {known} étaient déjà là.',
  recordsNoCopy: 'Ce fichier n’est pas une copie de paiements. Rien n’a été ajouté.',
  recordsCutOff:
    'La suite du fichier manque ou est abîmée. Enregistrez de nouveau la copie là d’où elle vient, puis ajoutez-la encore une fois.',
};

const appearance: SettingsTexts['appearance'] = {
  title: 'Sur cet écran',
  appearance: 'Apparence',
  system: 'Comme le système',
  light: 'Claire',
  dark: 'Sombre',
  contrast: 'Contraste élevé',
  appearanceHint: 'Gardée dans ce navigateur. Le contraste élevé est clair ou sombre, comme le système.',
  sound: 'Son à la fin d’un paiement',
  soundHint: 'Accepté, non accepté et inconnu ont chacun leur son.',
  cents: 'Saisir les montants en centimes',
  centsHint: '1250 donne 12,50. Sinon, la virgule se tape.',
  large: 'Demander pour les gros montants',
  largeHint: 'Dans la devise du paiement.',
  largeOff: 'Jamais',
  largeFrom: 'À partir de {amount}',
};

const forget: SettingsTexts['forget'] = {
  title: 'Autorisation du terminal',
  what: 'Ce navigateur laisse cette page utiliser le terminal tant que l’autorisation n’est pas retirée. Retirez-la quand le terminal quitte le magasin ou que cet ordinateur change d’usage.',
  running: 'Un paiement est en cours. Le terminal pourra être oublié quand il sera terminé.',
  button: 'Oublier ce terminal…',
  forgetting: 'Oubli en cours…',
  ask: 'Oublier ce terminal ?',
  consequence:
    'Aucun paiement par carte ne sera possible tant que personne n’aura choisi de nouveau un terminal. Les paiements, et ce qui reste à envoyer à HiPay, restent tels quels. Personne n’est débité.',
  yes: 'L’oublier',
  no: 'Le garder',
  ended: {
    forgotten:
      'Oublié. Personne n’a été débité. Pour encaisser de nouveau par carte, appuyez sur « Connecter le terminal » sous Encaisser.',
    'still-granted':
      'Le navigateur autorise toujours le terminal, car une stratégie de cet ordinateur le veut. Personne n’a été débité. Demandez à votre service informatique de changer la stratégie.',
    away: 'Pas oublié : le terminal n’est pas branché, et le navigateur ne connaît que ce qui l’est. Personne n’a été débité. Branchez-le et réessayez, ou retirez-le dans les paramètres de site du navigateur.',
    'nothing-granted': 'Il n’y avait rien à oublier : aucun terminal n’est choisi. Personne n’a été débité.',
    unsupported:
      'Pas oublié : ce navigateur est trop ancien pour retirer l’autorisation. Personne n’a été débité. Retirez-la dans les paramètres de site du navigateur, ou mettez le navigateur à jour.',
    'payment-running':
      'Pas oublié : un paiement est en cours et utilise le terminal. Voyez sous Encaisser si le client a été débité. Réessayez quand il sera terminé.',
  },
};

const tools: SettingsTexts['tools'] = {
  search: 'Chercher un réglage',
  searchShort: 'Chercher',
  nothingFound: 'Aucun réglage ne contient ces mots.',
  found: 'Réglages trouvés : {count}',
  notUsed: 'Pas demandé avec les choix actuels : {names}.',
  showAll: 'Afficher tous les réglages',
  discarded: 'De nouveau comme enregistré. Rien n’a été enregistré.',
  undo: 'Annuler l’enregistrement',
  undone: 'Annulé : comme avant le dernier enregistrement.',
  undoneButSecret:
    'Annulé : comme avant le dernier enregistrement, sauf le mot de passe ou la phrase secrète. L’ancien n’est pas connu ici : saisissez-le de nouveau si nécessaire.',
  unsaved: 'Pas encore enregistré.',
  fileTitle: 'Réglages dans un fichier',
  fileWhat:
    'Pour une deuxième caisse, ou pour le jour où ce navigateur ne sera plus là. Les mots de passe n’y figurent pas : il faudra les saisir.',
  saveFile: 'Enregistrer dans un fichier',
  openFile: 'Reprendre d’un fichier…',
  taken: 'Réglages différents, maintenant dans le formulaire : {count}. Vérifiez-les, puis enregistrez.',
  takenSame: 'Le fichier dit ce qui est déjà réglé. Rien n’a été changé.',
  noSettings: 'Ce fichier ne contient pas de réglages. Rien n’a été changé.',
  newer:
    'Ce fichier vient d’une version plus récente de ce programme. Rien n’a été changé : mettez d’abord celle-ci à jour.',
  notRead: 'Le fichier n’a pas pu être lu. Rien n’a été changé.',
  notTaken: 'Non repris du fichier :',
  whyInvalid: 'valeur impossible pour ce réglage',
  whyUnknown: 'cette version n’a pas ce réglage',
  whySecret: 'un mot de passe n’est jamais repris d’un fichier',
  whyService: 'seul le fichier de configuration du service local peut le dire',
  whyUnused: 'inutile avec le terminal que le fichier choisit',
};

const changes: SettingsTexts['changes'] = {
  region: 'Modifications',
  menu: 'Parties des réglages',
  count: { one: '{count} modification', other: '{count} modifications' },
  save: 'Enregistrer',
  discard: 'Tout annuler',
  changed: 'Modifié',
  changedFrom: 'Modifié, avant : {before}',
  wrong: 'à corriger',
  on: 'activé',
  off: 'désactivé',
  empty: 'vide',
  becomes: '{label} : {from} devient {to}.',
  leaveSecret: '{label} : une nouvelle valeur.',
  leaveTitle: 'Enregistrer avant de quitter ?',
  leaveUnsaved: 'Ne pas enregistrer',
  stay: 'Rester ici',
};

const sections: SettingsTexts['sections'] = {
  terminal: 'Terminal',
  account: 'Compte HiPay',
  paying: 'Encaissement',
  screen: 'Cet écran',
  tills: 'Caisses',
  backup: 'Sauvegarde',
  help: 'Aide et diagnostic',
};

export const texts: SettingsTexts = { words, maintenance, appearance, forget, tools, changes, sections };
