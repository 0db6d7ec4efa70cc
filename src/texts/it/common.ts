import type { CommonTexts } from '../en/common.ts';

const words: CommonTexts['words'] = {
  appName: 'HiPay ECR Connector',
  skip: 'Vai al contenuto',
  notices: 'Avvisi',
  areas: 'Sezioni',
  pay: 'Incassa',
  paymentsArea: 'Pagamenti',
  settingsArea: 'Impostazioni',
  language: 'Lingua',
  starting: 'Avvio…',
  simulatedTitle: 'SIMULAZIONE – nessun denaro si muove',
  simulatedGatewayTitle: 'HiPay è SIMULATO – il terminale è reale',
  simulatedTerminal: 'Il terminale è simulato.',
  simulatedGateway: 'Le carte possono subire addebiti reali, ma a HiPay non viene inviato nulla.',
  simulatedBoth: 'Il terminale e HiPay sono simulati.',
  simulated: 'Simulato',
  notOwner: 'Aperto in un’altra scheda: incassi lì',
  sidecarAway:
    'Il servizio locale non risponde: le casse di questo computer non possono incassare. {byHand} Lo riavvii con «hipay-ecr start».',
  sidecarIsOther:
    'Il servizio locale e questa pagina hanno versioni diverse: le casse di questo computer non possono incassare. {byHand} La pagina si aggiorna da sola; altrimenti prema «Aggiorna ora» o la ricarichi.',
  byHandStill: 'È ancora possibile incassare manualmente.',
  byHandNotEither:
    'Non è possibile incassare nemmeno manualmente: il terminale si raggiunge tramite questo servizio.',
  updateAlarm:
    'La versione {version} di questo programma non si è preparata come previsto e non torna da sola a quella di prima. Quando nessun pagamento è in corso, ricarichi questa pagina (F5). Se poi un pagamento non funziona, faccia eseguire «hipay-ecr rollback» al reparto IT, o faccia installare una versione più recente.',
  sidecarNotPaired:
    'Questa pagina non è associata al servizio locale, quindi le casse non la raggiungono. Apra il link di associazione che il servizio mostra all’avvio.',
  clockFast:
    'L’orologio di questo computer è avanti di {time} rispetto a quello di HiPay. I pagamenti continuano e gli importi sono giusti, ma non gli orari negli elenchi e nelle registrazioni. Regoli l’orologio e lasci che il sistema lo tenga in orario.',
  clockSlow:
    'L’orologio di questo computer è indietro di {time} rispetto a quello di HiPay. I pagamenti continuano e gli importi sono giusti, ma non gli orari negli elenchi e nelle registrazioni. Regoli l’orologio e lasci che il sistema lo tenga in orario.',
  storageTitle: 'Non si può registrare nulla, quindi nessun pagamento può iniziare.',
  storageTodo:
    'Liberi spazio su disco o esca dalla navigazione privata. I pagamenti riprendono da soli appena c’è spazio; se questo avviso resta, ricarichi la pagina.',
  offline: 'Senza rete. L’invio partirà da solo',
  pairingRefused:
    'Il link di associazione è già stato usato o è scaduto. Riavvii il servizio locale e apra il nuovo link.',
  pairingUnreachable:
    'Il servizio locale non è raggiungibile per l’associazione. Controlli che sia avviato, poi riapra il suo link.',
  connectorGone:
    'Questa pagina non funziona più. Controlli l’ultimo pagamento sul terminale, poi la ricarichi.',
  newerTab:
    'Questa scheda va ricaricata appena il suo pagamento è terminato: una versione più recente di questo programma è aperta in un’altra scheda e prende il suo posto. Il risultato si trova nell’elenco dei pagamenti.',
  newerData:
    'Questa versione del programma è troppo vecchia per questo browser: una versione più recente ha cambiato il modo in cui i pagamenti sono conservati qui. Nessun pagamento è possibile. Avvii la versione più recente, poi ricarichi questa pagina.',
  startFailed:
    'Il programma non è riuscito ad avviarsi. Esca dalla navigazione privata, liberi spazio su disco, poi ricarichi questa pagina. Se non basta, chiuda tutte le finestre di questo programma e lo riapra. Nessun pagamento è stato toccato.',
  reload: 'Ricarica la pagina',
  partMissing: 'Non è stato possibile caricare questa parte della pagina',
  partMissingTodo: 'I pagamenti continuano come prima. Controlli la rete o il servizio locale, poi riprovi.',
  partMissingReload:
    'I pagamenti continuano come prima. Forse il programma è stato aggiornato nel frattempo: ricarichi la pagina quando non è in corso alcun pagamento.',
  updateReady: 'È pronta una nuova versione.',
  updateNow: 'Aggiorna ora',
  diagnostics: 'Diagnostica',
  paymentRunning: 'Pagamento di {amount} in corso',
  showIt: 'Mostra',
  terminal: 'Terminale',
  seen: 'Contattato {age}',
  neverSeen: 'Mai contattato',
  whatToDo: 'Che cosa fare',
  connect: 'Collega il terminale',
  connectOther: 'Scegli un altro terminale',
  check: 'Controlla il terminale',
  peculiarities: 'Particolarità note dei terminali',
  find: 'Trova il mio terminale',
  finding: 'Ricerca…',
  findingNow:
    'Ricerca del terminale: si provano le impostazioni della linea. Può durare fino a 40 secondi. Nulla viene addebitato.',
  checking: 'Controllo…',
  useSimulated: 'Usa il terminale simulato',
  useReal: 'Usa un terminale vero',
  tryAgain: 'Riprova',
  close: 'Chiudi',
  done: 'Fatto',
  toDo: 'Da fare',
  takePayment: 'Incassare un pagamento',
  amount: 'Importo',
  amountHint: 'Per esempio 10,23 o 10.23',
  currency: 'Valuta',
  pad: 'Tastierino',
  padBack: 'Cancella l’ultima cifra',
  padPoint: 'Virgola',
  scanned:
    'È stato letto un codice a barre. Non è un importo: nulla è stato inserito e nessun pagamento è stato avviato.',
  scannedOrder:
    'Un codice a barre è stato letto nel numero d’ordine. Nessun pagamento è stato avviato: prema il pulsante quando tutto è corretto.',
  order: 'Numero d’ordine',
  orderHint: 'Automatico',
  orderProblem: 'Al massimo 32 caratteri, senza caratteri di controllo.',
  force: 'Chiedere prima l’autorizzazione alla banca',
  forceHint: 'Qualunque sia l’importo: il terminale contatta la banca.',
  take: 'Incassa',
  takeAmount: 'Incassa {amount}',
  blockedTerminal: 'Prima colleghi un terminale.',
  running: 'Pagamento in corso',
  orderIs: 'Ordine {order}',
  ofSale: 'Rimborso della vendita {order}',
  elapsed: 'Tempo trascorso',
  stepDone: 'fatto',
  stepNow: 'in corso',
  stepAhead: 'da fare',
  unconfirmed: 'Guardi il terminale',
  cancelTitle: 'Per annullare: tasto rosso',
  cancelHow:
    'Sul terminale. Da qui non si può fermare il pagamento. È annullato solo quando lo dice il terminale.',
  chargedTitle: 'Il cliente ha pagato?',
  amountHintCents: 'Digiti le cifre: 1250 dà {amount}.',
  more: 'Altro',
  less: 'Meno',
  recent: 'Recenti',
  lastSale: 'Ultimo pagamento',
  allPayments: 'Tutti i pagamenti',
  enterKey: 'Invio',
  escapeKey: 'Esc',
  menu: 'Menu: lingua, schermo cliente, diagnostica',
  askedByTill: 'Richiesto dalla cassa alle {time}',
  askedByOrigin: 'Richiesto da {origin} alle {time}',
  cutAmount: 'Le cifre appena digitate non contano. Digiti di nuovo l’importo dalla prima cifra.',
  kept: 'L’importo digitato, {amount}, resta per dopo.',
  nobodyActs: 'Niente da fare',
  customerActs: 'Tocca al cliente',
  youAct: 'Tocca a Lei: che cosa mostra il terminale?',
  unconfirmedCard: 'Chiede la carta?',
  unconfirmedCardDo: 'Prosegua come al solito.',
  unconfirmedNothing: 'Non mostra nulla?',
  unconfirmedNothingDo: 'Attenda qui: la risposta arriva da sola. Non incassi una seconda volta.',
  technicalSteps: 'Passi tecnici',
  stepRecorded: 'Pagamento registrato',
  stepCalled: 'Terminale chiamato',
  stepReceived: 'Importo ricevuto dal terminale',
  stepAnswered: 'Risposta del terminale registrata',
  stepSent: 'Invio a HiPay',
  nextHint: 'Oppure digiti subito il prossimo importo. Questo pagamento resta nell’elenco.',
  detail: 'Dettaglio tecnico',
  receipt: 'Scontrino',
  newPayment: 'Nuovo pagamento',
  refundSale: 'Rimborsa',
  closeUnknown: 'Ho guardato lo scontrino',
  replayed:
    'Questo ordine era già stato elaborato. Al terminale non è stato inviato nulla; questo è il risultato registrato.',
  hipayNotified: 'Inviato a HiPay.',
  hipayPending: 'In attesa di invio a HiPay. Questo programma continua a provare da solo.',
  hipayAttention: 'L’invio a HiPay è bloccato e qualcuno deve intervenire: veda in Pagamenti.',
  inProgress: 'In corso',
  attention: 'Invio bloccato',
  callFailed: 'Nessuna risposta. Ricarichi questa pagina e riprovi.',
  saving: 'Salvataggio…',
  loading: 'Caricamento…',
};

const usb: CommonTexts['usb'] = {
  link: 'Terminale USB senza driver (WebUSB)',
  inUseLabel: 'Terminale occupato dal sistema o da un altro programma',
  useSerial: 'Usa Web Serial',
  windows:
    'Windows lascia usare il terminale a questa pagina solo con il driver WinUSB. Usi Web Serial; oppure chieda al reparto IT di installare WinUSB per il terminale, ad esempio con Zadig. Se WinUSB c’è già, chiuda l’altro programma che usa il terminale.',
  macos: 'macOS usa il terminale con il proprio driver e non lo cede. Usi Web Serial.',
  linux:
    'Il driver cdc_acm di Linux o un altro programma sta usando il terminale, oppure questo utente non vi ha accesso. Usi Web Serial; oppure chieda al reparto IT una regola udev che dia il terminale a questo utente, e di attivare chrome://flags/#automatic-usb-detach.',
  android:
    'Un’altra app o Android stesso sta usando il terminale. Chiuda le altre app, aggiorni Chrome, poi scolleghi e ricolleghi il cavo.',
  other:
    'Il sistema o un altro programma sta usando il terminale. Chiuda l’altro programma, oppure usi Web Serial.',
};

const resolver: CommonTexts['resolver'] = {
  open: 'Verifica lo scontrino',
  check: 'Verifica',
  notCertain: 'Non è sicuro',
  later: 'Più tardi',
  paidLabel: 'Pagato',
  notPaidLabel: 'Non pagato',
  resolvedPaid: '{by} ha guardato lo scontrino: pagato.',
  resolvedNotPaid: '{by} ha guardato lo scontrino: non pagato.',
  payAgain:
    'L’ordine può essere pagato di nuovo, a meno che un altro pagamento dello stesso ordine sia approvato o da verificare.',
  ready: 'Il terminale risponde.',
  started: 'Iniziato alle {time}, {age}',
  lookFor: 'Cerchi {amount}, verso le {time}.',
  toCheckHint:
    'Il cliente potrebbe aver pagato, o essere stato rimborsato. Guardi lo scontrino di ciascuno, il più recente per primo.',
  terminalSays: 'Il terminale dice',
  youAsked: 'Richiesto dalla cassa',
  differs: 'Il terminale dice {told}, la cassa ha richiesto {asked}.',
  differsRegister: 'Il terminale ha risposto per la cassa {told}, ma la richiesta è della cassa {asked}.',
  differsOperation: 'Il terminale dice «{told}», la cassa ha richiesto «{asked}».',
  otherAmount: 'Altro importo',
  chargedTwice: 'Addebitato due volte',
  chargedTwiceRow: 'Addebitato due volte: ne rimborsi uno sul terminale',
  chargedTwiceTodo:
    'Ordine {order}: {payments}. Confronti gli scontrini e rimborsi un pagamento sul terminale.',
  contradicts:
    'Le informazioni su questo pagamento si contraddicono: {said}. Guardi lo scontrino e decida di nuovo.',
  terminal: 'il terminale',
};

export const texts: CommonTexts = { words, usb, resolver };
