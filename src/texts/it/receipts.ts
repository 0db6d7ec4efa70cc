import type { ReceiptsTexts } from '../en/receipts.ts';

export const texts: ReceiptsTexts = {
  title: 'Scontrino',
  of: 'Ordine {order}',
  customer: 'Per il cliente',
  merchant: 'Per il negozio',
  both: 'Per entrambi',
  print: 'Stampa',
  copy: 'Copia come testo',
  save: 'Salva come file',
  customerFile: 'scontrino-cliente',
  merchantFile: 'scontrino-negozio',
  bothFile: 'scontrino',
  copied: 'Copiato.',
  notCopied: 'Il browser non ha permesso la copia. Selezioni il testo e copi a mano.',
  close: 'Chiudi',
  none: 'Di questo pagamento non è conservato alcuno scontrino. Lo ristampi sul terminale: «Duplicato».',
  failed: 'Non è stato possibile leggere lo scontrino. Il pagamento resta com’è. Riprovi.',
  loading: 'Lettura…',
};
