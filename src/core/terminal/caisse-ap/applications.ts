/** CC, the payment application, in HiPay's words (concert.md 3.4). Numbers are the register's, not ours. */
const applications: Readonly<Record<string, string>> = {
  '000': 'any',
  '001': 'CB contact',
  '00B': 'CB contactless',
  '002': 'Amex contact',
  '00D': 'Amex contactless',
  '003': 'CB Enseigne',
  '004': 'Cetelem',
  '005': 'Cofinoga',
  '006': 'Diners',
  '007': 'Pass',
  '008': 'Franfinance',
  '009': 'JCB',
  '00A': 'Banque Accord',
  '00C': 'cheque',
  // Others name E "CMCIC-Pay TPE".
  '00E': 'Conecs contact',
  '10E': 'Conecs contactless',
  '00F': 'DCC',
  '00G': 'QuickPass',
  '00I': 'CPEI-EMV',
  '00S': 'Sofinco',
  '00U': 'UPI',
  '101': 'CB card-not-present',
  '201': 'quasi-cash',
  '301': 'PLBS',
  '30F': 'PLBS-DCC-GB',
  '401': 'Optalion',
  '501': 'Cash-Agence',
  '601': 'PNF',
  '602': 'P3F',
  '603': 'Optalion',
  '604': 'Preauto-CM',
  '605': 'PRCME',
  '607': 'QR payment',
  '608': 'TOP3-3XCB',
  '609': 'PNF-HPS',
  '701': 'PPFCA',
};

/** In a request it makes the terminal take cheques. */
export const chequeApplication = '00C';

export const applicationName = (code: string): string | undefined => applications[code];
