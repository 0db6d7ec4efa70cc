import type { TillElementTexts } from '../en/till-element.ts';
import { money } from './till-money.ts';

export const texts: TillElementTexts = {
  ask: {
    Debit: 'Cobrar {amount} com cartão',
    Credit: 'Reembolsar {amount} no cartão',
    Cancel: 'Anular {amount}',
    Authorization: 'Reservar {amount} no cartão',
    Duplicate: 'Pedir o último talão',
  },
  done: {
    Debit: 'Pago',
    Credit: 'Reembolsado',
    Cancel: 'Anulado',
    Authorization: 'Valor reservado',
    Duplicate: 'Último talão',
  },
  outcome: {
    APPROVED: 'Pago',
    PARTIALLY_APPROVED: 'Pago em parte',
    DECLINED: 'Recusado',
    CANCELLED: 'Cancelado',
    NOT_SENT: 'Não iniciado',
    UNKNOWN: 'Resultado desconhecido',
    OTHER_PAYMENT: 'Outro pagamento',
    FAILED: 'Não iniciado',
    NOT_PAID: 'Não pago',
    NOT_REFUNDED: 'Não reembolsado',
  },
  opening: 'A contactar o programa de pagamentos',
  asking: 'A perguntar ao programa de pagamentos',
  elapsed: 'Tempo decorrido',
  cancel: 'Cancelar',
  redKey:
    'Prima a tecla vermelha do terminal: a caixa não consegue interromper um pagamento. O resultado aparece aqui.',
  tryAgain: 'Tentar de novo',
  askAgain: 'Perguntar de novo',
  charged: 'Valor cobrado ao cliente: {amount}.',
  partly: 'O banco autorizou {amount} de {asked}.',
  due: 'Falta pagar: {due}',
  doNotRepeat: {
    Debit: 'Não cobre de novo ao cliente.',
    Credit: 'Não reembolse de novo o cliente.',
    Cancel: 'Não anule de novo o pagamento.',
    Authorization: 'Não reserve de novo o valor.',
    Duplicate: 'Não cobre de novo ao cliente.',
  },
  steps: [
    'Veja o último talão do terminal.',
    'Abra o programa de pagamentos, prima lá «Verificar o talão» e diga o que ele mostra.',
    'Depois prima aqui em «Perguntar de novo».',
  ],
  notFound: 'Este programa de pagamentos não conhece nenhum pagamento com este número.',
  notAsked:
    'Não foi possível perguntar ao programa de pagamentos. Abra-o e prima «Perguntar de novo», ou veja o último talão do terminal.',
  hipayLater:
    'Esta venda está à espera de envio à HiPay. O programa de pagamentos continua sozinho; não é preciso fazer nada.',
  replayed: 'Esta venda já foi tratada: este é o resultado guardado. Agora nada foi enviado ao terminal.',
  simulated: 'Simulação: não houve movimento de dinheiro.',
  order: 'Venda',
  card: 'Cartão',
  authorization: 'Autorização',
  brokenBefore:
    'Não foi possível abrir o programa de pagamentos. Verifique se está a funcionar e tente de novo.',
  brokenAfter:
    'Ocorreu um erro nesta página durante o pagamento. Pergunte ao programa de pagamentos, ou veja o último talão do terminal.',
  money,
};
