import type { TillClientTexts } from '../en/till-client.ts';
import { money } from './till-money.ts';

export const texts: TillClientTexts<'pt'> = {
  language: 'pt',
  failures: {
    'page-not-open': {
      what: 'Não é possível contactar o programa de pagamentos.',
      todo: 'Abra-o e tente de novo.',
    },
    'outcome-unknown': {
      what: 'Perdeu-se a ligação ao programa de pagamentos durante o pagamento.',
      todo: 'Abra o programa de pagamentos, que o sabe, ou veja o último talão do terminal.',
    },
    'till-not-allowed': {
      what: 'Esta página não foi autorizada a usar o programa de pagamentos.',
      todo: 'Autorize-a na página do programa de pagamentos.',
    },
    'local-network-blocked': {
      what: 'O navegador não deixa esta página aceder ao programa de pagamentos neste computador.',
      todo: 'Permita «aplicações neste dispositivo» nas definições do navegador para esta página.',
    },
    'window-blocked': {
      what: 'O navegador não abriu a janela do programa de pagamentos.',
      todo: 'Prima o botão de novo, ou permita janelas pop-up para esta página.',
    },
    'browser-unsupported': {
      what: 'Este navegador não consegue aceder a um terminal por cabo.',
      todo: 'Use o Chrome ou o Edge num computador.',
    },
  },
  money,
};
