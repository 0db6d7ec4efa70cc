/** The query of the customer window's address; `main.ts` checks it before it starts anything. */
export const customerDisplaySearch = '?display=customer';

export const isCustomerDisplay = (search: string): boolean =>
  new URLSearchParams(search).get('display') === 'customer';
