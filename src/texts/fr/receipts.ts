import type { ReceiptsTexts } from '../en/receipts.ts';

export const texts: ReceiptsTexts = {
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
  failed: 'Le reçu n’a pas pu être lu. Le paiement lui-même reste inchangé. Réessayez.',
  loading: 'Lecture…',
};
