import type { TillElementTexts } from '../en/till-element.ts';
import { money } from './till-money.ts';

export const texts: TillElementTexts = {
  ask: {
    Debit: 'Incassa {amount} con carta',
    Credit: 'Rimborsa {amount} sulla carta',
    Cancel: 'Storna {amount}',
    Authorization: 'Blocca {amount} sulla carta',
    Duplicate: 'Richiedi l’ultima ricevuta',
  },
  done: {
    Debit: 'Pagato',
    Credit: 'Rimborsato',
    Cancel: 'Stornato',
    Authorization: 'Importo bloccato',
    Duplicate: 'Ultima ricevuta',
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
  },
  opening: 'Collegamento al connettore',
  asking: 'Domanda al connettore',
  elapsed: 'Tempo trascorso',
  cancel: 'Annulla',
  redKey:
    'Prema il tasto rosso sul terminale: la cassa non può interrompere un pagamento. L’esito compare qui.',
  tryAgain: 'Riprova',
  askAgain: 'Chiedi di nuovo',
  charged: 'Al cliente sono stati addebitati {amount}.',
  partly: 'La banca ha concesso {amount} su {asked}.',
  due: 'Resta da pagare: {due}',
  doNotRepeat: {
    Debit: 'Non incassi di nuovo dal cliente.',
    Credit: 'Non restituisca di nuovo il denaro.',
    Cancel: 'Non storni di nuovo il pagamento.',
    Authorization: 'Non blocchi di nuovo l’importo.',
    Duplicate: 'Non incassi di nuovo dal cliente.',
  },
  steps: [
    'Guardi l’ultima ricevuta del terminale.',
    'Apra il connettore, lì prema «Controlla la ricevuta» e dica che cosa riporta.',
    'Poi prema qui «Chiedi di nuovo».',
  ],
  notFound: 'Questo connettore non conosce nessun pagamento con questo numero.',
  notAsked:
    'Non è stato possibile chiedere al connettore. Lo apra e prema «Chiedi di nuovo», o guardi l’ultima ricevuta del terminale.',
  hipayLater:
    'HiPay non è ancora al corrente di questa vendita. Il connettore continua da solo; non c’è nulla da fare.',
  replayed:
    'Quest’ordine era già stato trattato: questo è l’esito registrato. Ora non è stato inviato nulla al terminale.',
  simulated: 'Simulazione: nessun denaro è stato spostato.',
  order: 'Ordine',
  card: 'Carta',
  authorization: 'Autorizzazione',
  brokenBefore: 'Non è stato possibile aprire il connettore. Controlli che sia avviato, poi riprovi.',
  brokenAfter:
    'In questa pagina si è verificato un errore durante il pagamento. Chieda al connettore, o guardi l’ultima ricevuta del terminale.',
  money,
};
