import type { PortHelpTexts } from '../en/port-help.ts';

export const texts: PortHelpTexts = {
  showAllPorts: 'Mostra tutte le porte',
  cancelled: 'Nessun terminale scelto',
  cancelledWhat: 'Non è cambiato nulla. Se il terminale non era nell’elenco, controlli questi punti.',
  unsupported: 'Questo browser non può raggiungere un terminale',
  unsupportedWhat:
    'Apra questa pagina in Chrome o Edge, su un computer o su Android. Gli altri browser non possono usare porte seriali né USB.',
  failed: 'Il browser non ha potuto aprire l’elenco dei terminali',
  failedWhat:
    'Non è cambiato nulla. Riprovi. Se succede di nuovo, ricarichi la pagina; in azienda le regole del browser possono vietarlo: chieda al reparto IT.',
  all: 'Ancora non è nell’elenco? Mostri tutte le porte e scelga quella che compare quando collega il terminale.',
  cable: 'Cavo',
  cableWhat: 'Inserito da entrambe le parti, terminale acceso. Provi un’altra presa USB, senza hub.',
  cableUsb: 'USB, lato computer',
  cableBase: 'Terminale portatile: il cavo va nella base',
  cableSerial: 'Seriale, nove poli: sulla maggior parte dei computer serve un adattatore',
  cableCharge:
    'Alcuni cavi USB servono solo a caricare: se sul computer non succede nulla, provi il cavo fornito con il terminale.',
  menu: 'Menu del terminale',
  menuWhat:
    'Il collegamento con la cassa («liaison caisse») deve essere attivo nel terminale. A volte può farlo solo la banca o HiPay.',
  menuPicture: 'Un terminale il cui schermo mostra il percorso nel menu',
  make: 'Marca del terminale',
  ingenico: 'Ingenico (Telium 2; Tetra come Desk/5000, Move/5000)',
  nepting: 'Con Nepting (Ingenico AXIUM, PAX)',
  verifone: 'Verifone (tutti)',
  other: 'Altra marca',
  ingenicoThen:
    'Scelga USB, «USB Base» per un terminale su base, o la porta COM del cavo. Poi riavvii: tasto giallo con # o con il punto.',
  neptingThen:
    'Un terminale così si raggiunge dalla rete, tramite il servizio locale, non con un cavo: selezioni «Version 3» e il collegamento IP.',
  notKnown:
    'Non conosciamo il percorso in questo menu e non lo inventiamo. Chieda alla banca o a HiPay la «liaison caisse», protocollo Concert.',
  driver: 'Driver del sistema',
  driverWindows:
    'Apra Gestione dispositivi di Windows, «Porte (COM e LPT)», e colleghi il terminale: deve comparire una riga. Se non compare, o ha un segno giallo, installi il driver del produttore del terminale o dell’adattatore.',
  driverMac:
    'Per la maggior parte dei terminali macOS non ha bisogno di driver. In Terminale, «ls /dev/tty.usbmodem*» mostra la porta. Un adattatore a nove poli può richiedere il driver del produttore.',
  driverLinux:
    'Non serve alcun driver. Confronti «ls /dev» prima e dopo il collegamento: deve comparire ttyACM0 o ttyUSB0.',
  driverAndroid:
    'Usi un adattatore OTG che passa i dati, non solo la corrente. Serve Chrome 148 o più recente, o un terminale raggiungibile con WebUSB.',
  driverOther: 'Il sistema deve mostrare una nuova porta seriale quando collega il terminale.',
  group: 'Permesso (Linux)',
  groupWhat: 'Questo utente deve far parte del gruppo «dialout». Poi esca e acceda di nuovo.',
  box: 'Browser Snap o Flatpak',
  boxWhat:
    'Un browser così può non vedere le porte seriali. Gli dia il permesso, o lo installi come pacchetto normale.',
  boxSnap: 'Snap (nel centro software: «Accesso diretto all’hardware USB»)',
  boxFlatpak: 'Flatpak, da riga di comando',
  programs: 'Altri programmi',
  programsWhat:
    'Un solo programma può avere il terminale. Chiuda il vecchio programma di incasso e le altre schede con questa pagina.',
  programsWindows:
    'Il connettore desktop di HiPay si chiama «Node.js: Server-side JavaScript» in Gestione attività, e la sua attività «Desktop Connector» lo riavvia: la disattivi nell’Utilità di pianificazione.',
  programsLinux:
    'Il connettore desktop di HiPay è il processo «tp-manager», e una riga con «always-up.sh» in crontab lo riavvia. ModemManager può occupare una porta nuova per una decina di secondi: attenda, poi riprovi.',
};
