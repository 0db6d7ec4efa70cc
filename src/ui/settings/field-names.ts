/** Fields that hold a text while they are edited, named by their path in the settings. */
export const textFields = [
  'environment',
  'terminal.link',
  'terminal.language',
  'terminal.registerNumber',
  'terminal.serialNumber',
  'terminal.script',
  'terminal.caisseAp.version',
  'terminal.caisseAp.protocolId',
  'terminal.receiptLanguage',
  'terminal.serial.baudRate',
  'terminal.serial.dataBits',
  'terminal.serial.parity',
  'terminal.serial.stopBits',
  'terminal.serial.flowControl',
  'terminal.timers.controlMs',
  'terminal.timers.pauseMs',
  'terminal.timers.turnaroundMs',
  'terminal.timers.customerMs',
  'terminal.timers.enquiryAttempts',
  'terminal.timers.frameResends',
  'hipay.login',
  'hipay.password',
  'hipay.hashKey',
  'contracts.proxy.merchantId',
  'contracts.proxy.paymentApplication',
  'contracts.proxy.rank',
  'contracts.nfc.merchantId',
  'contracts.nfc.paymentApplication',
  'contracts.nfc.rank',
  'authorizationThresholdMinor',
  'currencies',
  'notificationWaitMs',
] as const;

/** Fields that are on or off. `contracts.*` stand for the contract as a whole. */
export const flagFields = [
  'terminal.longAnswer',
  'terminal.receipts',
  'contracts.proxy',
  'contracts.nfc',
] as const;

export type TextField = (typeof textFields)[number];
export type FlagField = (typeof flagFields)[number];
export type FieldName = TextField | FlagField;

export const fieldNames: readonly FieldName[] = [...textFields, ...flagFields];
