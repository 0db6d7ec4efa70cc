import type { EveryLanguage } from '../../language.ts';
import { withFrenchSpaces } from '../../texts/fr/french-spaces.ts';

/** Looking for a setting, undoing, settings as a file. */
const en = {
  search: 'Search the settings',
  searchHint: 'By name, by what it does, or by its group.',
  nothingFound: 'No setting has these words.',
  found: 'Settings found: {count}',
  notUsed: 'Not asked for with what is chosen now: {names}.',
  showAll: 'Show all settings',
  discard: 'Discard changes',
  discarded: 'As stored again. Nothing was saved.',
  undo: 'Undo the last save',
  undone: 'Undone: as before the last save.',
  undoneButSecret:
    'Undone: as before the last save, but for the password or passphrase. The old one is not known here: type it again if you need it.',
  unsaved: 'Not saved yet.',
  fileTitle: 'Settings as a file',
  fileWhat:
    'For a second till, or for the day when this browser is gone. Passwords are not in it: they are typed in again.',
  saveFile: 'Save as a file',
  openFile: 'Take from a file…',
  taken: 'Settings that differ and now stand in the form: {count}. Look at them, then save.',
  takenSame: 'The file says what is set already. Nothing was changed.',
  noSettings: 'This file holds no settings. Nothing was changed.',
  newer: 'This file is of a newer version of the connector. Nothing was changed: update this one first.',
  notRead: 'The file could not be read. Nothing was changed.',
  notTaken: 'Not taken from the file:',
  whyInvalid: 'not a value that this setting can have',
  whyUnknown: 'this version has no such setting',
  whySecret: 'passwords are never taken from a file',
  whyService: 'only the configuration file of the local service can say it',
  whyUnused: 'not used with the terminal that the file chooses',
} as const;

type Texts = Readonly<Record<keyof typeof en, string>>;

const fr: Texts = {
  search: 'Chercher un réglage',
  searchHint: 'Par son nom, ce qu’il fait ou son groupe.',
  nothingFound: 'Aucun réglage ne contient ces mots.',
  found: 'Réglages trouvés : {count}',
  notUsed: 'Pas demandé avec les choix actuels : {names}.',
  showAll: 'Afficher tous les réglages',
  discard: 'Abandonner les modifications',
  discarded: 'De nouveau comme enregistré. Rien n’a été enregistré.',
  undo: 'Annuler le dernier enregistrement',
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
    'Ce fichier vient d’une version plus récente du connecteur. Rien n’a été changé : mettez d’abord celle-ci à jour.',
  notRead: 'Le fichier n’a pas pu être lu. Rien n’a été changé.',
  notTaken: 'Non repris du fichier :',
  whyInvalid: 'valeur impossible pour ce réglage',
  whyUnknown: 'cette version n’a pas ce réglage',
  whySecret: 'un mot de passe n’est jamais repris d’un fichier',
  whyService: 'seul le fichier de configuration du service local peut le dire',
  whyUnused: 'inutile avec le terminal que le fichier choisit',
};

const it: Texts = {
  search: 'Cerca nelle impostazioni',
  searchHint: 'Per nome, per ciò che fa o per gruppo.',
  nothingFound: 'Nessuna impostazione contiene queste parole.',
  found: 'Impostazioni trovate: {count}',
  notUsed: 'Non richieste con le scelte attuali: {names}.',
  showAll: 'Mostra tutte le impostazioni',
  discard: 'Scarta le modifiche',
  discarded: 'Di nuovo come salvato. Non è stato salvato nulla.',
  undo: 'Annulla l’ultimo salvataggio',
  undone: 'Annullato: come prima dell’ultimo salvataggio.',
  undoneButSecret:
    'Annullato: come prima dell’ultimo salvataggio, tranne la password o la passphrase. Qui la vecchia non è nota: se serve, la digiti di nuovo.',
  unsaved: 'Non ancora salvato.',
  fileTitle: 'Impostazioni in un file',
  fileWhat:
    'Per una seconda cassa, o per il giorno in cui questo browser non ci sarà più. Le password non ci sono: vanno digitate di nuovo.',
  saveFile: 'Salva in un file',
  openFile: 'Prendi da un file…',
  taken: 'Impostazioni diverse, ora nel modulo: {count}. Le controlli, poi salvi.',
  takenSame: 'Il file dice ciò che è già impostato. Nulla è cambiato.',
  noSettings: 'Questo file non contiene impostazioni. Nulla è cambiato.',
  newer: 'Questo file è di una versione più recente del connettore. Nulla è cambiato: aggiorni prima questa.',
  notRead: 'Non è stato possibile leggere il file. Nulla è cambiato.',
  notTaken: 'Non preso dal file:',
  whyInvalid: 'valore impossibile per questa impostazione',
  whyUnknown: 'questa versione non ha questa impostazione',
  whySecret: 'le password non si prendono mai da un file',
  whyService: 'lo può dire solo il file di configurazione del servizio locale',
  whyUnused: 'inutile con il terminale scelto nel file',
};

const pt: Texts = {
  search: 'Procurar nas definições',
  searchHint: 'Pelo nome, pelo que faz ou pelo grupo.',
  nothingFound: 'Nenhuma definição tem estas palavras.',
  found: 'Definições encontradas: {count}',
  notUsed: 'Não se pedem com as escolhas atuais: {names}.',
  showAll: 'Mostrar todas as definições',
  discard: 'Descartar alterações',
  discarded: 'De novo como estava guardado. Nada foi guardado.',
  undo: 'Anular a última gravação',
  undone: 'Anulado: como antes da última gravação.',
  undoneButSecret:
    'Anulado: como antes da última gravação, exceto a palavra-passe ou a frase secreta. A antiga não é conhecida aqui: se precisar, introduza-a de novo.',
  unsaved: 'Ainda não guardado.',
  fileTitle: 'Definições num ficheiro',
  fileWhat:
    'Para uma segunda caixa, ou para o dia em que este navegador já não existir. As palavras-passe não vão no ficheiro: introduzem-se de novo.',
  saveFile: 'Guardar num ficheiro',
  openFile: 'Usar um ficheiro…',
  taken: 'Definições diferentes, agora no formulário: {count}. Verifique-as e depois guarde.',
  takenSame: 'O ficheiro diz o que já está definido. Nada mudou.',
  noSettings: 'Este ficheiro não contém definições. Nada mudou.',
  newer: 'Este ficheiro é de uma versão mais recente do conector. Nada mudou: atualize primeiro esta.',
  notRead: 'Não foi possível ler o ficheiro. Nada mudou.',
  notTaken: 'Não usado do ficheiro:',
  whyInvalid: 'valor impossível para esta definição',
  whyUnknown: 'esta versão não tem esta definição',
  whySecret: 'as palavras-passe nunca se tiram de um ficheiro',
  whyService: 'só o ficheiro de configuração do serviço local o pode dizer',
  whyUnused: 'sem uso com o terminal que o ficheiro escolhe',
};

export const toolsTexts: EveryLanguage<Texts> = { en, fr: withFrenchSpaces(fr), it, pt };
