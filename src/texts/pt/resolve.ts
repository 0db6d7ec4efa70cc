import type { AlarmBackTexts, CheckBackTexts, ResolveTexts } from '../en/resolve.ts';

const check: ResolveTexts['check'] = {
  title: 'O que diz o talão do terminal?',
  ticket: 'O talão a procurar',
  atTime: 'por volta das {time}',
  thisTime: 'esta hora',
  thisAmount: 'este valor',
  lookFor: 'Procure {amount} por volta das {time}.',
  mayStillPay: 'O cliente pode ainda estar a pagar. Espere até o terminal mostrar o ecrã inicial.',
  isIdle: 'O terminal mostra o ecrã inicial e ninguém está a pagar',
  isIdleMissing: 'Veja primeiro o terminal: enquanto o cliente paga, nada está decidido.',
  noPaper: 'Falta o talão? Menu do terminal, «Duplicado» («Duplicata») ou «Último talão».',
  paid: 'Pago',
  paidHint: 'Um talão de {amount}, aprovado',
  notPaid: 'Não pago',
  notPaidHint: 'Recusado, cancelado, ou nenhum talão deste valor',
  other: 'Outro valor',
  otherHint: 'Por volta das {time}, mas não {amount}',
  cannot: 'Agora não posso verificar',
  cannotHint: 'Fica em «Por verificar»',
  cannotHintCorrection: 'Fica o que está registado',
  toQuestion: 'O que diz o talão?',
  goBack: 'Voltar',
  ticketAmount: 'Valor do talão',
  sameAmount: 'É o valor pedido: volte e escolha «Pago».',
  by: 'As suas iniciais ou o seu nome',
  byHint: 'Fica guardado com o pagamento. Um erro pode ser corrigido mais tarde nos seus detalhes.',
  byMissing: 'Introduza as iniciais ou o nome.',
  why: 'O que viu',
  whyMissing: 'Diga em poucas palavras o que viu.',
  suggestions: 'Sugestões',
  whyPaidTicket: 'Talão com este valor, aprovado',
  whyPaidDuplicate: 'Duplicado com este valor, aprovado',
  whyNotPaid: 'Recusado, cancelado, ou nenhum talão deste valor',
  whyNoTicket: 'Nenhum talão deste pagamento',
  whyRefused: 'O talão diz recusado',
  whyCancelled: 'O talão diz cancelado',
  whyOther: 'Talão com outro valor, aprovado',
  recordPaid: 'Registar como pago',
  recordNotPaid: 'Registar como não pago',
  recordOther: 'Registar outro valor',
  confirmPaid: '{amount} é enviado à HiPay e a caixa saberá que a venda {order} está paga.',
  confirmNotPaid:
    'Nada é enviado à HiPay e a venda {order} poderá ser paga de novo, exceto se outro pagamento da mesma venda estiver aprovado ou por verificar.',
  confirmNotPaidSent:
    'A venda {order} poderá ser paga de novo, exceto se outro pagamento da mesma venda estiver aprovado ou por verificar. A HiPay pode já a ter: compare com o talão e peça a correção à HiPay.',
  confirmOther: 'O valor do talão é enviado à HiPay e a caixa saberá quanto da venda {order} está pago.',
  confirmOtherSent:
    'A caixa saberá quanto da venda {order} está pago. A HiPay pode já ter outro valor: peça a correção à HiPay.',
  refused: 'Nada foi registado.',
  settled: 'Este pagamento já não está em dúvida: não há mais nada a verificar.',
  doneAll: 'Está tudo verificado',
  donePaid: '{amount}: registado como pago.',
  doneNotPaid: '{amount}: registado como não pago.',
  toPay: 'Voltar ao ecrã de pagamento',
  checkNext: 'Verificar o próximo',
};

const checkBack: CheckBackTexts = {
  title: 'O que diz o talão do terminal?',
  paid: 'Reembolsado',
  notPaid: 'Não reembolsado',
  recordPaid: 'Registar como reembolsado',
  recordNotPaid: 'Registar como não reembolsado',
  confirmPaid:
    'O reembolso de {amount} é enviado à HiPay e a caixa saberá que a venda {order} está aprovada.',
  confirmNotPaid:
    'Nada é enviado à HiPay e {amount} da venda {order} poderão ser reembolsados de novo, exceto se isso já foi feito ou está por verificar.',
  confirmNotPaidSent:
    '{amount} da venda {order} poderão ser reembolsados de novo, exceto se isso já foi feito ou está por verificar. A HiPay pode já o ter: compare com o talão e peça a correção à HiPay.',
  confirmOther:
    'O valor do talão é enviado à HiPay e a caixa saberá quanto da venda {order} está reembolsado.',
  confirmOtherSent:
    'A caixa saberá quanto da venda {order} está reembolsado. A HiPay pode já ter outro valor: peça a correção à HiPay.',
  donePaid: '{amount}: registado como reembolsado.',
  doneNotPaid: '{amount}: registado como não reembolsado.',
};

const duplicate: ResolveTexts['duplicate'] = {
  ask: 'Pedir o último talão',
  consent:
    'Nada é cobrado. Prima só se o terminal estiver no ecrã inicial e ninguém estiver a pagar. O que ele diz é um indício: a decisão é sua.',
  asking: 'A perguntar ao terminal…',
  matches:
    'O último talão do terminal tem este valor e foi aprovado: provavelmente pago. Compare a hora e decida.',
  known: 'É a venda {order}, que se sabe estar paga: nada diz sobre este pagamento.',
  otherAmount: 'O último talão do terminal é de {amount}: outro pagamento. Nada diz sobre este.',
  noAmount: 'O terminal não indicou valor. Nada de certo: veja a lista do próprio terminal.',
  none: 'O terminal não tem talão de um último pagamento: muito provavelmente não pago. Veja a lista do próprio terminal.',
  matchesBack:
    'O último talão do terminal tem este valor. Pode ser o reembolso, ou a venda do mesmo valor: leia o talão e decida.',
  noneBack:
    'O terminal não tem talão de uma última operação: muito provavelmente nada foi reembolsado. Veja a lista do próprio terminal.',
  notTold: 'Não foi possível perguntar ao terminal, e isso nada diz sobre este pagamento.',
  noNumber:
    'Não deu número de autorização: não se distingue de outro pagamento do mesmo valor. Compare a hora.',
  amount: 'Valor',
  authorisation: 'Autorização',
  card: 'Cartão',
  ticket: 'Talão',
  why: 'Último talão do terminal:',
  whyNone: 'o terminal não tem nenhum',
  whyKnown: 'é da venda {order}',
  suggests: 'Segundo o último talão do terminal: pago.',
};

const confirmBack: ResolveTexts['confirmBack'] = {
  confirmTitle: 'Vai fazer um reembolso',
  confirmRefund: 'Vai reembolsar {amount} no cartão.',
  confirmCancellation: 'Vai anular um pagamento de {amount}: o cliente recebe o dinheiro de volta.',
  confirmHow: 'Verifique o valor, e se ainda não foi reembolsado. O cliente tem de apresentar o cartão.',
  confirmYes: 'Sim, reembolsar {amount}',
  confirmNo: 'Não, voltar',
};

const sameSale: ResolveTexts['sameSale'] = {
  title: 'A caixa não recebeu a resposta para {amount} às {time}. A mesma venda?',
  what: 'Essa venda está paga (número {order}). A caixa pede agora o mesmo valor, sem número de venda. Recebe a resposta dessa venda, ou começa um novo pagamento.',
  other: 'Não, uma nova venda',
  same: 'Sim, a mesma venda',
};

const confirmLarge: ResolveTexts['confirmLarge'] = {
  title: 'Cobrar {amount}?',
  what: 'É um valor elevado. Compare-o com o que o cliente deve.',
  no: 'Não, mudar o valor',
  yes: 'Sim, cobrar {amount}',
};

const confirmSame: ResolveTexts['confirmSame'] = {
  title: '{amount} acabou de ser tentado',
  titleOlder: '{amount} ainda está por verificar',
  when: 'Às {time} ({age}), venda {order}.',
  mayBePaid: 'O resultado desse pagamento é desconhecido: o cliente pode ter pago.',
  mayBeGivenBack: 'O resultado é desconhecido: o cliente pode já ter recebido o dinheiro.',
  mayBeReserved: 'O resultado é desconhecido: o valor pode já estar reservado.',
  check: 'Verificar o talão das {time}',
  elsewhere: 'Foi iniciado noutro navegador da loja. Só esse navegador permite verificá-lo.',
  checkElsewhere: 'Não cobrar, verificar primeiro lá',
  other: 'Não, é outro cliente',
};

const alarm: ResolveTexts['alarm'] = {
  latePaid:
    'O terminal respondeu com atraso: {amount}, venda {order}, FOI pago. O envio à HiPay está em curso.',
  lateNotPaid:
    'O terminal respondeu com atraso: {amount}, venda {order}, NÃO foi pago. A venda pode ser paga de novo, exceto se outro pagamento da mesma venda estiver aprovado ou por verificar.',
  contradictedPaid:
    'O terminal diz agora que {amount}, venda {order}, FOI pago, mas estava registado como não pago. Compare com os talões: se o cliente pagou duas vezes, reembolse um pagamento no terminal.',
  contradictedNotPaid:
    'O terminal diz agora que {amount}, venda {order}, NÃO foi pago, mas estava registado como pago e enviado à HiPay. Compare com os talões e peça a correção à HiPay.',
  correctedPaid:
    '{by} corrigiu uma decisão: {amount}, venda {order}, FOI pago, mas estava registado como não pago. O envio à HiPay está em curso. Se entretanto o cliente pagou de novo, reembolse um pagamento no terminal.',
  correctedNotPaid:
    '{by} corrigiu uma decisão: {amount}, venda {order}, NÃO foi pago, mas estava registado como pago. Compare com o talão. Se já foi enviado à HiPay, peça a correção à HiPay.',
  correctedAmount:
    '{by} corrigiu uma decisão: para a venda {order} foi pago {amount}, não {earlier}. Compare com o talão. Se a HiPay tem {earlier}, peça a correção à HiPay.',
  seen: 'Entendido',
};

const alarmBack: AlarmBackTexts = {
  latePaid:
    'O terminal respondeu com atraso: {amount}, venda {order}, FOI reembolsado. O envio à HiPay está em curso.',
  lateNotPaid:
    'O terminal respondeu com atraso: {amount}, venda {order}, NÃO foi reembolsado. Pode recomeçar, exceto se isso já foi feito ou está por verificar.',
  contradictedPaid:
    'O terminal diz agora que {amount}, venda {order}, FOI reembolsado, mas estava registado como não reembolsado. Compare com os talões: o cliente pode ter recebido o dinheiro duas vezes.',
  contradictedNotPaid:
    'O terminal diz agora que {amount}, venda {order}, NÃO foi reembolsado, mas estava registado como reembolsado e enviado à HiPay. Compare com os talões e peça a correção à HiPay.',
  correctedPaid:
    '{by} corrigiu uma decisão: {amount}, venda {order}, FOI reembolsado, mas estava registado como não reembolsado. O envio à HiPay está em curso. Compare com os talões: o cliente pode ter recebido o dinheiro duas vezes.',
  correctedNotPaid:
    '{by} corrigiu uma decisão: {amount}, venda {order}, NÃO foi reembolsado, mas estava registado como reembolsado. Compare com o talão. Se já foi enviado à HiPay, peça a correção à HiPay.',
  correctedAmount:
    '{by} corrigiu uma decisão: da venda {order} foi reembolsado {amount}, não {earlier}. Compare com o talão. Se a HiPay tem {earlier}, peça a correção à HiPay.',
};

export const texts: ResolveTexts = {
  check,
  checkBack: { ...check, ...checkBack },
  duplicate,
  confirmBack,
  confirmSame,
  confirmLarge,
  sameSale,
  alarm,
  alarmBack: { ...alarm, ...alarmBack },
};
