import type { PeculiaritiesTexts } from '../en/peculiarities.ts';

export const texts: PeculiaritiesTexts = {
  'usb-line-settings': {
    what: 'Ingenico Telium e Tetra via USB (iCT, iWL, Desk, Move): l’impostazione della linea non conta, dietro non c’è una vera linea.',
    remedy: 'Va bene qualsiasi impostazione; 9600 8N1 è comune.',
  },
  'serial-7e1': {
    what: 'Terminali su cavo RS232: quasi tutti vogliono 7 bit di dati e parità pari.',
    remedy: 'Scelga 9600 7E1 in Impostazioni, o «Trova il mio terminale».',
  },
  'serial-1200': {
    what: 'Alcuni iCT250 su RS232 parlano a 1200 baud, 7E1.',
    remedy: 'Scelga la velocità in Impostazioni, o «Trova il mio terminale».',
  },
  'parity-half-works': {
    what: 'Ogni terminale su RS232: con la parità sbagliata chiamata e risposta passano, e tutto il resto fallisce.',
    remedy:
      'Prima di parlare di denaro su una linea così si chiede al terminale chi è; senza risposta la spia dice «Linea mal impostata» e non parte nessun pagamento. «Trova il mio terminale» trova quelle giuste.',
  },
  'e-or-e-plus': {
    what: 'Ingenico con Telium Manager prima di 37783600, e iPP3xx: conoscono il protocollo E e rifiutano E+.',
    remedy: 'Scelga Concert V2 E in Impostazioni.',
  },
  'short-answer': {
    what: 'Alcuni rispondono nella forma breve, qualunque cosa si chieda.',
    remedy: 'Da solo: decide la lunghezza che arriva.',
  },
  'answer-mode': {
    what: 'Con carte contactless la risposta indica il modo «B», quella di un rifiuto «0».',
    remedy: 'Da solo: il modo non viene confrontato.',
  },
  'fast-ack': {
    what: 'Ingenico più vecchi su RS232 perdono una risposta che arriva subito.',
    remedy: 'Allunghi «Pausa prima della nostra risposta» in Impostazioni (10 ms).',
  },
  'missing-eot': {
    what: 'Alcuni su Raspberry Pi tralasciano l’ultimo segno dello scambio.',
    remedy: 'Da solo: una vendita pagata non fallisce per questo.',
  },
  'stale-byte': {
    what: 'Alcuni su Raspberry Pi inviano un byte estraneo prima della chiamata.',
    remedy: 'Da solo: scartato e annotato.',
  },
  'stale-answer': {
    what: 'Ogni terminale può inviare prima la risposta di un pagamento precedente.',
    remedy: 'Da solo: confrontata, o chiesta a una persona.',
  },
  'idle-8h': {
    what: 'Desk/5000 via USB smette di rispondere dopo circa otto ore.',
    remedy: 'La spia lo mostra: scolleghi e ricolleghi il cavo, o riavvii il terminale.',
  },
  'cash-connection': {
    what: 'Ingenico: nessuna risposta, perché il menu «Cash Connection» è spento o su un’altra porta.',
    remedy: 'F > Telium Manager > Initialization > Parameters > Cash Connection (nel menu del terminale).',
  },
  'modem-manager': {
    what: 'Ogni terminale USB su Linux: ModemManager gli parla per dieci secondi dopo il collegamento.',
    remedy: 'Attenda, o faccia aggiungere una regola udev: ENV{ID_MM_DEVICE_IGNORE}="1".',
  },
  'uk-dialect': {
    what: 'I terminali impostati per Regno Unito o Irlanda mostrano MAILORDER SALE: parlano un altro linguaggio della stessa lunghezza.',
    remedy: 'Non supportato: annulli sul terminale e lo faccia impostare per la Francia.',
  },
  'v3-version-0301': {
    what: 'Desk/5000 risponde con la versione 0301 e un proprio identificativo di protocollo.',
    remedy: 'Da solo: nessuno dei due viene confrontato.',
  },
  'v3-padded-amount': {
    what: 'Ingenico riempie l’importo con zeri.',
    remedy: 'Da solo: confrontato come numero.',
  },
  'v3-bare-refusal': {
    what: 'Desk/5000: dopo il tasto rosso la risposta non ha importo.',
    remedy: 'Da solo: solo un’accettazione deve ripeterlo.',
  },
  'v3-no-bf': {
    what: 'Gli Ingenico più nuovi rifiutano richieste che parlano di pagamenti parziali (BF).',
    remedy: 'Da solo: BF non viene mai inviato.',
  },
  'v3-0310-on-serial': {
    what: 'Alcuni Ingenico non accettano la versione 0310 via cavo.',
    remedy: 'Scelga la versione 0300 in Impostazioni, come in origine.',
  },
  'v3-extended-reason': {
    what: 'Alcune banche inviano un motivo lungo fino a 29 caratteri.',
    remedy: 'Da solo: contano i primi due.',
  },
  'v3-cheque-reason': {
    what: 'Ingenico: ogni errore di un assegno ha come motivo «rifiutato».',
    remedy: 'Il testo dice «rifiutato» qualunque cosa sia successa: guardi il terminale.',
  },
  'v3-cancellation': {
    what: 'HiPay su Nepting: lo storno non esiste.',
    remedy: 'Il terminale lo rifiuta: faccia un rimborso.',
  },
  'v3-duplicate': {
    what: 'I produttori non sono d’accordo: per uno di loro chiedere l’ultimo scontrino è una consultazione.',
    remedy: 'Serve solo a informare una persona.',
  },
  'v3-long-ticket': {
    what: 'Tutti quelli con scontrini: la risposta arriva in più pezzi.',
    remedy: 'Da solo: letta finché è intera e quieta.',
  },
  'v3-port': {
    what: 'AXIUM con Nepting ascolta sulla porta 20002 invece di 8888.',
    remedy: 'Metta terminal_port: 20002 nel file di configurazione.',
  },
  'v3-asleep': {
    what: 'Nepting, e Ingenico in Wi-Fi, rifiutano le connessioni quando sono a riposo.',
    remedy: 'Disattivi il modo ECO del terminale (ritardo 99999).',
  },
  'v3-busy': {
    what: 'Ogni terminale dice «non fatto» quando è in un menu o in un altro pagamento.',
    remedy: 'Riprovi quando è alla schermata iniziale.',
  },
};
