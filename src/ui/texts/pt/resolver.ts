import type { Texts } from '../texts.ts';

export const resolver: Texts['resolver'] = {
  open: 'Verificar o talão',
  stepOf: 'Passo {step} de 3',
  next: 'Seguinte',
  back: 'Voltar',
  later: 'Mais tarde',
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
  paidLabel: 'Pago',
  notPaidLabel: 'Não pago',
  resolvedPaid: '{by} viu o talão: pago.',
  resolvedNotPaid: '{by} viu o talão: não pago.',
  payAgain: 'A encomenda pode ser paga de novo.',
  latePaid:
    'O terminal respondeu tarde: {amount}, encomenda {order}, FOI pago. A HiPay está a ser informada.',
  lateNotPaid:
    'O terminal respondeu tarde: {amount}, encomenda {order}, NÃO foi pago. A encomenda pode ser paga de novo.',
  contradictedPaid:
    'O terminal diz agora que {amount}, encomenda {order}, FOI pago, mas estava registado como não pago. Compare com os talões: se o cliente pagou duas vezes, devolva um pagamento no terminal.',
  contradictedNotPaid:
    'O terminal diz agora que {amount}, encomenda {order}, NÃO foi pago, mas estava registado como pago e a HiPay foi informada. Compare com os talões e peça a correção à HiPay.',
  seen: 'Entendido',
};
