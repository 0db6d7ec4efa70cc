import type { TillClientTexts } from '../en/till-client.ts';
import { money } from './till-money.ts';

export const texts: TillClientTexts<'pt'> = {
  language: 'pt',
  failures: {
    'page-not-open': {
      what: 'Não é possível chegar ao conector.',
      todo: 'Abra-o e tente de novo.',
    },
    'outcome-unknown': {
      what: 'O conector perdeu-se durante o pagamento.',
      todo: 'Abra o conector, que o sabe, ou veja o último talão do terminal.',
    },
    'till-not-allowed': {
      what: 'Esta página não foi autorizada a usar o conector.',
      todo: 'Autorize-a na página do conector.',
    },
    'local-network-blocked': {
      what: 'O navegador não deixa esta página chegar ao conector neste computador.',
      todo: 'Permita «aplicações neste dispositivo» nas definições do navegador para esta página.',
    },
    'window-blocked': {
      what: 'O navegador não abriu a janela do conector.',
      todo: 'Prima o botão de novo, ou permita janelas pop-up para esta página.',
    },
    'browser-unsupported': {
      what: 'Este navegador não consegue chegar a um terminal por cabo.',
      todo: 'Use o Chrome ou o Edge num computador.',
    },
  },
  money,
};
