/** The sample request of HiPay's document (its public page), with a real currency instead of its placeholder. */
export const sampleOrder = (change: Record<string, unknown> = {}): Record<string, unknown> => ({
  amount: '10,23',
  currency: 'EUR',
  order_id: 'Order_12345',
  transation_type: 'Debit',
  force_authorization: false,
  cart: {
    european_article_numbering: 4711892728946,
    product_reference: 'NF-a1690',
    type: 'good',
    quantity: 1,
    name: 'My first product',
    unit_price: 8.99,
    tax_rate: 0,
    discount: 0,
    total_amount: 8.99,
  },
  customer: { id: 283749291, firstname: 'John', lastname: 'Doe', email: 'john.doe@example.org' },
  custom_data: { shop: 'Opera', vendor: 'Mario', newCustomer: true, event: 42 },
  ...change,
});

/** A shop as the incumbent's installer writes it, with a simulated terminal by default. */
export const shopConfig = (change: Record<string, unknown> = {}): Record<string, unknown> => ({
  hipay_login: '12345678.stage-secure-gateway.hipay-tpp.com',
  hipay_password: 'Test_password',
  serial_port: 'COM14',
  serial_number: '1234567890',
  local_port: '8888',
  api_username: 'log',
  api_password: 'pwd-of-the-till',
  environment: 'dev',
  authorization_threshold: 100,
  update_time: '03:00',
  contract: { proxy: { payment_application: '001', merchant_id: '1234567', rank: '001' } },
  ...change,
});
