/** Storage, diagnostics and second copies. Their keys are every language's keys. */
export const upkeep = {
  storageTitle: 'Storage',
  storageWhat: 'Payments, and what HiPay still has to be told, are kept in this browser.',
  kept: 'Kept',
  mayBeCleared: 'May be cleared by the browser',
  notKnown: 'The browser does not say',
  storageInstall:
    'When the disk is nearly full, the browser may clear them. Install this app from the browser’s menu: the browser then keeps them.',
  storageNever:
    'Never clear the site data of this page: paid sales that HiPay has not been told of would be lost.',
  storageUse: '{used} used, {free} free.',
  diagnosticsTitle: 'Diagnostics',
  diagnosticsWhat:
    'What went to and from the terminal and what the connector decided, each with its time. Card numbers are masked, passwords are never in it.',
  openDiagnostics: 'Look at everything that a payment needs, and make a file for support',
  saveDiagnostics: 'Save diagnostics',
  preparing: 'Preparing…',
  nothingSaved: 'The file could not be made.',
  recordsTitle: 'Copy of the payments',
  recordsWhat:
    'A file with every payment of this browser and what HiPay has been told. It holds order numbers and customer data, but no full card number. Add it here again if data was lost, or in this shop’s new browser: what is newer stays as it is.',
  saveRecords: 'Save a copy',
  addRecords: 'Add from a copy…',
  recordsAdded: '{added} added, {known} were here already.',
  recordsNoCopy: 'This file is not a copy of payments. Nothing was added.',
  recordsCutOff:
    'The rest of the file is missing or damaged. Save the copy again where it came from, and add it once more.',
} as const;
