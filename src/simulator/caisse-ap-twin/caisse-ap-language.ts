import { simulatedCard } from '../terminal-twin/concert-language.ts';
import type { TwinLanguage, TwinOperation, TwinResult } from '../terminal-twin/twin-language.ts';
import type { TwinScript } from '../terminal-twin/twin-script.ts';
import { constructedTicket } from './twin-ticket.ts';
import { field, readFields, type TwinFields } from './twin-tlv.ts';

/** CD, concert.md 3.3. */
const operations: Readonly<Record<string, TwinOperation>> = {
  '0': 'debit',
  '1': 'credit',
  '2': 'cancellation',
  '3': 'duplicate',
  I: 'identification',
};
const mandatory = ['CZ', 'CJ', 'CA', 'CB', 'CD', 'CE'];
/** AF, concert.md 3.5. */
const formatError = '09';
const unknownAction = '12';

const fieldsOf = (body: string): TwinFields => {
  const reading = readFields(body);
  return typeof reading === 'object' ? reading.fields : new Map();
};

/** Why the terminal does not even begin. BF breaks newer terminals (concert.md 3.3). */
function refusalOf(fields: TwinFields): string | undefined {
  const action = fields.get('CD') ?? '';
  if (action !== '' && !operations[action]) return unknownAction;
  const needed = action === 'I' ? ['CZ', 'CJ', 'CA', 'CD'] : mandatory;
  if (!needed.every((tag) => fields.has(tag)) || fields.has('BF')) return formatError;
  if (action === 'I') return undefined;
  const amount = fields.get('CB') ?? '';
  return /^\d{2,12}$/.test(amount) && Number(amount) > 0 ? undefined : formatError;
}

function afOf({ verdict }: TwinResult, script: TwinScript, refusal: string | undefined): string | undefined {
  if (refusal !== undefined) return refusal;
  if (script.busy) return undefined;
  return script.reason ?? (verdict === 'cancelled' ? '06' : '04');
}

function performed(fields: TwinFields, script: TwinScript, { paymentNumber }: TwinResult): string {
  const cheque = fields.get('CC') === '00C';
  // Each payment has an authorisation of its own, and its duplicate the same.
  const authorisation = String(184_000 + paymentNumber);
  const card =
    field('AA', simulatedCard) + field('AB', '2912') + field('AI', 'A0000000421010') + field('CI', '1');
  return (
    field('CC', script.application ?? fields.get('CC') ?? '001') +
    (cheque ? field('AD', '0123456 012345678901 012345678901'.padEnd(35)) : card) +
    field('AC', authorisation) +
    field('CF', '1010000000') +
    field('CG', '1234567') +
    constructedTicket(fields.get('CK'), script.ticketLength, authorisation)
  );
}

/** STAT of the Concert V2 scripts in Caisse-AP's words. */
const stateOf = (result: TwinResult, { status }: TwinScript): string =>
  status === '9' ? '11' : status !== undefined ? '99' : result.verdict === 'accepted' ? '10' : '01';

/** Caisse-AP, V3.0 to V3.2 (facts: concert.md 3). */
export const caisseApLanguage: TwinLanguage = {
  read(body) {
    const reading = readFields(body);
    if (typeof reading !== 'object') return undefined;
    const { fields } = reading;
    const refusal = refusalOf(fields);
    return {
      register: fields.get('CA') ?? '',
      amountMinor: Number(fields.get('CB') ?? 0),
      currencyNumeric: fields.get('CE') ?? '',
      forced: fields.get('BB') === '1',
      operation: operations[fields.get('CD') ?? ''] ?? 'debit',
      ...(refusal !== undefined && { refusal }),
    };
  },
  answer(body, result, script) {
    const fields = fieldsOf(body);
    const state = stateOf(result, script);
    const head =
      field('CZ', script.ownVersion ? '0301' : fields.get('CZ')) +
      field('CJ', script.ownVersion ? '330538600404' : fields.get('CJ'));
    const refused = state === '01';
    const complement = refused ? field('AF', afOf(result, script, refusalOf(fields))) : '';
    const repeated =
      field('CA', result.register) +
      (fields.has('CB') ? field('CB', `${result.amountMinor}`.padStart(script.amountDigits, '0')) : '') +
      field('CD', script.action ?? fields.get('CD')) +
      field('CE', result.currencyNumeric);
    const bare = refused && script.bareRefusal;
    const details = state === '10' && fields.get('CD') !== 'I' ? performed(fields, script, result) : '';
    return head + field('AE', state) + complement + (bare ? '' : repeated) + details;
  },
};
