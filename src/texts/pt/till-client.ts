import type { TillClientTexts } from '../en/till-client.ts';

export const texts: TillClientTexts<'pt'> = {
  language: 'pt',
  failures: {
    'page-not-open': 'Não é possível chegar ao conector. O cliente não foi cobrado. Abra-o e tente de novo.',
    'outcome-unknown':
      'O conector perdeu-se durante o pagamento. Não se sabe se o cliente foi cobrado. Não cobre de novo: abra o conector, que o sabe, ou veja o último talão do terminal.',
    'till-not-allowed':
      'Esta página não foi autorizada a usar o conector. O cliente não foi cobrado. Autorize-a na página do conector.',
    'local-network-blocked':
      'O navegador não deixa esta página chegar ao conector neste computador. O cliente não foi cobrado. Permita «aplicações neste dispositivo» nas definições do navegador para esta página.',
    'window-blocked':
      'O navegador não abriu a janela do conector. O cliente não foi cobrado. Prima o botão de novo, ou permita janelas pop-up para esta página.',
    'browser-unsupported':
      'Este navegador não consegue chegar a um terminal por cabo. O cliente não foi cobrado. Use o Chrome ou o Edge num computador.',
  },
};
