import type { MoneyTexts } from '../../core/till/till-texts.ts';

const look = 'also not with a new order number, before you have looked.';

/** The sentences about money for web tills: the connector, the SDK's client and its element use the same ones. */
export const money: MoneyTexts = {
  Debit: {
    'not-charged': 'The customer was not charged.',
    charged: 'The customer was charged. Do not take the payment again.',
    unknown: `It is not known whether the customer was charged: do not charge again, ${look}`,
  },
  Credit: {
    'not-charged': 'The money was not given back.',
    charged: 'The money was given back. Do not give it back again.',
    unknown: `It is not known whether the money was given back: do not give it back again, ${look}`,
  },
  Cancel: {
    'not-charged': 'The earlier payment was not taken back.',
    charged: 'The earlier payment was taken back. Do not take it back again.',
    unknown: `It is not known whether the earlier payment was taken back: do not take it back again, ${look}`,
  },
  Authorization: {
    'not-charged': 'The amount was not reserved.',
    charged: 'The amount was reserved. Do not reserve it again.',
    unknown: `It is not known whether the amount was reserved: do not reserve it again, ${look}`,
  },
  Duplicate: 'Asking for the last ticket moves no money.',
  'nothing-sent':
    'This request did nothing. It says nothing about earlier ones: if you send it again, use the same order number.',
};
