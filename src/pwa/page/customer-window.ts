/** The address of the customer's window; `main.ts` asks for it before it starts anything. */
export const customerDisplaySearch = '?display=customer';

export const isCustomerDisplay = (search: string): boolean =>
  new URLSearchParams(search).get('display') === 'customer';
