/** The configuration that HiPay's installer prints at its end, on Windows. */
export const windowsSample = {
  baudRate: '9600',
  dataBits: '8',
  parity: 'none',
  stopBits: '1',
  hipay_login: '12345678.stage-secure-gateway.hipay-tpp.com',
  hipay_password: 'Test_...',
  serial_port: 'COM14',
  serial_number: '1234567890',
  local_port: '8888',
  api_username: 'log',
  api_password: 'pwd',
  environment: 'dev',
  authorization_threshold: '100',
  update_time: '03:00',
  contract: {
    proxy: { payment_application: '001', merchant_id: '1234567', rank: '001' },
    nfc: { payment_application: '00B', merchant_id: '1234568', rank: '001' },
  },
};

/** A person's answers for this configuration, in the installer's order. */
export const windowsAnswers: readonly (readonly [name: string, answer: string])[] = [
  ['hipay-login', '12345678.stage-secure-gateway.hipay-tpp.com'],
  ['hipay-password', 'Test_...'],
  ['link', 'web-serial'],
  ['serial-port', 'COM14'],
  ['language', 'concert-v2-e+'],
  ['serial-number', '1234567890'],
  ['local-port', '8888'],
  ['api-username', 'log'],
  ['api-password', 'pwd'],
  ['environment', 'dev'],
  ['authorization-threshold', '100'],
  ['update-time', '03:00'],
  ['contract-type', 'both'],
  ['proxy-payment-application', '001'],
  ['nfc-payment-application', '00B'],
  ['proxy-merchant-id', '1234567'],
  ['nfc-merchant-id', '1234568'],
  ['proxy-rank', '001'],
  ['nfc-rank', '001'],
];
