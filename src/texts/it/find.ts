import type { FindTexts } from '../en/find.ts';

const search: FindTexts['search'] = {
  foundTitle: 'Terminale trovato',
  language: 'Linguaggio',
  line: 'Impostazione della linea',
  concertName: 'Concert V2',
  concertHint: 'E o E+ non si vede da fuori: se il terminale rifiuta i pagamenti, provi l’altro.',
  unclear: 'Non è chiaro: risponde, ma non dice quale linguaggio parla',
  unclearHint:
    'Forse è in un menu o occupato. Lo riporti alla schermata iniziale e cerchi di nuovo. Se resta così, Concert V2 è il più probabile.',
  saved: 'È stato salvato. Nulla è stato addebitato.',
  savedInFile:
    'È scritto nel file di configurazione del servizio locale e vale da subito. Nulla è stato addebitato.',
  same: 'Le impostazioni dicono già questo. Nulla è cambiato, nulla è stato addebitato.',
  notSaved:
    'Non è stato possibile salvarlo. Nulla è stato addebitato. Lo inserisca in Impostazioni, o cerchi di nuovo.',
  provisioned:
    'Vale il file di configurazione del servizio locale e non si è potuto modificarlo: nulla è cambiato, nulla è stato addebitato. Metta queste righe in config.yml, poi riavvii «hipay-ecr»:',
  copy: 'Copia le righe',
  copied: 'Copiato.',
  notCopied: 'Il browser non ha permesso la copia. Le selezioni e copi a mano.',
  notFoundTitle: 'Nessun terminale trovato',
  notFoundOnCable:
    'Nessuna impostazione ha avuto risposta. Nulla è cambiato, nulla è stato addebitato. Controlli:',
  notFoundOnNetwork:
    'Il terminale non ha risposto al suo indirizzo. Nulla è cambiato, nulla è stato addebitato. Controlli:',
  refusedTitle: 'Il terminale non è stato cercato',
  cable: 'Cavo: inserito da entrambe le parti, terminale acceso. Provi un’altra presa USB, senza hub.',
  otherPrograms:
    'Altri programmi: chiuda il vecchio programma di incasso e ogni altro programma che usa il terminale.',
  power: 'Corrente: il terminale è acceso e mostra la schermata iniziale.',
  cashConnection:
    'Ingenico: F, 0 Telium Manager, 5 Initialisation, 1 Parameters, Cash Connection: attiva, su USB o sulla porta del cavo.',
  address: 'Indirizzo: terminal_host e terminal_port sono quelli del terminale (8888, o 20002 con Nepting).',
  asleep: 'Riposo: disattivi il modo ECO del terminale; a riposo rifiuta le connessioni.',
  network: 'Rete: questo computer e il terminale sono nella stessa rete.',
  lookAgain: 'Cerca di nuovo',
  close: 'Chiudi',
  port: 'Porta {place} di {devices}: {device}',
  onePort: 'Prova della porta: {device}',
  anyPort: 'il terminale scelto',
  attempt: 'Prova {attempt} di {attempts}: {line}',
  progress: 'A che punto è la ricerca',
  stop: 'Ferma la ricerca',
  stopping: 'Arresto…',
  stoppedTitle: 'Ricerca fermata',
  stoppedWhat: 'Ha fermato la ricerca. Nulla è cambiato, nulla è stato addebitato.',
  device: 'Porta',
  devices: 'Esito per ogni porta:',
  silent: 'nessuna risposta',
  garbled: 'qualcosa risponde, ma in modo incomprensibile: cavo sbagliato, o non è un terminale di pagamento',
  inUse: 'occupata da un altro programma o da un’altra scheda: lo chiuda e cerchi di nuovo',
  away: 'scollegata',
  failed: 'non è stato possibile aprirla',
  printSheet: 'Stampa la scheda',
  sheetTitle: 'SCHEDA DEL TERMINALE',
  sheetHow: 'Da inserire nel menu del terminale, se un giorno va configurato di nuovo.',
  sheetCash: 'Collegamento cassa (liaison caisse): attivo',
  sheetIngenico: 'Menu Ingenico: F > 0 Telium Manager > 5 Initialisation > 1 Parameters > Cash Connection',
  sheetNepting: 'Nepting: parametri funzionali > protocollo cassa > Concert',
  sheetOther: 'Altre marche: chieda alla banca o a HiPay il menu «liaison caisse».',
  sheetSpeed: 'Velocità: {baud} baud',
  sheetBits: 'Bit di dati {bits}, parità {parity}, bit di stop {stop}',
  sheetLanguage: 'Protocollo: {language}',
  none: 'nessuna',
  even: 'pari',
  odd: 'dispari',
};

const among: FindTexts['among'] = {
  noneAnswers:
    'Nessuno dei {count} dispositivi collegati risponde come un terminale. {port} resta aperta; appena il terminale risponde su uno di essi, viene usato. Nulla viene addebitato.',
  severalAnswer:
    'Rispondono {count} terminali; i pagamenti vanno a uno solo: {port}. Se è quello sbagliato, lo scolleghi un momento: l’altro prende il suo posto. Per sempre: Impostazioni, «Dimentica questo terminale…», poi scelga solo quello giusto.',
  inUse:
    'Saltato, perché lo sta usando un altro programma o un’altra scheda: {ports}. Se è il Suo terminale, chiuda l’altro programma.',
};

const script: FindTexts['script'] = {
  scenario: 'Che cosa fa il terminale simulato',
};

export const texts: FindTexts = { search, among, script };
