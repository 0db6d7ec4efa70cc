import type { TillClientTexts } from '../en/till-client.ts';
import { money } from './till-money.ts';

export const texts: TillClientTexts<'fr'> = {
  language: 'fr',
  failures: {
    'page-not-open': {
      what: 'Le programme d’encaissement est injoignable.',
      todo: 'Ouvrez-le, puis réessayez.',
    },
    'outcome-unknown': {
      what: 'La liaison avec le programme d’encaissement s’est perdue pendant le paiement.',
      todo: 'Ouvrez le programme d’encaissement, qui le sait, ou regardez le dernier ticket du terminal.',
    },
    'till-not-allowed': {
      what: 'Cette page n’a pas été autorisée à utiliser le programme d’encaissement.',
      todo: 'Autorisez-la sur la page du programme d’encaissement.',
    },
    'local-network-blocked': {
      what: 'Le navigateur ne laisse pas cette page joindre le programme d’encaissement sur cet ordinateur.',
      todo: 'Autorisez « applications sur cet appareil » dans les réglages du navigateur pour cette page.',
    },
    'window-blocked': {
      what: 'Le navigateur n’a pas ouvert la fenêtre du programme d’encaissement.',
      todo: 'Appuyez de nouveau sur le bouton, ou autorisez les fenêtres pour cette page.',
    },
    'browser-unsupported': {
      what: 'Ce navigateur ne peut pas joindre un terminal par câble.',
      todo: 'Utilisez Chrome ou Edge sur un ordinateur.',
    },
  },
  money,
};
