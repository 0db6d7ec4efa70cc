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
  'not-charged': 'Não, nada foi cobrado ao cliente.',
  charged: 'Sim, o cliente pagou.',
  unknown: 'Ainda não se sabe. Por agora, não cobre outra vez.',
  'nothing-sent':
    'Este pedido não fez nada. Não diz nada sobre um anterior: se recomeçar, use o mesmo número de venda.',
};

const outcomes: StatesTexts['outcomes'] = {
  APPROVED: {
    label: 'Aprovado',
    what: 'O pagamento foi aprovado.',
    todo: 'Entregue o talão e a mercadoria.',
  },
  PARTIALLY_APPROVED: {
    label: 'Aprovado em parte',
    what: 'O banco autorizou apenas uma parte do valor.',
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
    what: 'O terminal nunca recebeu o valor.',
    todo: 'Verifique o terminal e cobre de novo.',
  },
  UNKNOWN: {
    label: 'Resultado desconhecido',
    what: 'A resposta do terminal perdeu-se.',
    todo: 'Veja o último talão do terminal, prima «Verificar o talão» e diga o que ele mostra.',
  },
  OTHER_PAYMENT: {
    label: 'Outro pagamento',
    what: 'O terminal respondeu por outro pagamento: valor, moeda ou caixa diferentes.',
    todo: 'Compare este valor com o último talão do terminal, prima «Verificar o talão» e diga o que ele mostra. Anule no terminal o que não devia lá estar.',
  },
};

const unexplained: StatesTexts['unexplained'] = {
  what: 'O pagamento foi recusado, ou interrompido no terminal.',
  todo: 'Pergunte ao cliente. Depois tente de novo, ou proponha outro cartão ou outro meio de pagamento.',
  whatBack: 'A operação foi recusada, ou interrompida no terminal.',
};

const heldBack: StatesTexts['heldBack'] = {
  label: 'Pronto, vendas retidas',
  todo: 'O terminal responde, mas perderam-se pagamentos guardados: uma venda da caixa que não é conhecida aqui não é cobrada. Veja o aviso acima.',
};

const diskProblem: StatesTexts['diskProblem'] = {
  label: 'Pronto, problema no disco',
  todo: 'O terminal responde, mas este programa não consegue guardar os pagamentos no disco deste computador. Pode cobrar; alguns pagamentos podem ser recusados. Veja o aviso acima.',
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
    todo: 'Está ligado? Está fora dos menus? A ligação à caixa («Caisse») está ativa? Depois verifique de novo. Se continuar assim, «Encontrar o meu terminal» experimenta as configurações da linha.',
  },
  garbled: {
    label: 'Linha mal configurada',
    todo: 'O terminal está lá, mas os seus dados chegam ilegíveis. Nada é enviado. Prima «Encontrar o meu terminal»: experimenta as configurações da linha e guarda as que servem.',
  },
  'not-ready': {
    label: 'Terminal ocupado',
    todo: 'Termine ou cancele o que o terminal mostra e verifique de novo.',
  },
  'in-use': {
    label: 'Porta usada por outro programa',
    todo: 'Feche o outro programa que está a usar o terminal. Se não houver nenhum, desligue o cabo do terminal e volte a ligá-lo.',
  },
  paying: { label: 'Pagamento em curso', todo: 'Siga o pagamento em «Cobrar».' },
};

/** What is different for a terminal on the network, which has no cable to this computer. */
const overNetwork: StatesTexts['overNetwork'] = {
  away: {
    label: 'Terminal inacessível',
    todo: 'Está ligado à corrente e à rede da loja? A ligação regressa sozinha. Se não regressar, compare o endereço dele com o das Definições.',
  },
  cutOff: {
    label: 'Terminal fora de alcance',
    todo: 'Este terminal é acedido pelo serviço local deste computador, que não responde. Volte a iniciá-lo com «hipay-ecr start».',
  },
  notSent: {
    what: 'O terminal não está acessível pela rede.',
    todo: 'Verifique se está ligado à corrente e à rede da loja, e se o endereço é o das Definições. Espere pela luz verde e recomece.',
  },
};

const amountProblems: StatesTexts['amountProblems'] = {
  missing: 'Introduza um valor.',
  'not-decimal': 'Só algarismos com uma vírgula ou um ponto, por exemplo 10,23.',
  'not-positive': 'O valor tem de ser superior a zero.',
  unclear: 'Mil ou um? Escreva-o sem sinal entre os milhares, por exemplo 1000.',
  'too-many-decimals': 'Demasiadas casas decimais para esta moeda.',
  'too-large': 'Demasiado grande: o terminal aceita no máximo oito algarismos.',
};

const operations: StatesTexts['operations'] = {
  operation: 'Operação',
  sale: 'Venda com cartão',
  cheque: 'Venda com cheque',
  refund: 'Reembolso',
  refunded: 'Reembolsado',
  cancellation: 'Anulação',
  preAuthorization: 'Pré-autorização',
  duplicate: 'Último talão pedido',
  refundHint: 'O cliente recebe um reembolso.',
  cancellationHint: 'Anula um pagamento anterior do mesmo valor.',
  preAuthorizationHint: 'Reserva o valor no cartão.',
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
  customerDuplicate: 'Nada é cobrado. O terminal indica o seu último pagamento.',
  cancelHowBack:
    'No terminal. Não é possível parar daqui, e o reembolso pode ser feito enquanto o terminal não disser o contrário.',
  givenTitle: 'O cliente foi reembolsado?',
  givenNo: 'Não, nada foi reembolsado.',
  givenYes: 'Sim, o cliente recebe o reembolso.',
  givenUnknown:
    'Ainda não se sabe. Não reembolse de novo antes de ver o terminal: o cliente podia receber duas vezes.',
  takenTitle: 'O pagamento anterior foi anulado?',
  takenNo: 'Não, não foi anulado.',
  takenYes: 'Sim, foi anulado.',
  takenUnknown: 'Ainda não se sabe. Não o anule de novo antes de ver o terminal.',
  approvedBack: 'O terminal aprovou.',
  approvedBackTodo: 'Entregue o talão.',
  declinedBack: 'O banco ou o terminal recusou.',
  declinedBackTodo: 'Use o cartão da venda, ou fale com a HiPay ou o banco.',
  cancelledBack: 'A operação foi cancelada no terminal.',
  cancelledBackTodo: 'Recomece se ainda for preciso.',
  notSentBackTodo: 'Corrija isso e recomece.',
  notSentBack: 'O terminal nunca recebeu o valor.',
  unknownBack: 'A resposta do terminal perdeu-se.',
  unknownBackTodo: 'Veja o último talão do terminal, prima «Verificar o talão» e diga o que ele mostra.',
  otherBack: 'O terminal respondeu por outro valor, outra moeda, caixa ou operação.',
  reservedTitle: 'O valor foi reservado?',
  reservedNo: 'Não, nada foi reservado.',
  reservedYes: 'Sim, está reservado no cartão. Ainda nada foi cobrado.',
  reservedUnknown: 'Ainda não se sabe. Não o reserve de novo antes de ver o terminal.',
  approvedHold: 'O terminal aprovou.',
  approvedHoldTodo: 'Entregue o talão e guarde o seu: é preciso para cobrar.',
  paidPart: 'Pago',
  stillDue: 'Falta pagar',
  partYes: 'Sim, mas só uma parte do valor.',
  askedFor: 'Pedido',
  takeRest: 'Cobrar o resto: {amount}',
};

const resolverBack: StatesTexts['resolverBack'] = {
  paidLabel: 'Reembolsado',
  notPaidLabel: 'Não reembolsado',
  resolvedPaid: '{by} viu o talão: reembolsado.',
  resolvedNotPaid: '{by} viu o talão: não reembolsado.',
  payAgain: 'Pode reembolsar de novo, exceto se isso já foi feito ou está por verificar.',
};

export const texts: StatesTexts = {
  plurals,
  charged,
  outcomes,
  unexplained,
  lamps,
  overNetwork,
  heldBack,
  diskProblem,
  amountProblems,
  operations,
  resolverBack,
};
