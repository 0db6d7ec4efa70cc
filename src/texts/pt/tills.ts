import type { TillsTexts } from '../en/tills.ts';

export const texts: TillsTexts = {
  allowTitle: 'Esta caixa pode usar o seu terminal?',
  allowWho: '{origin} pede para o usar.',
  allowWhat:
    'Poderá iniciar pagamentos neste terminal e ver se ele está pronto. Não vê outros pagamentos, definições nem palavras-passe.',
  allowAmount: 'Pede agora {amount}.',
  allow: 'Permitir',
  refuse: 'Não permitir',
  later: 'Pode mudar de ideias a qualquer momento em Definições, Caixas web.',
  terminalTitle: 'Escolher o terminal',
  terminalWhat: '{origin} pede que escolha o terminal de pagamento.',
  choose: 'Escolher…',
  notNow: 'Agora não',
  title: 'Caixas web',
  what: 'As páginas que pediram para usar este conector. Retire as que não conhece.',
  none: 'Nenhuma página o pediu ainda.',
  allowed: 'permitida em {date}',
  refused: 'recusada em {date}',
  takeBack: 'Retirar',
  askAgain: 'Deixar pedir de novo',
};
