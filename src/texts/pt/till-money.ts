import type { MoneyTexts } from '../../core/till/till-texts.ts';

const look = 'nem com outro número de venda, antes de verificar.';

export const money: MoneyTexts = {
  Debit: {
    'not-charged': 'Nada foi cobrado ao cliente.',
    charged: 'O cliente pagou. Não cobre de novo.',
    unknown: `Não se sabe se o cliente pagou: não cobre de novo, ${look}`,
  },
  Credit: {
    'not-charged': 'O cliente não foi reembolsado.',
    charged: 'O cliente foi reembolsado. Não o reembolse de novo.',
    unknown: `Não se sabe se o cliente foi reembolsado: não o reembolse de novo, ${look}`,
  },
  Cancel: {
    'not-charged': 'O pagamento anterior não foi anulado.',
    charged: 'O pagamento anterior foi anulado. Não o anule de novo.',
    unknown: `Não se sabe se o pagamento anterior foi anulado: não o anule de novo, ${look}`,
  },
  Authorization: {
    'not-charged': 'O valor não foi reservado.',
    charged: 'O valor foi reservado. Não o reserve de novo.',
    unknown: `Não se sabe se o valor foi reservado: não o reserve de novo, ${look}`,
  },
  Duplicate: 'Pedir o último talão não movimenta dinheiro.',
  'nothing-sent':
    'Este pedido não fez nada. Não diz nada sobre os anteriores: se o enviar de novo, use o mesmo número de venda.',
};
