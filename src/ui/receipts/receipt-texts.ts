import type { EveryLanguage } from '../language.ts';
import { withFrenchSpaces } from '../texts/fr/french-spaces.ts';

const en = {
  title: 'Receipt',
  of: 'Order {order}',
  customer: 'For the customer',
  merchant: 'For the shop',
  both: 'For both',
  print: 'Print',
  copy: 'Copy as text',
  save: 'Save as a file',
  /** How the name of its file begins: without accents, for old systems. */
  customerFile: 'receipt-customer',
  merchantFile: 'receipt-shop',
  bothFile: 'receipt',
  copied: 'Copied.',
  notCopied: 'The browser did not let it be copied. Mark the text and copy by hand.',
  close: 'Close',
  none: 'No receipt of this payment is kept. Print it again on the terminal: “Duplicate”.',
  failed: 'The receipt could not be read. The payment itself is not changed by this. Try again.',
  loading: 'Reading…',
};

const fr: typeof en = {
  title: 'Reçu',
  of: 'Commande {order}',
  customer: 'Pour le client',
  merchant: 'Pour le commerçant',
  both: 'Pour les deux',
  print: 'Imprimer',
  copy: 'Copier le texte',
  save: 'Enregistrer',
  customerFile: 'recu-client',
  merchantFile: 'recu-commercant',
  bothFile: 'recu',
  copied: 'Copié.',
  notCopied: 'Le navigateur n’a pas permis la copie. Sélectionnez le texte et copiez à la main.',
  close: 'Fermer',
  none: 'Aucun reçu de ce paiement n’est gardé. Réimprimez-le sur le terminal : « Duplicata ».',
  failed: 'Le reçu n’a pas pu être lu. Le paiement lui-même n’en est pas changé. Réessayez.',
  loading: 'Lecture…',
};

const it: typeof en = {
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

const pt: typeof en = {
  title: 'Talão',
  of: 'Encomenda {order}',
  customer: 'Para o cliente',
  merchant: 'Para a loja',
  both: 'Para ambos',
  print: 'Imprimir',
  copy: 'Copiar como texto',
  save: 'Guardar em ficheiro',
  customerFile: 'talao-cliente',
  merchantFile: 'talao-loja',
  bothFile: 'talao',
  copied: 'Copiado.',
  notCopied: 'O navegador não permitiu a cópia. Selecione o texto e copie à mão.',
  close: 'Fechar',
  none: 'Não há talão guardado deste pagamento. Imprima-o de novo no terminal: «Duplicado».',
  failed: 'Não foi possível ler o talão. O pagamento em si não muda por isso. Tente de novo.',
  loading: 'A ler…',
};

export const receiptTexts: EveryLanguage<typeof en> = { en, fr: withFrenchSpaces(fr), it, pt };
