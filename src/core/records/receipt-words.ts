import type { Language } from '../language.ts';
import type { TransactionType } from '../payment/payment-request.ts';

export interface ReceiptWords {
  readonly title: Readonly<Record<TransactionType, string>>;
  readonly cheque: string;
  readonly order: string;
  readonly amount: string;
  readonly asked: string;
  readonly card: string;
  readonly authorization: string;
  readonly contract: string;
  readonly register: string;
  readonly partly: string;
  readonly byHand: string;
  readonly simulated: string;
  readonly keep: string;
}

/** Latin-1 only: many tills and ticket printers read nothing else. */
export const receiptWords: Readonly<Record<Language, ReceiptWords>> = {
  fr: {
    title: {
      Debit: 'PAIEMENT PAR CARTE',
      Credit: 'REMBOURSEMENT',
      Cancel: 'ANNULATION',
      Duplicate: 'DUPLICATA',
      Authorization: 'PREAUTORISATION',
    },
    cheque: 'PAIEMENT PAR CHEQUE',
    order: 'Commande',
    amount: 'Montant',
    asked: 'Montant demandé',
    card: 'Carte',
    authorization: 'Autorisation',
    contract: 'Contrat',
    register: 'Caisse',
    partly: 'ACCEPTE EN PARTIE: le reste est dû',
    byHand: 'Confirmé par le commerçant',
    simulated: 'SIMULATION: AUCUN PAIEMENT',
    keep: 'Ticket client à conserver',
  },
  en: {
    title: {
      Debit: 'CARD PAYMENT',
      Credit: 'REFUND',
      Cancel: 'CANCELLATION',
      Duplicate: 'DUPLICATE',
      Authorization: 'PRE-AUTHORISATION',
    },
    cheque: 'CHEQUE PAYMENT',
    order: 'Order',
    amount: 'Amount',
    asked: 'Amount asked for',
    card: 'Card',
    authorization: 'Authorisation',
    contract: 'Contract',
    register: 'Register',
    partly: 'PARTLY APPROVED: the rest is due',
    byHand: 'Confirmed by the shop',
    simulated: 'SIMULATION: NOTHING WAS PAID',
    keep: 'Please keep this receipt',
  },
  it: {
    title: {
      Debit: 'PAGAMENTO CON CARTA',
      Credit: 'RIMBORSO',
      Cancel: 'STORNO',
      Duplicate: 'DUPLICATO',
      Authorization: 'PREAUTORIZZAZIONE',
    },
    cheque: 'PAGAMENTO CON ASSEGNO',
    order: 'Ordine',
    amount: 'Importo',
    asked: 'Importo richiesto',
    card: 'Carta',
    authorization: 'Autorizzazione',
    contract: 'Contratto',
    register: 'Cassa',
    partly: 'APPROVATO IN PARTE: resta da pagare',
    byHand: 'Confermato dal negozio',
    simulated: 'SIMULAZIONE: NESSUN PAGAMENTO',
    keep: 'Conservare lo scontrino',
  },
  pt: {
    title: {
      Debit: 'PAGAMENTO COM CARTÃO',
      Credit: 'REEMBOLSO',
      Cancel: 'ANULAÇÃO',
      Duplicate: 'SEGUNDA VIA',
      Authorization: 'PRÉ-AUTORIZAÇÃO',
    },
    cheque: 'PAGAMENTO COM CHEQUE',
    order: 'Venda',
    amount: 'Montante',
    asked: 'Montante pedido',
    card: 'Cartão',
    authorization: 'Autorização',
    contract: 'Contrato',
    register: 'Caixa',
    partly: 'APROVADO EM PARTE: falta pagar o resto',
    byHand: 'Confirmado pela loja',
    simulated: 'SIMULAÇÃO: NADA FOI PAGO',
    keep: 'Guarde este talão',
  },
};
