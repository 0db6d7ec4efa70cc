import type { Failure, Language } from '../../core/till/till-api.ts';
import type { FailureName } from '../api.ts';

interface Own extends Pick<Failure, 'code' | 'mayBeCharged' | 'retry'> {
  readonly texts: Readonly<Record<Language, string>>;
}

/**
 * The failures that a till's page finds by itself. The connector brings the texts of all others; these are here because
 * it is not there to bring them. A test holds codes and meanings against core/failures.ts.
 */
export const ownFailures = {
  'page-not-open': {
    code: '1004',
    mayBeCharged: 'no',
    retry: true,
    texts: {
      en: 'The connector cannot be reached. The customer was not charged. Open it and try again.',
      fr: 'Le connecteur est injoignable. Le client n’a pas été débité. Ouvrez-le, puis réessayez.',
      it: 'Il connettore non è raggiungibile. Al cliente non è stato addebitato nulla. Lo apra e riprovi.',
      pt: 'Não é possível chegar ao conector. O cliente não foi cobrado. Abra-o e tente de novo.',
    },
  },
  'outcome-unknown': {
    code: '1102',
    mayBeCharged: 'unknown',
    retry: false,
    texts: {
      en: 'The connector was lost during the payment. It is not known whether the customer was charged. Do not charge again: open the connector, which knows, or look at the terminal’s last ticket.',
      fr: 'Le connecteur a été perdu pendant le paiement. On ne sait pas si le client a été débité. N’encaissez pas de nouveau : ouvrez le connecteur, qui le sait, ou regardez le dernier ticket du terminal.',
      it: 'Il connettore si è perso durante il pagamento. Non si sa se al cliente è stato addebitato l’importo. Non incassi di nuovo: apra il connettore, che lo sa, o guardi l’ultima ricevuta del terminale.',
      pt: 'O conector perdeu-se durante o pagamento. Não se sabe se o cliente foi cobrado. Não cobre de novo: abra o conector, que o sabe, ou veja o último talão do terminal.',
    },
  },
  'till-not-allowed': {
    code: '1107',
    mayBeCharged: 'no',
    retry: false,
    texts: {
      en: 'This page has not been allowed to use the connector. The customer was not charged. Allow it on the connector’s own page.',
      fr: 'Cette page n’a pas été autorisée à utiliser le connecteur. Le client n’a pas été débité. Autorisez-la sur la page du connecteur.',
      it: 'Questa pagina non è stata autorizzata a usare il connettore. Al cliente non è stato addebitato nulla. La autorizzi nella pagina del connettore.',
      pt: 'Esta página não foi autorizada a usar o conector. O cliente não foi cobrado. Autorize-a na página do conector.',
    },
  },
  'local-network-blocked': {
    code: '1109',
    mayBeCharged: 'no',
    retry: false,
    texts: {
      en: 'The browser does not let this page reach the connector on this computer. The customer was not charged. Allow “apps on this device” in the browser’s settings for this page.',
      fr: 'Le navigateur ne laisse pas cette page joindre le connecteur sur cet ordinateur. Le client n’a pas été débité. Autorisez « applications sur cet appareil » dans les réglages du navigateur pour cette page.',
      it: 'Il browser non lascia che questa pagina raggiunga il connettore su questo computer. Al cliente non è stato addebitato nulla. Consenta «app su questo dispositivo» nelle impostazioni del browser per questa pagina.',
      pt: 'O navegador não deixa esta página chegar ao conector neste computador. O cliente não foi cobrado. Permita «aplicações neste dispositivo» nas definições do navegador para esta página.',
    },
  },
  'window-blocked': {
    code: '1110',
    mayBeCharged: 'no',
    retry: true,
    texts: {
      en: 'The browser did not open the connector’s window. The customer was not charged. Press the button again, or allow pop-up windows for this page.',
      fr: 'Le navigateur n’a pas ouvert la fenêtre du connecteur. Le client n’a pas été débité. Appuyez de nouveau sur le bouton, ou autorisez les fenêtres pour cette page.',
      it: 'Il browser non ha aperto la finestra del connettore. Al cliente non è stato addebitato nulla. Prema di nuovo il pulsante, o consenta le finestre popup per questa pagina.',
      pt: 'O navegador não abriu a janela do conector. O cliente não foi cobrado. Prima o botão de novo, ou permita janelas pop-up para esta página.',
    },
  },
  'browser-unsupported': {
    code: '1111',
    mayBeCharged: 'no',
    retry: false,
    texts: {
      en: 'This browser cannot reach a terminal by cable. The customer was not charged. Use Chrome or Edge on a computer.',
      fr: 'Ce navigateur ne peut pas joindre un terminal par câble. Le client n’a pas été débité. Utilisez Chrome ou Edge sur un ordinateur.',
      it: 'Questo browser non può raggiungere un terminale via cavo. Al cliente non è stato addebitato nulla. Usi Chrome o Edge su un computer.',
      pt: 'Este navegador não consegue chegar a um terminal por cabo. O cliente não foi cobrado. Use o Chrome ou o Edge num computador.',
    },
  },
} as const satisfies Partial<Record<FailureName, Own>>;

export type OwnFailure = keyof typeof ownFailures;
