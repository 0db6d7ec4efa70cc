import type { TillClientTexts } from '../en/till-client.ts';
import { money } from './till-money.ts';

export const texts: TillClientTexts<'it'> = {
  language: 'it',
  failures: {
    'page-not-open': {
      what: 'Il programma di incasso non è raggiungibile.',
      todo: 'Lo apra e riprovi.',
    },
    'outcome-unknown': {
      what: 'Il collegamento con il programma di incasso si è perso durante il pagamento.',
      todo: 'Apra il programma di incasso, che lo sa, o guardi l’ultimo scontrino del terminale.',
    },
    'till-not-allowed': {
      what: 'Questa pagina non è stata autorizzata a usare il programma di incasso.',
      todo: 'La autorizzi nella pagina del programma di incasso.',
    },
    'local-network-blocked': {
      what: 'Il browser non lascia che questa pagina raggiunga il programma di incasso su questo computer.',
      todo: 'Consenta «app su questo dispositivo» nelle impostazioni del browser per questa pagina.',
    },
    'window-blocked': {
      what: 'Il browser non ha aperto la finestra del programma di incasso.',
      todo: 'Prema di nuovo il pulsante, o consenta le finestre popup per questa pagina.',
    },
    'browser-unsupported': {
      what: 'Questo browser non può raggiungere un terminale via cavo.',
      todo: 'Usi Chrome o Edge su un computer.',
    },
  },
  money,
};
