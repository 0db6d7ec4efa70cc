import type { MoneyTexts } from '../../core/till/till-texts.ts';

const look = 'même sous un autre numéro de commande, avant d’avoir vérifié.';

export const money: MoneyTexts = {
  Debit: {
    'not-charged': 'Le client n’a pas été débité.',
    charged: 'Le client a été débité. N’encaissez pas de nouveau.',
    unknown: `On ne sait pas si le client a été débité : n’encaissez pas de nouveau, ${look}`,
  },
  Credit: {
    'not-charged': 'Le client n’a pas été remboursé.',
    charged: 'Le client a été remboursé. Ne le remboursez pas de nouveau.',
    unknown: `On ne sait pas si le client a été remboursé : ne le remboursez pas de nouveau, ${look}`,
  },
  Cancel: {
    'not-charged': 'Le paiement précédent n’a pas été annulé.',
    charged: 'Le paiement précédent a été annulé. Ne l’annulez pas de nouveau.',
    unknown: `On ne sait pas si le paiement précédent a été annulé : ne l’annulez pas de nouveau, ${look}`,
  },
  Authorization: {
    'not-charged': 'Le montant n’a pas été réservé.',
    charged: 'Le montant a été réservé. Ne le réservez pas de nouveau.',
    unknown: `On ne sait pas si le montant a été réservé : ne le réservez pas de nouveau, ${look}`,
  },
  Duplicate: 'Demander le dernier ticket ne déplace pas d’argent.',
  'nothing-sent':
    'Cette demande n’a rien fait. Elle ne dit rien des précédentes : si vous la renvoyez, gardez le même numéro de commande.',
};
