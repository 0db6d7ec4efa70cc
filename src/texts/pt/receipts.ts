import type { ReceiptsTexts } from '../en/receipts.ts';

export const texts: ReceiptsTexts = {
  title: 'Talão',
  of: 'Venda {order}',
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
  failed: 'Não foi possível ler o talão. O pagamento em si continua como está. Tente de novo.',
  loading: 'A ler…',
};
