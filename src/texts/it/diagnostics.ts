import type { DiagnosticsTexts } from '../en/diagnostics.ts';

const words: DiagnosticsTexts['words'] = {
  title: 'Diagnostica',
  looking: 'Controllo…',
  notLooked: 'Il browser non ha risposto. Controlli di nuovo, o ricarichi la pagina.',
  again: 'Controlla di nuovo',
  lookedAt: 'Controllato alle {time}.',
  good: 'In ordine',
  doctor:
    'Il computer stesso lo esamina il servizio locale: digiti «hipay-ecr doctor» in una finestra di comando.',
  verdictGood: '{count} punti controllati alle {time}.',
  inOrder: 'Da fare, in questo ordine',
  inDetail: 'In dettaglio',
  openTerminal: 'Trova o scegli il terminale',
  silentCable: 'Controlli il cavo alle due estremità. Accenda il terminale ed esca dai suoi menu.',
  silentFind: 'Prema «{open}», poi «{find}». Nulla viene addebitato.',
  silentCall: 'Ancora nessuna risposta? Chiami la Sua assistenza informatica o quella di HiPay.',
  toMend: 'Da sistemare: {count}',
  verdicts: {
    good: 'Va tutto bene',
    look: 'Qualcosa da guardare',
    broken: 'Qualcosa non funziona',
    blocked: 'Per ora non può incassare',
  },
  groups: {
    terminal: 'Terminale',
    hipay: 'HiPay',
    tills: 'Casse',
    computer: 'Questo computer',
  },
  seen: 'Ultimo contatto {age}.',
  back: 'Aiuto e diagnostica',
  recorderTitle: 'Ultimi avvenimenti',
  recorderWhat:
    'Ogni scambio con il terminale e ciò che ha deciso questo programma, dal più recente. I numeri di carta sono mascherati, le password non ci sono mai.',
  recorderEmpty: 'Non è stato ancora registrato nulla.',
  recorderNone: 'Nessuna riga contiene queste parole.',
  recorderFailed: 'Non è stato possibile leggere la registrazione. Questo non ha addebitato nulla.',
  recorderShown: 'Righe mostrate: {shown} di {count}',
  lines: 'Le righe',
  filterKind: 'Mostra',
  filterWords: 'Cerca nelle righe',
  kindAll: 'Tutto',
  kindWire: 'Solo la linea del terminale',
  about: 'Programma',
  line: 'Linea',
  sent: 'Al terminale',
  received: 'Dal terminale',
  session: 'Scambio',
  payment: 'Pagamenti',
  notification: 'Invii a HiPay',
  settings: 'Impostazioni cambiate',
  copy: 'Copia le righe',
  saveLines: 'Salva le righe',
  copied: 'Copiato.',
  notCopied: 'Il browser non ha permesso la copia. Salvi le righe, invece.',
  bundleTitle: 'Un file per l’assistenza',
  bundleWhat: 'Un solo file per chi La aiuta. Prima lo legga: ciò che vede è esattamente ciò che si salva.',
  bundleMake: 'Prepara il file',
  bundlePreparing: 'Preparazione…',
  bundleFailed: 'Non è stato possibile preparare il file. I pagamenti non ne risentono.',
  bundleIn: 'Che cosa contiene:',
  bundleInChecks: 'i controlli qui sopra, il browser e le versioni',
  bundleInSettings: 'le impostazioni, senza password',
  bundleInLines: 'gli ultimi avvenimenti: {count} righe, con i numeri di carta mascherati',
  bundleInPayments:
    'i pagamenti degli ultimi 7 giorni: {count}, ciascuno con numero d’ordine, importo, esito e carta mascherata',
  bundleOut:
    'Che cosa non contiene: numeri di carta, password, chiavi, dati dei Suoi clienti, chi ha chiarito un pagamento dubbio e perché.',
  bundleRead: 'Leggi il file',
  bundleSave: 'Salva il file',
  bundleCopy: 'Copialo',
};

const checks: DiagnosticsTexts['checks'] = {
  connector: 'Questo programma',
  browser: 'Browser usato',
  secure: 'Pagina sicura',
  parts: 'Funzioni del browser',
  policy: 'Regole di questa pagina',
  permission: 'Permesso per il terminale',
  terminal: 'Terminale di pagamento',
  owner: 'Chi ha il terminale',
  service: 'Servizio locale',
  account: 'Account HiPay',
  network: 'Rete',
  hipay: 'HiPay risponde',
  clock: 'Orologio',
  notifications: 'In attesa di invio a HiPay',
  storage: 'Pagamenti conservati',
  offline: 'Funziona senza rete',
  environment: 'Tipo d’uso',
  build: 'Versione del programma',
  'wake-lock': 'Schermo sempre acceso',
  'time-zone': 'Fuso orario',
};

const findings: DiagnosticsTexts['findings'] = {
  'connector-alive': { what: 'Funziona, versione {version}.', todo: '' },
  'connector-gone': {
    what: 'Si è fermato. Ciò che mostra lo schermo è vecchio.',
    todo: 'Ricarichi la pagina. Un pagamento in corso è conservato e verrà chiarito allora.',
  },
  'browser-serial': { what: '{name} {version} raggiunge i terminali via cavo.', todo: '' },
  'browser-usb-only': {
    what: '{name} {version} non ha Web Serial, ma WebUSB: i terminali USB sono raggiungibili.',
    todo: '',
  },
  'browser-no-cable': {
    what: '{name} {version} non può raggiungere un terminale via cavo.',
    todo: 'Usi Chrome o Edge su un computer, oppure Chrome 148 o più recente su Android; o un terminale in rete.',
  },
  secure: { what: 'La pagina è sicura, come richiede la linea del terminale.', todo: '' },
  'not-secure': {
    what: 'La pagina non è stata aperta in modo sicuro: il browser non le dà alcun terminale.',
    todo: 'La apra come http://localhost:8080 su questo computer, o con https.',
  },
  'parts-there': { what: 'Ci sono tutte.', todo: '' },
  'parts-missing': {
    what: 'Manca: {names}. Senza, non si può incassare.',
    todo: 'Aggiorni il browser e non usi una finestra privata.',
  },
  'policy-free': { what: 'Nulla vieta la linea del terminale.', todo: '' },
  'policy-forbids': {
    what: 'Vietato a questa pagina: {names}.',
    todo: 'Chi incorpora o serve la pagina deve permetterlo (Permissions-Policy); se il browser è gestito, chieda al suo reparto IT.',
  },
  'permission-given': { what: 'Concesso: {ports} porte seriali, {devices} dispositivi USB.', todo: '' },
  'permission-missing': {
    what: 'In questo browser non è stato scelto alcun terminale.',
    todo: 'Colleghi il terminale e prema «Collega il terminale» in Incassa.',
  },
  'permission-not-needed': { what: 'Non serve: il terminale non è su un cavo.', todo: '' },
  'permission-unknown': { what: 'Il browser non lo dice.', todo: 'Guardi la spia del terminale in Incassa.' },
  'terminal-lamp': { what: '{label}. {description}', todo: '' },
  'owner-here': { what: 'Questa scheda.', todo: '' },
  'owner-elsewhere': {
    what: 'Un’altra scheda di questo browser. Questa incassa attraverso di essa.',
    todo: 'Non c’è nulla da fare. Chiuda l’altra scheda se sembra bloccata.',
  },
  'service-connected': { what: 'Collegato: le casse di questo computer sono servite.', todo: '' },
  'service-none': { what: 'Non usato: questa pagina non è stata aperta da esso.', todo: '' },
  'service-away': {
    what: 'Non risponde: le casse che lo usano non possono incassare. Su questa pagina si può.',
    todo: 'Lo riavvii: digiti «hipay-ecr start» in una finestra di comando.',
  },
  'service-not-paired': {
    what: 'Non conosce questo browser: le casse non possono incassare attraverso di esso.',
    todo: 'Digiti «hipay-ecr open --pair» in una finestra di comando e usi il nuovo link.',
  },
  'account-set': { what: 'Impostato: {login}.', todo: '' },
  'account-missing': {
    what: 'Manca il nome utente o la password: le vendite pagate non si possono inviare a HiPay.',
    todo: 'Li inserisca in Impostazioni, Account HiPay.',
  },
  'account-doubtful': {
    what: '{login} difficilmente appartiene all’ambiente scelto.',
    todo: 'Confronti nome utente e ambiente con ciò che Le ha dato HiPay.',
  },
  'contract-missing': {
    what: 'Nessun contratto è impostato: un pagamento ne richiede uno.',
    todo: 'Inserisca il contratto di HiPay in Impostazioni, Contratti.',
  },
  'settings-unread': { what: 'Non è stato possibile leggere le impostazioni.', todo: 'Ricarichi la pagina.' },
  'network-there': { what: 'Collegata.', todo: '' },
  'network-gone': {
    what: 'Nessuna rete. I pagamenti con carta continuano; l’invio a HiPay riprende quando torna la rete.',
    todo: 'Controlli cavo, Wi-Fi e router.',
  },
  'hipay-answers': { what: 'Ha ricevuto l’ultimo invio, {at}.', todo: '' },
  'hipay-errors': {
    what: 'Risponde con un errore (HTTP {status}), {at}. I clienti pagano lo stesso; l’invio a HiPay avviene più tardi.',
    todo: 'Niente da fare qui: l’invio continua da solo. Se dura, chieda all’assistenza HiPay.',
  },
  'hipay-silent': {
    what: 'Non raggiungibile, {at}. I clienti pagano lo stesso; l’invio a HiPay avviene più tardi.',
    todo: 'Controlli la rete, il proxy e il firewall.',
  },
  'hipay-refuses-login': {
    what: 'Rifiuta le credenziali. I clienti pagano, ma a HiPay non arriva nulla.',
    todo: 'Inserisca di nuovo nome utente e password in Impostazioni, poi prema «Invia ora» in Pagamenti.',
  },
  'hipay-refuses': {
    what: 'Ha rifiutato l’ultimo invio, {at}. Il cliente ha pagato.',
    todo: 'Veda in Pagamenti che cosa ha risposto, e chieda a HiPay.',
  },
  'hipay-not-asked': { what: 'Di recente non c’era nulla da inviare.', todo: '' },
  'clock-right': { what: 'Come quello di HiPay, per quanto si sa.', todo: '' },
  'clock-fast': {
    what: 'Questo computer è avanti di {time}.',
    todo: 'Regoli l’orologio e lasci che il sistema lo tenga in orario.',
  },
  'clock-slow': {
    what: 'Questo computer è indietro di {time}.',
    todo: 'Regoli l’orologio e lasci che il sistema lo tenga in orario.',
  },
  'notifications-none': { what: 'Nulla: tutte le vendite pagate sono state inviate a HiPay.', todo: '' },
  'notifications-none-here': {
    what: 'Nulla in questo browser. Vendite di altri browser forse attendono ancora.',
    todo: '',
  },
  'notifications-pending': {
    what: 'In attesa: {count}, il più vecchio {oldest}. Partono da soli.',
    todo: '',
  },
  'notifications-overdue': {
    what: 'In attesa: {count}, il più vecchio {oldest}. È troppo; nulla è andato perso.',
    todo: 'Controlli la rete, poi prema «Invia ora» in Pagamenti.',
  },
  'notifications-parked': {
    what: 'Da fare: {count}. I clienti hanno pagato; l’invio a HiPay è bloccato.',
    todo: 'Veda in Pagamenti perché, e come rimediare.',
  },
  'storage-failed': {
    what: 'Non si può registrare nulla ({detail}): nessun pagamento comincia.',
    todo: 'Liberi spazio sul disco, poi ricarichi la pagina. Non cancelli mai i dati del sito di questa pagina.',
  },
  'storage-kept': {
    what: 'Il browser conserva i pagamenti registrati. {used} usati, {free} liberi.',
    todo: '',
  },
  'storage-clearable': {
    what: 'Il browser può cancellare i pagamenti registrati quando il disco è quasi pieno.',
    todo: 'Installi questa app dal menu del browser: così li conserva.',
  },
  'storage-not-known': {
    what: 'Il browser non dice se conserva i pagamenti registrati.',
    todo: 'Salvi ogni tanto una copia dei pagamenti, in Impostazioni.',
  },
  'storage-nearly-full': {
    what: 'Restano solo {free}. Quando non si può scrivere, nessun pagamento comincia.',
    todo: 'Liberi spazio sul disco. Non cancelli mai i dati del sito di questa pagina.',
  },
  'offline-ready': { what: 'Si avvia anche senza rete.', todo: '' },
  'offline-update-waits': {
    what: 'Funziona; una nuova versione aspetta un momento tranquillo.',
    todo: 'Prema «Aggiorna ora» in alto quando nessun cliente aspetta.',
  },
  'offline-not-ready': {
    what: 'Non ancora: per avviarsi la pagina ha bisogno della rete o del servizio locale.',
    todo: 'Lasci la pagina aperta un minuto con la rete, poi controlli di nuovo.',
  },
  'offline-unsupported': {
    what: 'Questo browser non può. Per avviarsi la pagina ha bisogno della rete o del servizio locale.',
    todo: 'Usi Chrome o Edge, non una finestra privata.',
  },
  'environment-production': { what: 'Produzione: denaro vero.', todo: '' },
  'environment-test': {
    what: 'Un ambiente di prova ({environment}): HiPay non conta nessuna vendita, ma un terminale vero esegue addebiti sulle carte.',
    todo: 'Per vendite vere scelga Produzione in Impostazioni.',
  },
  'environment-simulated': {
    what: 'Qualcosa è simulato: il denaro non si muove, o a HiPay non viene inviato nulla.',
    todo: 'Per vendite vere scelga il terminale vero e Produzione in Impostazioni.',
  },
  'build-known': { what: '{version}. Pagina {page}, servizio locale {service}.', todo: '' },
  'build-not-known': {
    what: '{version}. Senza servizio locale non ci sono impronte da confrontare.',
    todo: '',
  },
  'wake-lock-there': { what: 'Durante un pagamento.', todo: '' },
  'wake-lock-missing': {
    what: 'Questo browser non sa tenere acceso lo schermo durante un pagamento.',
    todo: 'Imposti il computer perché spenga lo schermo più tardi.',
  },
  'zone-known': { what: 'Quello del computer: {zone}', todo: '' },
  'zone-not-known': {
    what: 'Il browser non lo dice; gli orari mostrati possono essere sbagliati.',
    todo: 'Imposti il fuso orario del computer.',
  },
};

export const texts: DiagnosticsTexts = { words, checks, findings };
