import type { MoneyTexts } from '../../core/till/till-texts.ts';

const look = 'nemmeno con un altro numero d’ordine, prima di aver controllato.';

export const money: MoneyTexts = {
  Debit: {
    'not-charged': 'Al cliente non è stato addebitato nulla.',
    charged: 'Al cliente è stato addebitato l’importo. Non incassi di nuovo.',
    unknown: `Non si sa se al cliente è stato addebitato l’importo: non incassi di nuovo, ${look}`,
  },
  Credit: {
    'not-charged': 'Il cliente non è stato rimborsato.',
    charged: 'Il cliente è stato rimborsato. Non lo rimborsi di nuovo.',
    unknown: `Non si sa se il cliente è stato rimborsato: non lo rimborsi di nuovo, ${look}`,
  },
  Cancel: {
    'not-charged': 'Il pagamento precedente non è stato stornato.',
    charged: 'Il pagamento precedente è stato stornato. Non lo storni di nuovo.',
    unknown: `Non si sa se il pagamento precedente è stato stornato: non lo storni di nuovo, ${look}`,
  },
  Authorization: {
    'not-charged': 'L’importo non è stato riservato.',
    charged: 'L’importo è stato riservato. Non lo riservi di nuovo.',
    unknown: `Non si sa se l’importo è stato riservato: non lo riservi di nuovo, ${look}`,
  },
  Duplicate: 'Chiedere l’ultimo scontrino non sposta denaro.',
  'nothing-sent':
    'Questa richiesta non ha fatto nulla. Non dice nulla delle precedenti: se la invia di nuovo, usi lo stesso numero d’ordine.',
};
