import type { FindTexts } from '../en/find.ts';

const search: FindTexts['search'] = {
  foundTitle: 'Terminal trouvé',
  language: 'Langage',
  line: 'Réglage de la ligne',
  concertName: 'Concert V2',
  concertHint:
    'E ou E+ ne se voit pas de l’extérieur : si le terminal refuse les paiements, essayez l’autre.',
  unclear: 'Pas clair : il répond, mais ne dit pas quel langage il parle',
  unclearHint:
    'Il est peut-être dans un menu ou occupé. Ramenez-le à son écran d’accueil et cherchez de nouveau. Si cela reste ainsi, Concert V2 est le plus probable.',
  saved: 'C’est enregistré. Rien n’a été débité.',
  savedInFile:
    'C’est écrit dans le fichier de configuration du service local et vaut dès maintenant. Rien n’a été débité.',
  same: 'Les réglages le disent déjà. Rien n’a été changé, rien n’a été débité.',
  notSaved:
    'Cela n’a pas pu être enregistré. Rien n’a été débité. Saisissez-le dans Réglages, ou cherchez de nouveau.',
  provisioned:
    'Le fichier de configuration du service local fait foi et n’a pas pu être modifié : rien n’a changé, rien n’a été débité. Mettez ces lignes dans config.yml, puis relancez « hipay-ecr » :',
  copy: 'Copier les lignes',
  copied: 'Copié.',
  notCopied: 'Le navigateur n’a pas permis la copie. Sélectionnez-les et copiez à la main.',
  notFoundTitle: 'Aucun terminal trouvé',
  notFoundOnCable:
    'Aucun réglage n’a obtenu de réponse. Rien n’a été changé, rien n’a été débité. Vérifiez :',
  notFoundOnNetwork:
    'Le terminal n’a pas répondu à son adresse. Rien n’a été changé, rien n’a été débité. Vérifiez :',
  refusedTitle: 'Le terminal n’a pas été cherché',
  cable: 'Câble : branché des deux côtés, terminal allumé. Essayez une autre prise USB, sans hub.',
  otherPrograms:
    'Autres programmes : fermez l’ancien programme d’encaissement et tout autre programme qui utilise le terminal.',
  power: 'Alimentation : le terminal est allumé et montre son écran d’accueil.',
  cashConnection:
    'Ingenico : F, 0 Telium Manager, 5 Initialisation, 1 Paramètres, Connexion caisse : activée, sur USB ou sur le port du câble.',
  address: 'Adresse : terminal_host et terminal_port sont ceux du terminal (8888, ou 20002 avec Nepting).',
  asleep: 'Veille : désactivez le mode ECO du terminal ; en veille, il refuse les connexions.',
  network: 'Réseau : cet ordinateur et le terminal sont dans le même réseau.',
  lookAgain: 'Chercher de nouveau',
  close: 'Fermer',
  port: 'Port {place} sur {devices} : {device}',
  onePort: 'Essai du port : {device}',
  anyPort: 'le terminal choisi',
  attempt: 'Essai {attempt} sur {attempts} : {line}',
  progress: 'Avancement de la recherche',
  stop: 'Arrêter la recherche',
  stopping: 'Arrêt…',
  stoppedTitle: 'Recherche arrêtée',
  stoppedWhat: 'Vous avez arrêté la recherche. Rien n’a été changé, rien n’a été débité.',
  device: 'Port trouvé',
  devices: 'Résultat pour chaque port :',
  silent: 'pas de réponse',
  garbled:
    'quelque chose répond, mais de façon incompréhensible : mauvais câble, ou pas un terminal de paiement',
  inUse: 'occupé par un autre programme ou onglet : fermez-le et cherchez de nouveau',
  away: 'débranché',
  failed: 'n’a pas pu être ouvert',
  printSheet: 'Imprimer la fiche de réglage',
  sheetTitle: 'FICHE DE RÉGLAGE DU TERMINAL',
  sheetHow: 'À saisir dans le menu du terminal s’il faut un jour le régler de nouveau.',
  sheetCash: 'Liaison caisse (Cash Connection) : activée',
  sheetIngenico: 'Ingenico : F > 0 Telium Manager > 5 Initialisation > 1 Paramètres > Connexion caisse',
  sheetNepting: 'Nepting : Paramètres fonctionnels > Protocole caisse > Concert',
  sheetOther: 'Autres marques : demandez le menu « liaison caisse » à votre banque ou à HiPay.',
  sheetSpeed: 'Vitesse : {baud} bauds',
  sheetBits: 'Bits de données {bits}, parité {parity}, bits d’arrêt {stop}',
  sheetLanguage: 'Protocole : {language}',
  none: 'aucune',
  even: 'paire',
  odd: 'impaire',
};

const among: FindTexts['among'] = {
  noneAnswers:
    'Aucun des {count} appareils branchés ne répond comme un terminal. {port} reste ouvert ; dès que le terminal répond sur l’un d’eux, il est utilisé. Personne n’est débité.',
  severalAnswer:
    '{count} terminaux répondent ; les paiements vont à un seul : {port}. Si ce n’est pas le bon, débranchez-le un instant : l’autre prend sa place. Pour de bon : Réglages, « Oublier ce terminal… », puis choisissez seulement le bon.',
  inUse:
    'Laissé de côté, car un autre programme ou onglet l’utilise : {ports}. Si c’est votre terminal, fermez l’autre programme.',
};

const script: FindTexts['script'] = {
  scenario: 'Ce que fait le terminal simulé',
};

export const texts: FindTexts = { search, among, script };
