import type { SettingsTexts } from '../settings-texts.ts';

export const upkeep: SettingsTexts['upkeep'] = {
  storageTitle: 'Memoria',
  storageWhat: 'I pagamenti, e ciò che va ancora comunicato a HiPay, sono conservati in questo browser.',
  kept: 'Conservati',
  mayBeCleared: 'Il browser può cancellarli',
  notKnown: 'Il browser non lo dice',
  storageInstall:
    'Quando il disco è quasi pieno, il browser può cancellarli. Installi questa app dal menu del browser: così il browser li conserva.',
  storageNever:
    'Non cancelli mai i dati del sito di questa pagina: andrebbero perse vendite pagate che HiPay non conosce ancora.',
  storageUse: '{used} usati, {free} liberi.',
  diagnosticsTitle: 'Diagnostica',
  diagnosticsWhat:
    'Che cosa è passato da e verso il terminale e che cosa ha deciso il connettore, con l’ora. I numeri di carta sono mascherati, le password non ci sono mai.',
  openDiagnostics: 'Controllare tutto ciò che serve per incassare, e preparare un file per l’assistenza',
  saveDiagnostics: 'Salva la diagnostica',
  preparing: 'Preparazione…',
  nothingSaved: 'Non è stato possibile creare il file.',
  recordsTitle: 'Copia dei pagamenti',
  recordsWhat:
    'Un file con tutti i pagamenti di questo browser e ciò che HiPay ne sa. Contiene numeri d’ordine e dati dei clienti, ma nessun numero di carta completo. Lo aggiunga qui se dei dati sono andati persi, o nel nuovo browser di questo negozio: ciò che è più recente resta com’è.',
  saveRecords: 'Salva una copia',
  addRecords: 'Aggiungi da una copia…',
  recordsAdded: '{added} aggiunti, {known} c’erano già.',
  recordsNoCopy: 'Questo file non è una copia di pagamenti. Non è stato aggiunto nulla.',
  recordsCutOff:
    'Il resto del file manca o è danneggiato. Salvi di nuovo la copia da dove proviene e la aggiunga ancora una volta.',
};
