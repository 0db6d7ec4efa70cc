import type { SettingsTexts } from '../settings-texts.ts';

export const upkeep: SettingsTexts['upkeep'] = {
  storageTitle: 'Stockage',
  storageWhat: 'Les paiements, et ce que HiPay doit encore apprendre, sont gardés dans ce navigateur.',
  kept: 'Conservés',
  mayBeCleared: 'Le navigateur peut les effacer',
  notKnown: 'Le navigateur ne le dit pas',
  storageInstall:
    'Quand le disque est presque plein, le navigateur peut les effacer. Installez cette application depuis le menu du navigateur : il les conserve alors.',
  storageNever:
    'N’effacez jamais les données de site de cette page : des ventes payées que HiPay ne connaît pas encore seraient perdues.',
  storageUse: '{used} utilisés, {free} libres.',
  diagnosticsTitle: 'Diagnostic',
  diagnosticsWhat:
    'Ce qui a circulé avec le terminal et ce que le connecteur a décidé, avec l’heure. Les numéros de carte sont masqués, aucun mot de passe n’y figure.',
  openDiagnostics: 'Vérifier tout ce qu’il faut pour encaisser, et préparer un fichier pour l’assistance',
  saveDiagnostics: 'Enregistrer le diagnostic',
  preparing: 'Préparation…',
  nothingSaved: 'Le fichier n’a pas pu être créé.',
  recordsTitle: 'Copie des paiements',
  recordsWhat:
    'Un fichier avec tous les paiements de ce navigateur et ce que HiPay en sait. Il contient les numéros de commande et des données de clients, mais aucun numéro de carte complet. Ajoutez-le ici si des données ont été perdues, ou dans le nouveau navigateur de ce magasin : ce qui est plus récent reste tel quel.',
  saveRecords: 'Enregistrer une copie',
  addRecords: 'Ajouter depuis une copie…',
  recordsAdded: '{added} ajoutés, {known} étaient déjà là.',
  recordsNoCopy: 'Ce fichier n’est pas une copie de paiements. Rien n’a été ajouté.',
  recordsCutOff:
    'La suite du fichier manque ou est abîmée. Enregistrez de nouveau la copie là d’où elle vient, puis ajoutez-la encore une fois.',
};
