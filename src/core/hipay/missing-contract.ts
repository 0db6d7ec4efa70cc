import * as z from 'zod/mini';
import { storedObject } from '../stored-object.ts';

/** A contract that the terminal used and the shop has not configured, as far as the terminal's answer named it. */
export const missingContract = storedObject({
  /** Payment application (CC). */
  application: z.optional(z.string()),
  /** Contract number (CG). */
  number: z.optional(z.string()),
});
export type MissingContract = z.infer<typeof missingContract>;

/** The two lines to add to `config.yml`. A person reads the values written `...` in the shop's contract with its bank. */
export const linesToAdd = ({ application = '...', number = '...' }: MissingContract): string =>
  [
    'contracts:',
    `  - { name: "${application} ${number}", payment_application: "${application}", merchant_id: "${number}", rank: "..." }`,
  ].join('\n');

/** The reason why the notification waits, for the list of notifications and for support. */
export const missingContractText = (missing: MissingContract): string =>
  `the terminal used ${namesOf(missing)}, which is not configured. Add it to config.yml:\n${linesToAdd(missing)}`;

function namesOf({ application, number }: MissingContract): string {
  if (application === undefined && number === undefined)
    return 'a contract that it does not name (no CC, no CG)';
  return `the contract ${number ?? 'without a number'} (CG) of the application ${application ?? 'without a name'} (CC)`;
}
