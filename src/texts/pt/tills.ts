import type { TillsTexts } from '../en/tills.ts';

export const texts: TillsTexts = {
  allowTitle: 'Esta caixa pode usar o seu terminal?',
  asksNow: 'Pede agora',
  can: 'Iniciar pagamentos e ver se o terminal está pronto',
  cannot: 'Não vê outros pagamentos, definições nem palavras-passe',
  allow: 'Permitir',
  refuse: 'Recusar',
  later: 'Pode mudar de ideias a qualquer momento: Definições, Caixas.',
  unsafeTitle: 'Endereço não protegido',
  unsafe:
    'Esta página não está cifrada: pode ser alterada pelo caminho. Permita apenas a sua própria caixa, na sua própria rede.',
  doneTitle: 'Caixa autorizada',
  done: 'Já pode iniciar pagamentos. Mantenha esta janela aberta.',
  understood: 'Entendido',
  terminalTitle: 'Escolher o terminal',
  terminalWhat: '{origin} pede que escolha o terminal de pagamento.',
  choose: 'Escolher…',
  notNow: 'Agora não',
  title: 'Caixas web',
  what: 'As páginas que pediram para usar este programa. Retire as que não conhece.',
  none: 'Nenhuma página o pediu ainda.',
  allowed: 'permitida em {date}',
  refused: 'recusada em {date}',
  takeBack: 'Retirar',
  askAgain: 'Deixar pedir de novo',
};
