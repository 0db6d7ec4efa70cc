import type { ReceiptsTexts } from '../en/receipts.ts';

export const texts: ReceiptsTexts = {
  title: 'Ricevuta',
  of: 'Ordine {order}',
  customer: 'Per il cliente',
  merchant: 'Per il negozio',
  both: 'Per entrambi',
  print: 'Stampa',
  copy: 'Copia come testo',
  save: 'Salva come file',
  customerFile: 'ricevuta-cliente',
  merchantFile: 'ricevuta-negozio',
  bothFile: 'ricevuta',
  copied: 'Copiato.',
  notCopied: 'Il browser non ha permesso la copia. Selezioni il testo e copi a mano.',
  close: 'Chiudi',
  none: 'Di questo pagamento non è conservata alcuna ricevuta. La ristampi sul terminale: «Duplicato».',
  failed: 'La ricevuta non è leggibile. Il pagamento non ne è cambiato. Riprovi.',
  loading: 'Lettura…',
};
