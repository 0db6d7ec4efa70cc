// Values at the borders of each setting: in the schema, in the configuration file, in the form.

const others = [null, '', 'x', true, 1, [], {}];
const around = (min: number, max: number) => [
  min - 1,
  min,
  min + 0.5,
  max,
  max + 1,
  `${min}`,
  Number.NaN,
  ...others,
];
const digits = (min: number, max: number) => [
  `${min - 1}`,
  `${min}`,
  min,
  ` ${min} `,
  `${max}`,
  max,
  `${max + 1}`,
];
const long = (length: number) => 'a'.repeat(length);

const ranges = {
  baudRate: [110, 256_000],
  controlMs: [50, 30_000],
  pauseMs: [0, 30_000],
  turnaroundMs: [0, 1000],
  customerMs: [1000, 900_000],
  enquiryAttempts: [1, 10],
  frameResends: [0, 5],
  port: [1, 65_535],
  notificationWaitMs: [0, 60_000],
} as const;

const words = (...known: string[]) => [
  ...known,
  ...known.slice(0, 1).map((word) => word.toUpperCase()),
  ...others,
];
const links = words('web-serial', 'web-usb', 'tcp', 'simulated');
const languages = words('concert-v2-e+', 'concert-v2-e', 'caisse-ap-v3');
const versions = [...words('0300', '0301', '0310', '0320'), '300', 300];
const twelveDigits = [
  '012345678901',
  ' 012345678901 ',
  '12345678901',
  '0123456789012',
  12_345_678_901,
  ...others,
];
const register = ['01', 'AZ', 'az', '1', '123', ' 01 ', 'É1', 10, ...others];
const receiptLanguages = words('fr', 'en', 'it', 'pt', 'de');
const hosts = [
  '192.168.1.20',
  'terminal.local',
  '[::1]',
  'fe80::1',
  long(253),
  long(254),
  'a b',
  ' a ',
  '  ',
  ...others,
];
const contracts = [
  { merchantId: '1234567', paymentApplication: '00B', rank: '001' },
  { merchantId: long(32), paymentApplication: '001', rank: '999' },
  { merchantId: long(33), paymentApplication: '001', rank: '001' },
  { merchantId: '', paymentApplication: '00b', rank: '1' },
  { merchantId: '1', paymentApplication: '001' },
  ...others,
];

export const schemaProbes: Record<string, readonly unknown[]> = {
  environment: words('dev', 'stage', 'prod', 'test'),
  'terminal.link': links,
  'terminal.language': languages,
  'terminal.registerNumber': register,
  'terminal.serialNumber': [long(64), long(65), ' 1 ', ...others],
  'terminal.longAnswer': [false, 'true', ...others],
  'terminal.receipts': [false, 'false', ...others],
  'terminal.receiptLanguage': receiptLanguages,
  'terminal.caisseAp.version': versions,
  'terminal.caisseAp.protocolId': twelveDigits,
  'terminal.serial.baudRate': around(...ranges.baudRate),
  'terminal.serial.dataBits': [6, 7, 8, 9, '8', ...others],
  'terminal.serial.parity': words('none', 'even', 'odd', 'mark'),
  'terminal.serial.stopBits': [0, 1, 2, 3, 1.5, '1', ...others],
  'terminal.serial.flowControl': words('none', 'hardware', 'software'),
  'terminal.tcp.host': hosts,
  'terminal.tcp.port': around(...ranges.port),
  'terminal.timers.controlMs': around(...ranges.controlMs),
  'terminal.timers.pauseMs': around(...ranges.pauseMs),
  'terminal.timers.turnaroundMs': around(...ranges.turnaroundMs),
  'terminal.timers.customerMs': around(...ranges.customerMs),
  'terminal.timers.enquiryAttempts': around(...ranges.enquiryAttempts),
  'terminal.timers.frameResends': around(...ranges.frameResends),
  'terminal.script': [long(64), long(65), 'a\nb', ...others],
  'hipay.login': [long(255), long(256), ...others],
  'hipay.password': [long(512), long(513), ...others],
  'hipay.hashKey': [long(512), long(513), ...others],
  'hipay.route': words('direct', 'relay', 'both'),
  'hipay.gatewayUrl': ['http://127.0.0.1:1/', 'https://example.org', long(512), long(513), ...others],
  'hipay.simulated': [false, 'true', ...others],
  contracts: [{}, { proxy: null }, { card: contracts[0] }, ...others],
  'contracts.proxy': contracts,
  'contracts.nfc': contracts,
  authorizationThresholdMinor: around(0, 1_000_000),
  currencies: [['EUR'], ['EUR', 'CHF'], ['eur'], ['ZZZ'], ['EUR', 'EURO'], 'EUR', ...others],
  notificationWaitMs: around(...ranges.notificationWaitMs),
  'terminal.unknown': [1],
  terminal: [null, 1, []],
  'terminal.timers': [null, 1, []],
};

const inFile = (min: number, max: number) => [...digits(min, max), '-1', '1.5', '0x10', ...others];
const flags = [false, 'false', 'true', 'no', 'YES', 'on', '0', 'maybe', ...others];
const application = ['001', '00b', '0001', 1, ...others];

export const fileProbes: Record<string, readonly unknown[]> = {
  environment: words('dev', 'stage', 'prod', 'test'),
  serial_number: [long(64), long(65), ' 1 ', ...others],
  hipay_login: [long(255), long(256), long(1024), long(1025), ' a ', ...others],
  hipay_password: [long(512), long(513), long(1025), ' a ', ...others],
  serial_port: ['COM1', ...others],
  update_time: ['03:00', ...others],
  local_port: inFile(0, 65_535),
  api_username: [long(255), long(256), ...others],
  api_password: [long(512), long(513), ...others],
  authorization_threshold: ['100', '99,5', '0.005', '12345678', 100, '-1', ...others],
  baudRate: inFile(...ranges.baudRate),
  dataBits: inFile(7, 8),
  parity: words('none', 'even', 'odd', 'mark'),
  stopBits: inFile(1, 2),
  contract: others,
  'contract.proxy': others,
  'contract.proxy.rank': ['1', ...others],
  'contract.nfc.payment_application': application,
  'connector.link': links,
  'connector.terminal_host': hosts,
  'connector.terminal_port': inFile(...ranges.port),
  'connector.language': languages,
  'connector.caisse_ap_version': versions,
  'connector.caisse_ap_protocol_id': twelveDigits,
  'connector.register_number': register,
  'connector.long_answer': flags,
  'connector.receipt_language': receiptLanguages,
  'connector.receipts': flags,
  'connector.flow_control': words('none', 'hardware', 'software'),
  'connector.script': [long(64), long(65), ' a ', '  ', 'a\nb', ...others],
  'connector.timers': others,
  'connector.timers.control_ms': inFile(...ranges.controlMs),
  'connector.timers.pause_ms': inFile(...ranges.pauseMs),
  'connector.timers.turnaround_ms': inFile(...ranges.turnaroundMs),
  'connector.timers.customer_ms': inFile(...ranges.customerMs),
  'connector.timers.enquiry_attempts': inFile(...ranges.enquiryAttempts),
  'connector.timers.frame_resends': inFile(...ranges.frameResends),
  'connector.timers.unknown': [1],
  'connector.hash_key': [long(512), long(513), long(1024), long(1025), ' a ', 'a\nb', ...others],
  'connector.gateway': words('direct', 'relay', 'both'),
  'connector.currencies': ['EUR', 'EUR, CHF', ['EUR', 'CHF'], 'eur', 'ZZZ', ['EUR', 5], ' , ', ...others],
  'connector.gateway_url': ['http://127.0.0.1:1/', ' http://localhost/ ', 'https://example.org', ...others],
  'connector.log': ['a.log', long(1024), long(1025), ...others],
  'connector.stop': flags,
  'connector.socket': ['/run/till', `/${long(99)}`, `/${long(100)}`, 'till', ...others],
  'connector.queue': inFile(0, 50),
  'connector.queue_wait': inFile(1, 900),
  'connector.notification_wait': inFile(0, 60),
  'connector.unknown': [1],
  unknown: [1],
};

const typed = (min: number, max: number) => [
  ...[min - 1, min, max, max + 1].map(String),
  ` ${max} `,
  '',
  'x',
  '1.5',
  '1e3',
  '0000000001',
];

/** What is typed into a field, or ticked. */
export const formProbes: Record<string, readonly (string | boolean)[]> = {
  environment: ['dev', 'stage', 'prod', 'test', ''],
  'terminal.link': ['web-serial', 'web-usb', 'tcp', 'simulated', 'x'],
  'terminal.language': ['concert-v2-e+', 'concert-v2-e', 'caisse-ap-v3', 'x'],
  'terminal.registerNumber': ['02', ' 02 ', 'az', '1', '123', ''],
  'terminal.serialNumber': [' 12 ', long(64), long(65), ''],
  'terminal.script': ['refuse', '', long(64), long(65)],
  'terminal.caisseAp.version': ['0320', '300', ''],
  'terminal.caisseAp.protocolId': ['999999999999', ' 999999999999 ', '1', ''],
  'terminal.receiptLanguage': ['it', 'de', ''],
  'terminal.serial.baudRate': typed(...ranges.baudRate),
  'terminal.serial.dataBits': ['6', '7', '8', '9', ' 7', ''],
  'terminal.serial.parity': ['even', 'mark', ''],
  'terminal.serial.stopBits': ['0', '1', '2', '3', ''],
  'terminal.serial.flowControl': ['hardware', 'x', ''],
  'terminal.timers.controlMs': typed(...ranges.controlMs),
  'terminal.timers.pauseMs': typed(...ranges.pauseMs),
  'terminal.timers.turnaroundMs': typed(...ranges.turnaroundMs),
  'terminal.timers.customerMs': typed(...ranges.customerMs),
  'terminal.timers.enquiryAttempts': typed(...ranges.enquiryAttempts),
  'terminal.timers.frameResends': typed(...ranges.frameResends),
  'hipay.login': [' shop ', long(255), long(256), ''],
  'hipay.password': [' p ', long(512), long(513), ''],
  'hipay.hashKey': [' k ', long(512), long(513), ''],
  ...Object.fromEntries(
    ['proxy', 'nfc'].flatMap((kind) => [
      [`contracts.${kind}.merchantId`, [' 77 ', long(32), long(33), '']],
      [`contracts.${kind}.paymentApplication`, [' 001 ', '00b', '']],
      [`contracts.${kind}.rank`, [' 002 ', '1', '']],
      [`contracts.${kind}`, [true, false]],
    ]),
  ),
  authorizationThresholdMinor: ['', '0', '0,00', '50', '99,5', '1 234,50', '-1', '0.005', 'x'],
  currencies: ['EUR', 'chf; eur', 'JPY', '', ' , ', 'EUR ZZZ', 'EURO'],
  notificationWaitMs: typed(...ranges.notificationWaitMs),
  'terminal.longAnswer': [true, false],
  'terminal.receipts': [true, false],
};
