import type { ResolverBackTexts, ResolverTexts } from './resolver-texts.ts';

export const pt: ResolverTexts = {
  stepOf: 'Passo {step} de 3',
  next: 'Seguinte',
  back: 'Voltar',
  lookTitle: 'Veja o último talão do terminal',
  atTime: 'por volta das {time}',
  lookRest: 'Espere que o terminal volte ao ecrã inicial.',
  lookFor: 'Procure o talão de {amount}, impresso por volta das {time}. Outro montante é outro pagamento.',
  lookDuplicate:
    'Sem papel? Mande imprimi-lo de novo: no menu do terminal, «Duplicado» («Duplicata») ou «Último talão».',
  choiceTitle: 'O que diz o talão?',
  paid: 'O talão diz pago',
  paidHint: '{amount}, aceite, por volta dessa hora.',
  notPaid: 'Não pago, ou sem talão',
  notPaidHint: 'Recusado, cancelado, ou o terminal não tem esse talão.',
  choiceMissing: 'Escolha uma das duas respostas.',
  by: 'O seu nome ou as iniciais',
  byHint: 'Fica guardado com o pagamento.',
  byMissing: 'Introduza o seu nome ou as iniciais.',
  why: 'O que viu?',
  whyMissing: 'Diga em poucas palavras o que viu.',
  suggestions: 'Sugestões',
  whyPaidTicket: 'Talão com este montante, aceite',
  whyPaidDuplicate: 'Duplicado com este montante, aceite',
  whyNoTicket: 'Nenhum talão deste pagamento',
  whyRefused: 'O talão diz recusado',
  whyCancelled: 'O talão diz cancelado',
  confirmPaid:
    'A HiPay será informada de uma venda de {amount} e a caixa receberá «pago» para a encomenda {order}.',
  confirmNotPaid: 'A HiPay não será informada de nada e a encomenda {order} poderá ser paga de novo.',
  once: 'Depois não pode ser alterado.',
  recordPaid: 'Registar como pago',
  recordNotPaid: 'Registar como não pago',
  refused: 'Nada foi registado.',
};

export const ptBack: ResolverBackTexts = {
  paid: 'O talão diz devolvido',
  notPaid: 'Não devolvido, ou sem talão',
  confirmPaid:
    'A HiPay será informada de {amount} devolvidos e a caixa receberá «aprovado» para a encomenda {order}.',
  confirmNotPaid:
    'A HiPay não será informada de nada e {amount} da encomenda {order} poderão ser devolvidos de novo.',
  recordPaid: 'Registar como devolvido',
  recordNotPaid: 'Registar como não devolvido',
};
