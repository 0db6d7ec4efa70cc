import type { MoneyTexts } from '../../core/till/till-texts.ts';

const look = 'nem com outro número de venda, antes de verificar.';

export const money: MoneyTexts = {
  Debit: {
    'not-charged': 'O cliente não foi cobrado.',
    charged: 'O cliente foi cobrado. Não cobre de novo.',
    unknown: `Não se sabe se o cliente foi cobrado: não cobre de novo, ${look}`,
  },
  Credit: {
    'not-charged': 'O dinheiro não foi devolvido.',
    charged: 'O dinheiro foi devolvido. Não o devolva de novo.',
    unknown: `Não se sabe se o dinheiro foi devolvido: não o devolva de novo, ${look}`,
  },
  Cancel: {
    'not-charged': 'A cobrança anterior não foi anulada.',
    charged: 'A cobrança anterior foi anulada. Não a anule de novo.',
    unknown: `Não se sabe se a cobrança anterior foi anulada: não a anule de novo, ${look}`,
  },
  Authorization: {
    'not-charged': 'O montante não foi reservado.',
    charged: 'O montante foi reservado. Não o reserve de novo.',
    unknown: `Não se sabe se o montante foi reservado: não o reserve de novo, ${look}`,
  },
  Duplicate: 'Pedir o último talão não movimenta dinheiro.',
  'nothing-sent':
    'Este pedido não fez nada. Não diz nada sobre os anteriores: se o enviar de novo, use o mesmo número de venda.',
};
