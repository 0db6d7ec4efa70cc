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
  simulatedGateway: 'Le carte possono essere addebitate davvero, ma HiPay non ne saprà nulla.',
  simulatedBoth: 'Il terminale e HiPay sono simulati.',
  simulated: 'Simulato',
  notOwner:
    'Un’altra scheda del connettore tiene il terminale. Se qui qualcosa viene rifiutato, usi quella scheda o la chiuda.',
  sidecarAway:
    'Il servizio locale non risponde: le casse di questo computer non raggiungono il connettore. È ancora possibile incassare a mano. Lo riavvii con «hipay-ecr start».',
  sidecarIsOther:
    'Il servizio locale ha un’altra versione rispetto a questa pagina: le casse di questo computer non raggiungono il connettore. È ancora possibile incassare a mano. La pagina si aggiorna da sola; altrimenti prema «Aggiorna ora» o la ricarichi.',
  updateAlarm:
    'La versione {version} di questo programma non è diventata pronta come previsto, e non torna indietro da sola. Se un pagamento non funziona, fate eseguire “hipay-ecr rollback” al vostro reparto informatico, o fate installare una versione superiore.',
  sidecarNotPaired:
    'Questa pagina non è associata al servizio locale, quindi le casse non la raggiungono. Apra il link di associazione che il servizio mostra all’avvio.',
  clockFast:
    'L’orologio di questo computer è avanti di {time} rispetto a quello di HiPay. I pagamenti continuano e gli importi sono giusti, ma non gli orari negli elenchi e nelle registrazioni. Regoli l’orologio e lasci che il sistema lo tenga in orario.',
  clockSlow:
    'L’orologio di questo computer è indietro di {time} rispetto a quello di HiPay. I pagamenti continuano e gli importi sono giusti, ma non gli orari negli elenchi e nelle registrazioni. Regoli l’orologio e lasci che il sistema lo tenga in orario.',
  storageTitle: 'Non si può registrare nulla, quindi nessun pagamento può iniziare.',
  storageTodo:
    'Liberi spazio su disco o esca dalla navigazione privata. I pagamenti riprendono da soli appena c’è spazio; se questo avviso resta, ricarichi la pagina.',
  offline:
    'Senza rete. I pagamenti con carta funzionano lo stesso; l’invio a HiPay partirà da solo appena torna.',
  pairingRefused:
    'Il link di associazione è già stato usato o è scaduto. Riavvii il servizio locale e apra il nuovo link.',
  pairingUnreachable:
    'Il servizio locale non è raggiungibile per l’associazione. Controlli che sia avviato, poi riapra il suo link.',
  connectorGone:
    'Il connettore si è fermato. Controlli l’ultimo pagamento sul terminale, poi ricarichi questa pagina.',
  newerTab:
    'Questa scheda va ricaricata appena il suo pagamento è terminato: una versione più recente di questo programma è aperta in un’altra scheda e prende il suo posto. Il risultato si trova nell’elenco dei pagamenti.',
  newerData:
    'Questa versione del programma è troppo vecchia per questo browser: una versione più recente ha cambiato il modo in cui i pagamenti sono conservati qui. Nessun pagamento è possibile. Avviate la versione più recente, poi ricaricate questa pagina.',
  startFailed:
    'Il connettore non è riuscito ad avviarsi. Esca dalla navigazione privata, liberi spazio su disco, poi ricarichi questa pagina. Nessun pagamento è stato toccato.',
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
  seen: 'Visto {age}',
  neverSeen: 'Non ancora visto',
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
  orderHint: 'Creato da solo',
  orderProblem: 'Al massimo 32 caratteri, senza caratteri di controllo.',
  force: 'Chiedere l’accordo della banca',
  forceHint: 'Qualunque sia l’importo: il terminale va online.',
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
  cancelTitle: 'Annullare: tasto rosso',
  cancelHow:
    'Sul terminale. Da qui nulla lo ferma, e il pagamento non è annullato finché non lo dice il terminale.',
  chargedTitle: 'Il cliente ha pagato?',
  amountHintCents: 'Digiti le cifre: 1250 dà {amount}.',
  more: 'Altro',
  less: 'Meno',
  recent: 'Recenti',
  lastSale: 'Ultimo pagamento',
  allPayments: 'Tutti i pagamenti',
  enterKey: 'Invio',
  escapeKey: 'Esc',
  menu: 'Menu: lingua e diagnostica',
  askedByTill: 'Chiesto dalla cassa alle {time}',
  askedByOrigin: 'Chiesto da {origin} alle {time}',
  kept: 'Il suo importo di {amount} è conservato per dopo.',
  nobodyActs: 'Niente da fare',
  customerActs: 'Tocca al cliente',
  youAct: 'A lei: che cosa mostra il suo schermo?',
  unconfirmedCard: 'Chiede la carta?',
  unconfirmedCardDo: 'Prosegua come al solito.',
  unconfirmedNothing: 'Non mostra nulla?',
  unconfirmedNothingDo: 'Attenda qui: la risposta arriva da sola. Non incassi una seconda volta.',
  technicalSteps: 'Passi tecnici',
  stepRecorded: 'Pagamento registrato',
  stepCalled: 'Terminale chiamato',
  stepReceived: 'Importo ricevuto dal terminale',
  stepAnswered: 'Risposta del terminale annotata',
  stepSent: 'Invio a HiPay',
  nextHint: 'Oppure digiti subito il prossimo importo. Questo pagamento resta visibile.',
  detail: 'Dettaglio tecnico',
  receipt: 'Ricevuta',
  newPayment: 'Nuovo pagamento',
  closeUnknown: 'Ho guardato la ricevuta',
  replayed:
    'Questo ordine era già stato trattato. Al terminale non è stato inviato nulla; questo è il risultato registrato.',
  hipayTold: 'Inviato a HiPay.',
  hipayPending: 'In attesa di invio a HiPay. Il connettore continua a provare da solo.',
  hipayAttention: 'L’invio a HiPay è bloccato e serve una persona: vedere Pagamenti.',
  inProgress: 'In corso',
  attention: 'Invio bloccato',
  callFailed: 'Il connettore non ha risposto. Ricarichi questa pagina e riprovi.',
  saving: 'Salvataggio…',
  loading: 'Caricamento…',
};

const usb: CommonTexts['usb'] = {
  link: 'Terminale USB senza driver (WebUSB)',
  inUseLabel: 'Terminale occupato dal sistema o da un altro programma',
  useSerial: 'Usa Web Serial',
  windows:
    'Windows dà il terminale a questa pagina solo con il driver WinUSB. Usi Web Serial; oppure chieda al reparto IT di installare WinUSB per il terminale, ad esempio con Zadig. Se WinUSB c’è già, chiuda l’altro programma che usa il terminale.',
  macos: 'macOS tiene il terminale per il proprio driver e non lo cede. Usi Web Serial.',
  linux:
    'Il driver cdc_acm di Linux o un altro programma tiene il terminale, oppure questo utente non vi ha accesso. Usi Web Serial; oppure chieda al reparto IT una regola udev che dia il terminale a questo utente, e di attivare chrome://flags/#automatic-usb-detach.',
  android:
    'Un’altra app o Android stesso tiene il terminale. Chiuda le altre app, aggiorni Chrome, poi scolleghi e ricolleghi il cavo.',
  other:
    'Il sistema o un altro programma tiene il terminale. Chiuda l’altro programma, oppure usi Web Serial.',
};

const resolver: CommonTexts['resolver'] = {
  open: 'Controlla la ricevuta',
  later: 'Più tardi',
  paidLabel: 'Pagato',
  notPaidLabel: 'Non pagato',
  resolvedPaid: '{by} ha guardato la ricevuta: pagato.',
  resolvedNotPaid: '{by} ha guardato la ricevuta: non pagato.',
  payAgain: 'L’ordine può essere pagato di nuovo.',
  ready: 'Il terminale risponde.',
  started: 'Iniziato alle {time}, {age}',
  lookFor: 'Cerchi {amount}, verso le {time}.',
  toCheckHint: 'Il denaro potrebbe essersi mosso. Guardi la ricevuta di ciascuno, la più recente per prima.',
  allToCheck: 'Mostra tutti',
  terminalSays: 'Il terminale dice',
  youAsked: 'Lei ha chiesto',
  differs: 'Il terminale dice {told}, lei ha chiesto {asked}.',
  differsRegister: 'Il terminale ha risposto per la cassa {told}, lei ha chiesto la cassa {asked}.',
  differsOperation: 'Il terminale dice «{told}», lei ha chiesto «{asked}».',
  otherAmount: 'Altro importo',
  chargedTwice: 'Addebitato due volte',
  chargedTwiceRow: 'Addebitato due volte: ne rimborsi uno sul terminale',
  chargedTwiceTodo:
    'Ordine {order}: {payments}. Confronti le ricevute e rimborsi un pagamento sul terminale.',
  contradicts:
    'Quello che è stato detto di questo pagamento si contraddice: {said}. Guardi la ricevuta e decida di nuovo.',
  terminal: 'il terminale',
};

export const texts: CommonTexts = { words, usb, resolver };
