import type { EveryLanguage } from '../language.ts';
import { withFrenchSpaces } from '../texts/fr/french-spaces.ts';

const en = {
  confirmTitle: 'You give money back',
  confirmRefund: 'You give {amount} back to the card.',
  confirmCancellation: 'You cancel a payment of {amount}: the customer gets it back.',
  confirmHow:
    'Check the amount and that it has not been given back already. The customer must present the card.',
  confirmYes: 'Yes, give back {amount}',
  confirmNo: 'No, go back',
};

const fr: typeof en = {
  confirmTitle: 'Vous rendez de l’argent',
  confirmRefund: 'Vous remboursez {amount} sur la carte.',
  confirmCancellation: 'Vous annulez un paiement de {amount} : le client le récupère.',
  confirmHow: 'Vérifiez le montant, et qu’il n’a pas déjà été rendu. Le client doit présenter sa carte.',
  confirmYes: 'Oui, rendre {amount}',
  confirmNo: 'Non, revenir',
};

const it: typeof en = {
  confirmTitle: 'Sta restituendo denaro',
  confirmRefund: 'Rimborsa {amount} sulla carta.',
  confirmCancellation: 'Storna un pagamento di {amount}: il cliente lo riceve indietro.',
  confirmHow: 'Controlli l’importo, e che non sia già stato restituito. Il cliente deve presentare la carta.',
  confirmYes: 'Sì, restituisci {amount}',
  confirmNo: 'No, indietro',
};

const pt: typeof en = {
  confirmTitle: 'Vai devolver dinheiro',
  confirmRefund: 'Devolve {amount} ao cartão.',
  confirmCancellation: 'Anula um pagamento de {amount}: o cliente recebe-o de volta.',
  confirmHow: 'Verifique o montante, e que ainda não foi devolvido. O cliente tem de apresentar o cartão.',
  confirmYes: 'Sim, devolver {amount}',
  confirmNo: 'Não, voltar',
};

export const confirmBackTexts: EveryLanguage<typeof en> = { en, fr: withFrenchSpaces(fr), it, pt };
