import type { TillClientTexts } from '../en/till-client.ts';
import { money } from './till-money.ts';

export const texts: TillClientTexts<'it'> = {
  language: 'it',
  failures: {
    'page-not-open': {
      what: 'Il connettore non è raggiungibile.',
      todo: 'Lo apra e riprovi.',
    },
    'outcome-unknown': {
      what: 'Il connettore si è perso durante il pagamento.',
      todo: 'Apra il connettore, che lo sa, o guardi l’ultima ricevuta del terminale.',
    },
    'till-not-allowed': {
      what: 'Questa pagina non è stata autorizzata a usare il connettore.',
      todo: 'La autorizzi nella pagina del connettore.',
    },
    'local-network-blocked': {
      what: 'Il browser non lascia che questa pagina raggiunga il connettore su questo computer.',
      todo: 'Consenta «app su questo dispositivo» nelle impostazioni del browser per questa pagina.',
    },
    'window-blocked': {
      what: 'Il browser non ha aperto la finestra del connettore.',
      todo: 'Prema di nuovo il pulsante, o consenta le finestre popup per questa pagina.',
    },
    'browser-unsupported': {
      what: 'Questo browser non può raggiungere un terminale via cavo.',
      todo: 'Usi Chrome o Edge su un computer.',
    },
  },
  money,
};
