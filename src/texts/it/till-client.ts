import type { TillClientTexts } from '../en/till-client.ts';

export const texts: TillClientTexts<'it'> = {
  language: 'it',
  failures: {
    'page-not-open':
      'Il connettore non è raggiungibile. Al cliente non è stato addebitato nulla. Lo apra e riprovi.',
    'outcome-unknown':
      'Il connettore si è perso durante il pagamento. Non si sa se al cliente è stato addebitato l’importo. Non incassi di nuovo: apra il connettore, che lo sa, o guardi l’ultima ricevuta del terminale.',
    'till-not-allowed':
      'Questa pagina non è stata autorizzata a usare il connettore. Al cliente non è stato addebitato nulla. La autorizzi nella pagina del connettore.',
    'local-network-blocked':
      'Il browser non lascia che questa pagina raggiunga il connettore su questo computer. Al cliente non è stato addebitato nulla. Consenta «app su questo dispositivo» nelle impostazioni del browser per questa pagina.',
    'window-blocked':
      'Il browser non ha aperto la finestra del connettore. Al cliente non è stato addebitato nulla. Prema di nuovo il pulsante, o consenta le finestre popup per questa pagina.',
    'browser-unsupported':
      'Questo browser non può raggiungere un terminale via cavo. Al cliente non è stato addebitato nulla. Usi Chrome o Edge su un computer.',
  },
};
