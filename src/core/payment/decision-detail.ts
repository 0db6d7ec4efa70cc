const notPaid = 'resolved as not paid';

/** `detail` of a payment that a person has resolved as not paid. It is stored, and names that person. */
export const detailOfNotPaid = ({ by, why }: { readonly by: string; readonly why: string }): string =>
  `${notPaid} by ${by}: ${why}`;

/** The detail without the person's name and reason. */
export const withoutPerson = (detail: string): string =>
  detail.startsWith(`${notPaid} by `) ? notPaid : detail;
