import type { StatesTexts } from '../en/states.ts';

const plurals: StatesTexts['plurals'] = {
  payments: { one: '{count} pagamento', other: '{count} pagamentos' },
  waiting: { one: '{count} notificação à espera', other: '{count} notificações à espera' },
  more: { one: 'e mais {count}', other: 'e mais {count}' },
  attempts: { one: '{count} tentativa', other: '{count} tentativas' },
  unresolved: {
    one: '{count} pagamento por verificar',
    other: '{count} pagamentos por verificar',
  },
};

const charged: StatesTexts['charged'] = {
  'not-charged': 'Não, o cliente não foi cobrado.',
  charged: 'Sim, o cliente pagou.',
  unknown: 'Não é certo. Não cobre outra vez.',
  'nothing-sent':
    'Este pedido não fez nada. Não diz nada sobre um anterior: se recomeçar, use o mesmo número de venda.',
};

const outcomes: StatesTexts['outcomes'] = {
  APPROVED: {
    label: 'Aprovado',
    what: 'O pagamento foi aceite.',
    todo: 'Entregue o talão e a mercadoria.',
  },
  PARTIALLY_APPROVED: {
    label: 'Aprovado em parte',
    what: 'O banco concedeu apenas uma parte do montante.',
    todo: 'Não cobre essa parte outra vez. Peça o resto com um novo pagamento, com outro cartão ou em numerário.',
  },
  DECLINED: {
    label: 'Recusado',
    what: 'O pagamento foi recusado.',
    todo: 'Proponha outro cartão ou outro meio de pagamento.',
  },
  CANCELLED: {
    label: 'Cancelado',
    what: 'O pagamento foi cancelado no terminal.',
    todo: 'Recomece se o cliente ainda quiser pagar.',
  },
  NOT_SENT: {
    label: 'Não enviado',
    what: 'O terminal nunca recebeu o montante.',
    todo: 'Verifique o terminal e cobre de novo.',
  },
  UNKNOWN: {
    label: 'Resultado desconhecido',
    what: 'A resposta do terminal perdeu-se.',
    todo: 'Veja o último talão do terminal, prima «Verificar o talão» e diga o que ele mostra.',
  },
  OTHER_PAYMENT: {
    label: 'Outro pagamento',
    what: 'O terminal respondeu por outro pagamento: montante, moeda ou caixa diferentes.',
    todo: 'Compare este montante com o último talão do terminal, prima «Verificar o talão» e diga o que ele mostra. Anule no terminal o que não devia lá estar.',
  },
};

const heldBack: StatesTexts['heldBack'] = {
  label: 'Pronto, vendas retidas',
  todo: 'O terminal responde, mas perderam-se pagamentos guardados: uma venda da caixa que não é conhecida aqui não é cobrada. Veja o aviso acima.',
};

const diskProblem: StatesTexts['diskProblem'] = {
  label: 'Pronto, problema no disco',
  todo: 'O terminal responde, mas o conector não consegue guardar os pagamentos no disco deste computador. Pode cobrar; alguns pagamentos podem ser recusados. Veja o aviso acima.',
};

const lamps: StatesTexts['lamps'] = {
  'not-chosen': { label: 'Sem terminal', todo: 'Ligue o cabo e prima «Ligar o terminal».' },
  away: {
    label: 'Terminal desligado do cabo',
    todo: 'Ligue o cabo; a ligação regressa sozinha. Se estiver ligado, desligue-o e volte a ligá-lo. Se não bastar, prima «Escolher outro terminal».',
  },
  opening: { label: 'A abrir a linha…', todo: 'Um momento, nada a fazer.' },
  unchecked: {
    label: 'Ligado, por verificar',
    todo: 'Prima «Verificar o terminal» para ver se responde.',
  },
  ready: { label: 'Terminal pronto', todo: 'O terminal responde. Pode cobrar.' },
  silent: {
    label: 'Terminal sem resposta',
    todo: 'Está aceso, fora dos menus e com a ligação à caixa («Caisse») ativa? Depois verifique de novo. Se continuar assim, «Encontrar o meu terminal» experimenta as configurações da linha.',
  },
  garbled: {
    label: 'Linha mal configurada',
    todo: 'O terminal está lá, mas o que diz chega deturpado. Nada é enviado. Prima «Encontrar o meu terminal»: experimenta as configurações da linha e guarda as que servem.',
  },
  'not-ready': {
    label: 'Terminal ocupado',
    todo: 'Termine ou cancele o que o terminal mostra e verifique de novo.',
  },
  'in-use': {
    label: 'Porta usada por outro programa',
    todo: 'Feche o outro programa ou conector que tem o terminal. Se não houver nenhum, desligue o cabo do terminal e volte a ligá-lo.',
  },
  paying: { label: 'Pagamento em curso', todo: 'Siga o pagamento em «Cobrar».' },
};

const amountProblems: StatesTexts['amountProblems'] = {
  missing: 'Introduza um montante.',
  'not-decimal': 'Só algarismos com uma vírgula ou um ponto, por exemplo 10,23.',
  'not-positive': 'O montante tem de ser superior a zero.',
  unclear: 'Mil ou um? Escreva-o sem sinal entre os milhares, por exemplo 1000.',
  'too-many-decimals': 'Demasiadas casas decimais para esta moeda.',
  'too-large': 'Demasiado grande: o terminal aceita no máximo oito algarismos.',
};

const operations: StatesTexts['operations'] = {
  operation: 'Operação',
  sale: 'Venda com cartão',
  cheque: 'Venda com cheque',
  refund: 'Reembolso',
  cancellation: 'Anulação',
  preAuthorization: 'Pré-autorização',
  duplicate: 'Último talão pedido',
  refundHint: 'O cliente recebe dinheiro de volta.',
  cancellationHint: 'Desfaz um pagamento anterior do mesmo montante.',
  preAuthorizationHint: 'Reserva o montante no cartão.',
  chequeHint: 'O terminal recebe o cheque.',
  giveBack: 'Reembolsar {amount}',
  cancelAmount: 'Anular {amount}',
  reserveAmount: 'Reservar {amount}',
  chequeAmount: 'Cobrar {amount} com cheque',
  runningBack: 'Reembolso em curso',
  runningAuthorization: 'Pré-autorização em curso',
  runningDuplicate: 'Pedido do último talão',
  customerBack: 'O cliente apresenta o cartão que recebe o dinheiro. Pode demorar alguns minutos.',
  notifyingBack: 'O reembolso está registado; o envio à HiPay está em curso.',
  customerDuplicate: 'Nada é cobrado. O terminal fala do seu último pagamento.',
  cancelHowBack:
    'No terminal. Não pode ser parado daqui, e o dinheiro pode ser devolvido enquanto o terminal não disser o contrário.',
  givenTitle: 'O cliente foi reembolsado?',
  givenNo: 'Não, nada foi devolvido.',
  givenYes: 'Sim, o cliente recebe o dinheiro.',
  givenUnknown:
    'Não é certo. Não devolva de novo antes de ver o terminal: o cliente podia receber duas vezes.',
  takenTitle: 'A cobrança anterior foi anulada?',
  takenNo: 'Não, não foi anulada.',
  takenYes: 'Sim, foi anulada.',
  takenUnknown: 'Não é certo. Não a anule de novo antes de ver o terminal.',
  approvedBack: 'O terminal aceitou.',
  approvedBackTodo: 'Entregue o talão.',
  declinedBack: 'O banco ou o terminal recusou.',
  declinedBackTodo: 'Tente de outro modo: o cartão da venda, ou fale com a HiPay ou o banco.',
  cancelledBack: 'A operação foi cancelada no terminal.',
  cancelledBackTodo: 'Recomece se ainda for preciso.',
  notSentBackTodo: 'Corrija isso e recomece.',
  notSentBack: 'O terminal nunca recebeu o montante.',
  unknownBack: 'A resposta do terminal perdeu-se.',
  unknownBackTodo: 'Veja o último talão do terminal, prima «Verificar o talão» e diga o que ele mostra.',
  otherBack: 'O terminal respondeu por outro montante, outra moeda, caixa ou operação.',
  reservedTitle: 'O montante foi reservado?',
  reservedNo: 'Não, nada foi reservado.',
  reservedYes: 'Sim, está reservado no cartão. Ainda nada foi cobrado.',
  reservedUnknown: 'Não é certo. Não o reserve de novo antes de ver o terminal.',
  approvedHold: 'O terminal aceitou.',
  approvedHoldTodo: 'Entregue o talão e guarde o seu: é preciso para cobrar.',
  paidPart: 'Pago',
  stillDue: 'Falta pagar',
  askedFor: 'Pedido',
  takeRest: 'Cobrar o resto: {amount}',
};

const resolverBack: StatesTexts['resolverBack'] = {
  paidLabel: 'Reembolsado',
  notPaidLabel: 'Não reembolsado',
  resolvedPaid: '{by} viu o talão: devolvido.',
  resolvedNotPaid: '{by} viu o talão: não devolvido.',
  payAgain: 'O dinheiro pode ser devolvido de novo.',
};

export const texts: StatesTexts = {
  plurals,
  charged,
  outcomes,
  lamps,
  heldBack,
  diskProblem,
  amountProblems,
  operations,
  resolverBack,
};
