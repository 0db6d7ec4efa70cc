import type { SettingsTexts } from '../en/settings.ts';

const words: SettingsTexts['words'] = {
  provisioned:
    'Queste impostazioni vengono dal servizio locale: dal suo file config.yml, o da come è stato avviato.',
  provisionedHow: 'Le modifichi lì, poi riavvii il servizio locale.',
  saved: 'Impostazioni salvate.',
  notSaved: 'Non salvate: guardi i campi segnalati.',
  saveRefused: 'Le impostazioni non sono state salvate.',
  groupTerminal: 'Collegamento',
  groupSerial: 'Linea seriale',
  groupHipay: 'Account HiPay',
  groupContracts: 'Contratti',
  groupContractsHint: 'HiPay ne ha dato uno per tipo, oppure uno solo.',
  furtherContracts:
    'Altri contratti, dal file di configurazione. Un pagamento è inviato a HiPay con uno di questi solo se il terminale lo nomina, o per un assegno.',
  groupPayments: 'Pagamenti',
  groupAdvanced: 'Avanzate',
  advancedWhat: 'Linea, tempi di attesa e impostazioni rare: {count}',
  advancedHint: 'Da cambiare solo se lo chiede l’assistenza. I valori originali vanno bene quasi ovunque.',
  initialValues: 'Valori originali',
  preset: 'Impostazione della linea',
  presetHint: 'Come nel menu del terminale. Un terminale USB la ignora.',
  custom: 'Altra…',
  linkSerial: 'Terminale via cavo',
  linkTcp: 'Rete (TCP, tramite servizio locale)',
  address: 'Indirizzo del terminale',
  addressNone: 'ancora nessuno',
  addressHow:
    'Sola lettura: può impostarlo soltanto il file di configurazione del servizio locale (config.yml), sotto «connector:», con terminal_host e terminal_port.',
  linkSimulated: 'Terminale simulato',
  environmentDev: 'Sviluppo',
  environmentStage: 'Test (stage)',
  environmentProd: 'Produzione',
  parityNone: 'nessuna',
  parityEven: 'pari',
  parityOdd: 'dispari',
  flowNone: 'nessuno',
  flowHardware: 'RTS/CTS',
  secretSet: 'Impostata. Lasciare vuoto per mantenerla.',
  secretNotSet: 'Non impostata.',
  secretsElsewhere:
    'Il servizio locale custodisce la password HiPay e invia i pagamenti a HiPay; questo browser non l’ha.',
  errorRange: 'Un numero intero da {min} a {max}.',
  errorCurrency: 'Valuta sconosciuta: {code}.',
  errorCurrencies: 'Almeno una valuta.',
  errorSimulatedProd: 'In produzione non si può usare nulla di simulato.',
  errorAddress:
    'Nessun indirizzo impostato. Metta terminal_host e terminal_port sotto «connector:» nel file di configurazione del servizio locale (config.yml), con «link: tcp», poi riavvii «hipay-ecr».',
  errorInvisible:
    'C’è un carattere invisibile ({character}) alla posizione {place}, come nei testi incollati. Lo elimini o digiti il valore a mano.',
  errorNetworkLanguage: 'Un terminale in rete parla Caisse-AP V3. Concert V2 è per i cavi.',
  errorContractPair:
    'Concert V2 non dice quale contratto è stato usato: servono contatto, senza contatto o entrambi.',
  errorMissing: 'Manca: compili questo campo.',
  realAccount: 'Ora l’account reale',
  errorCheck: 'Non accettato.',
  about: 'Versione {version} · {environment}',
  aboutBuild: 'File costruiti (SHA-256): pagina {page}, servizio locale {sidecar}',
};

const maintenance: SettingsTexts['maintenance'] = {
  storageTitle: 'Memoria',
  storageWhat: 'I pagamenti, e ciò che va ancora inviato a HiPay, sono conservati in questo browser.',
  kept: 'Conservati',
  mayBeCleared: 'Il browser può cancellarli',
  notKnown: 'Il browser non lo dice',
  storageInstall:
    'Quando il disco è quasi pieno, il browser può cancellarli. Installi questa app dal menu del browser: così il browser li conserva.',
  storageNever:
    'Non cancelli mai i dati del sito di questa pagina: andrebbero perse le vendite pagate non ancora inviate a HiPay.',
  storageUse: '{used} usati, {free} liberi.',
  diagnosticsTitle: 'Diagnostica',
  diagnosticsWhat:
    'Che cosa è passato da e verso il terminale e che cosa ha deciso questo programma, con l’ora. I numeri di carta sono mascherati, le password non ci sono mai.',
  openDiagnostics: 'Controllare tutto ciò che serve per incassare, e preparare un file per l’assistenza',
  saveDiagnostics: 'Salva la diagnostica',
  preparing: 'Preparazione…',
  nothingSaved: 'Non è stato possibile creare il file.',
  recordsTitle: 'Copia dei pagamenti',
  recordsWhat:
    'Un file con tutti i pagamenti di questo browser e ciò che è stato inviato a HiPay. Contiene numeri d’ordine e dati dei clienti, ma nessun numero di carta completo. Lo aggiunga qui se alcuni dati sono andati persi, o nel nuovo browser di questo negozio: ciò che è più recente resta com’è.',
  saveRecords: 'Salva una copia',
  addRecords: 'Aggiungi da una copia…',
  recordsAdded: '{added} aggiunti, {known} c’erano già.',
  recordsNoCopy: 'Questo file non è una copia di pagamenti. Non è stato aggiunto nulla.',
  recordsCutOff:
    'Il resto del file manca o è danneggiato. Salvi di nuovo la copia da dove proviene e la aggiunga ancora una volta.',
};

const appearance: SettingsTexts['appearance'] = {
  title: 'Su questo schermo',
  appearance: 'Aspetto',
  system: 'Come il sistema',
  light: 'Chiaro',
  dark: 'Scuro',
  contrast: 'Contrasto elevato',
  appearanceHint: 'Salvato in questo browser. Il contrasto elevato è chiaro o scuro come il sistema.',
  sound: 'Suono al termine di un pagamento',
  soundHint: 'Approvato, non approvato ed esito sconosciuto hanno ciascuno il proprio suono.',
  cents: 'Digitare gli importi in centesimi',
  centsHint: '1250 dà 12,50. Altrimenti si digita la virgola.',
  large: 'Chiedere per gli importi elevati',
  largeHint: 'Nella valuta del pagamento.',
  largeOff: 'Mai',
  largeFrom: 'Da {amount}',
};

const forget: SettingsTexts['forget'] = {
  title: 'Permesso per il terminale',
  what: 'Questo browser lascia usare il terminale a questa pagina finché il permesso non viene revocato. Lo revochi quando il terminale lascia il negozio o questo computer cambia uso.',
  running: 'È in corso un pagamento. Il terminale si potrà dimenticare quando sarà finito.',
  button: 'Dimentica questo terminale…',
  forgetting: 'Un momento…',
  ask: 'Dimenticare questo terminale?',
  consequence:
    'Nessun pagamento con carta è possibile finché qualcuno non sceglie di nuovo un terminale. I pagamenti, e ciò che va ancora inviato a HiPay, restano come sono. Nulla viene addebitato.',
  yes: 'Dimentica',
  no: 'Conserva',
  ended: {
    forgotten:
      'Dimenticato. Nulla è stato addebitato. Per incassare di nuovo con carta, prema «Collega il terminale» sotto Incassa.',
    'still-granted':
      'Il browser lascia ancora usare il terminale, perché lo impone un criterio di questo computer. Nulla è stato addebitato. Chieda al reparto IT di cambiare il criterio.',
    away: 'Non dimenticato: il terminale non è collegato, e il browser nomina solo ciò che lo è. Nulla è stato addebitato. Lo colleghi e riprovi, o lo rimuova nelle impostazioni del sito del browser.',
    'nothing-granted': 'Non c’era nulla da dimenticare: nessun terminale è scelto. Nulla è stato addebitato.',
    unsupported:
      'Non dimenticato: questo browser è troppo vecchio per revocare il permesso. Nulla è stato addebitato. Lo revochi nelle impostazioni del sito del browser, o aggiorni il browser.',
    'payment-running':
      'Non dimenticato: è in corso un pagamento, che sta usando il terminale. Guardi sotto Incassa se il cliente ha pagato. Riprovi quando sarà finito.',
  },
};

const tools: SettingsTexts['tools'] = {
  search: 'Cerca nelle impostazioni',
  searchShort: 'Cerca',
  nothingFound: 'Nessuna impostazione contiene queste parole.',
  found: 'Impostazioni trovate: {count}',
  notUsed: 'Non richieste con le scelte attuali: {names}.',
  showAll: 'Mostra tutte le impostazioni',
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
  newer:
    'Questo file è di una versione più recente di questo programma. Nulla è cambiato: aggiorni prima questa.',
  notRead: 'Non è stato possibile leggere il file. Nulla è cambiato.',
  notTaken: 'Non preso dal file:',
  whyInvalid: 'valore impossibile per questa impostazione',
  whyUnknown: 'questa versione non ha questa impostazione',
  whySecret: 'le password non si prendono mai da un file',
  whyService: 'lo può dire solo il file di configurazione del servizio locale',
  whyUnused: 'inutile con il terminale scelto nel file',
};

const changes: SettingsTexts['changes'] = {
  region: 'Modifiche',
  menu: 'Parti delle impostazioni',
  count: { one: '{count} modifica', other: '{count} modifiche' },
  save: 'Salva',
  discard: 'Annulla modifiche',
  changed: 'Modificato',
  changedFrom: 'Modificato, prima: {before}',
  wrong: 'da correggere',
  on: 'attivo',
  off: 'disattivo',
  empty: 'vuoto',
  becomes: '{label}: {from} diventa {to}.',
  leaveSecret: '{label}: un nuovo valore.',
  leaveTitle: 'Salvare prima di uscire?',
  leaveUnsaved: 'Non salvare',
  stay: 'Resta qui',
};

const sections: SettingsTexts['sections'] = {
  terminal: 'Terminale',
  account: 'Account HiPay',
  paying: 'Incasso',
  screen: 'Questo schermo',
  tills: 'Casse',
  backup: 'Copie',
  help: 'Aiuto e diagnostica',
};

export const texts: SettingsTexts = { words, maintenance, appearance, forget, tools, changes, sections };
