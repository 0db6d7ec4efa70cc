import type { TillElementTexts } from '../en/till-element.ts';

export const texts: TillElementTexts = {
  ask: {
    Debit: 'Cobrar {amount} por cartão',
    Credit: 'Reembolsar {amount} no cartão',
    Cancel: 'Anular a cobrança de {amount}',
    Authorization: 'Reservar {amount} no cartão',
    Duplicate: 'Pedir o último talão',
  },
  done: {
    Debit: 'Pago',
    Credit: 'Reembolsado',
    Cancel: 'Cobrança anulada',
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
    FAILED: 'Não pago',
  },
  opening: 'A contactar o conector',
  asking: 'A perguntar ao conector',
  elapsed: 'Tempo decorrido',
  cancel: 'Cancelar',
  redKey:
    'Prima a tecla vermelha do terminal: a caixa não consegue interromper um pagamento. O resultado aparece aqui.',
  tryAgain: 'Tentar de novo',
  askAgain: 'Perguntar de novo',
  charged: 'Foram cobrados {amount} ao cliente.',
  notCharged: 'O cliente não foi cobrado.',
  partly: 'O banco concedeu {amount} de {asked}.',
  due: 'Falta pagar: {due}',
  doNotCharge: 'Não cobre de novo ao cliente.',
  steps: [
    'Veja o último talão do terminal.',
    'Abra o conector, prima lá «Verificar o talão» e diga o que ele mostra.',
    'Depois prima aqui em «Perguntar de novo».',
  ],
  notFound:
    'Este conector não conhece nenhum pagamento com este número. Só o último talão do terminal diz se o cliente foi cobrado: veja-o antes de cobrar de novo.',
  notAsked:
    'Não foi possível perguntar ao conector: não se sabe se o cliente foi cobrado. Abra o conector e prima «Perguntar de novo», ou veja o último talão do terminal.',
  hipayLater:
    'A HiPay ainda não foi informada desta venda. O conector continua sozinho; não é preciso fazer nada.',
  replayed: 'Esta encomenda já tinha sido paga: este é o resultado guardado. Agora nada foi cobrado.',
  simulated: 'Simulação: não houve movimento de dinheiro.',
  order: 'Encomenda',
  card: 'Cartão',
  authorization: 'Autorização',
  brokenBefore:
    'Não foi possível abrir o conector. O cliente não foi cobrado. Verifique se está a funcionar e tente de novo.',
  brokenAfter:
    'Ocorreu um erro nesta página durante o pagamento. Não se sabe se o cliente foi cobrado. Pergunte ao conector, ou veja o último talão do terminal.',
};
