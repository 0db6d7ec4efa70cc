import type { TillElementTexts } from '../en/till-element.ts';
import { money } from './till-money.ts';

export const texts: TillElementTexts = {
  ask: {
    Debit: 'Incassa {amount} con carta',
    Credit: 'Rimborsa {amount} sulla carta',
    Cancel: 'Storna {amount}',
    Authorization: 'Riserva {amount} sulla carta',
    Duplicate: 'Richiedi l’ultimo scontrino',
  },
  done: {
    Debit: 'Pagato',
    Credit: 'Rimborsato',
    Cancel: 'Stornato',
    Authorization: 'Importo riservato',
    Duplicate: 'Ultimo scontrino',
  },
  outcome: {
    APPROVED: 'Pagato',
    PARTIALLY_APPROVED: 'Pagato in parte',
    DECLINED: 'Rifiutato',
    CANCELLED: 'Annullato',
    NOT_SENT: 'Non avviato',
    UNKNOWN: 'Esito sconosciuto',
    OTHER_PAYMENT: 'Un altro pagamento',
    FAILED: 'Non avviato',
    NOT_PAID: 'Non pagato',
    NOT_REFUNDED: 'Non rimborsato',
  },
  opening: 'Collegamento al programma di incasso',
  asking: 'Richiesta al programma di incasso',
  elapsed: 'Tempo trascorso',
  cancel: 'Annulla',
  redKey:
    'Prema il tasto rosso sul terminale: la cassa non può interrompere un pagamento. L’esito compare qui.',
  tryAgain: 'Riprova',
  askAgain: 'Chiedi di nuovo',
  charged: 'Importo addebitato al cliente: {amount}.',
  partly: 'La banca ha autorizzato {amount} su {asked}.',
  due: 'Resta da pagare: {due}',
  doNotRepeat: {
    Debit: 'Non incassi di nuovo dal cliente.',
    Credit: 'Non rimborsi di nuovo il cliente.',
    Cancel: 'Non storni di nuovo il pagamento.',
    Authorization: 'Non riservi di nuovo l’importo.',
    Duplicate: 'Non incassi di nuovo dal cliente.',
  },
  steps: [
    'Guardi l’ultimo scontrino del terminale.',
    'Apra il programma di incasso, lì prema «Verifica lo scontrino» e dica che cosa mostra.',
    'Poi prema qui «Chiedi di nuovo».',
  ],
  notFound: 'Questo programma di incasso non conosce nessun pagamento con questo numero.',
  notAsked:
    'Non è stato possibile chiedere al programma di incasso. Lo apra e prema «Chiedi di nuovo», o guardi l’ultimo scontrino del terminale.',
  hipayLater:
    'Questa vendita è in attesa di invio a HiPay. Il programma di incasso continua da solo; non c’è nulla da fare.',
  replayed:
    'Quest’ordine era già stato elaborato: questo è l’esito registrato. Ora non è stato inviato nulla al terminale.',
  simulated: 'Simulazione: nessun denaro è stato spostato.',
  order: 'Ordine',
  card: 'Carta',
  authorization: 'Autorizzazione',
  brokenBefore:
    'Non è stato possibile aprire il programma di incasso. Controlli che sia avviato, poi riprovi.',
  brokenAfter:
    'In questa pagina si è verificato un errore durante il pagamento. Chieda al programma di incasso, o guardi l’ultimo scontrino del terminale.',
  money,
};
