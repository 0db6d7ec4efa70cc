import type { TillClientTexts } from '../en/till-client.ts';

export const texts: TillClientTexts<'fr'> = {
  language: 'fr',
  failures: {
    'page-not-open':
      'Le connecteur est injoignable. Le client n’a pas été débité. Ouvrez-le, puis réessayez.',
    'outcome-unknown':
      'Le connecteur a été perdu pendant le paiement. On ne sait pas si le client a été débité. N’encaissez pas de nouveau : ouvrez le connecteur, qui le sait, ou regardez le dernier ticket du terminal.',
    'till-not-allowed':
      'Cette page n’a pas été autorisée à utiliser le connecteur. Le client n’a pas été débité. Autorisez-la sur la page du connecteur.',
    'local-network-blocked':
      'Le navigateur ne laisse pas cette page joindre le connecteur sur cet ordinateur. Le client n’a pas été débité. Autorisez « applications sur cet appareil » dans les réglages du navigateur pour cette page.',
    'window-blocked':
      'Le navigateur n’a pas ouvert la fenêtre du connecteur. Le client n’a pas été débité. Appuyez de nouveau sur le bouton, ou autorisez les fenêtres pour cette page.',
    'browser-unsupported':
      'Ce navigateur ne peut pas joindre un terminal par câble. Le client n’a pas été débité. Utilisez Chrome ou Edge sur un ordinateur.',
  },
};
