import { simulatedCard, type TwinLanguage, type TwinOperation, type TwinResult } from './twin-language.ts';
import type { TwinScript } from './twin-script.ts';

// The simulator has its own code for fields, written from the specification and not shared with the connector: an error
// in one must not hide an error in the other.

export type TwinFields = ReadonlyMap<string, string>;

/** Encodes one field: tag of two capitals, length in three digits, value. Empty if there is no value. */
export const field = (tag: string, value: string | undefined): string =>
  value ? `${tag}${`${value.length}`.padStart(3, '0')}${value}` : '';

export type TwinReading = { readonly fields: TwinFields } | 'more' | 'bad';

/** Reads all fields of a text. `more`: it ends inside a field. `bad`: wrong format, a repeated tag, or CZ is not first. */
export function readFields(text: string): TwinReading {
  const fields = new Map<string, string>();
  let rest = text.replace(/[\r\n]+$/, '');
  while (rest !== '') {
    const header = /^([A-Z]{2})(\d{3})/.exec(rest);
    if (!header) return /^[A-Z]{0,2}\d{0,2}$/.test(rest) ? 'more' : 'bad';
    const [, tag = '', digits] = header;
    const length = Number(digits);
    if (length === 0 || fields.has(tag) || (fields.size === 0 && tag !== 'CZ')) return 'bad';
    if (rest.length < 5 + length) return 'more';
    fields.set(tag, rest.slice(5, 5 + length));
    rest = rest.slice(5 + length);
  }
  return fields.size === 0 ? 'more' : { fields };
}

/** Lines of a ticket. The card number is not masked, because the connector must mask it. */
const ticketLines = (authorization: string) => [
  'CARTE BANCAIRE',
  'SIMULATION',
  simulatedCard,
  `NUM AUTO : ${authorization}`,
  'TICKET CLIENT',
];

/** Creates a ticket, ZT with CK and AK, if the till requested a ticket (CK begins with 1) or the script sets its length. */
export function constructedTicket(
  requested: string | undefined,
  length: number | undefined,
  authorization: string,
): string {
  if (!requested?.startsWith('1') && length === undefined) return '';
  const text = `${ticketLines(authorization).join('\n')}\n`;
  const ticketText = length === undefined ? text : text.padEnd(length, 'A CONSERVER\n').slice(0, length);
  return field('ZT', field('CK', requested ?? '100') + field('AK', btoa(ticketText)));
}

/** Operation for each value of CD (concert.md 3.3). */
const operations: Readonly<Record<string, TwinOperation>> = {
  '0': 'debit',
  '1': 'credit',
  '2': 'cancellation',
  '3': 'duplicate',
  I: 'identification',
};
const mandatory = ['CZ', 'CJ', 'CA', 'CB', 'CD', 'CE'];
/** Two values of AF, the reason of a refusal (concert.md 3.5). */
const formatError = '09';
const unknownAction = '12';

const fieldsOf = (body: string): TwinFields => {
  const reading = readFields(body);
  return typeof reading === 'object' ? reading.fields : new Map();
};

/** Returns AF if the request is refused before the payment begins. Newer terminals cannot read BF (concert.md 3.3). */
function refusalOf(fields: TwinFields): string | undefined {
  const action = fields.get('CD') ?? '';
  if (action !== '' && !operations[action]) return unknownAction;
  const needed = action === 'I' ? ['CZ', 'CJ', 'CA', 'CD'] : mandatory;
  if (!needed.every((tag) => fields.has(tag)) || fields.has('BF')) return formatError;
  if (action === 'I') return undefined;
  const amount = fields.get('CB') ?? '';
  return /^\d{2,12}$/.test(amount) && Number(amount) > 0 ? undefined : formatError;
}

function reasonOf(
  { verdict }: TwinResult,
  script: TwinScript,
  refusal: string | undefined,
): string | undefined {
  if (refusal !== undefined) return refusal;
  if (script.busy) return undefined;
  return script.reason ?? (verdict === 'cancelled' ? '06' : '04');
}

function paymentFields(fields: TwinFields, script: TwinScript, { paymentNumber }: TwinResult): string {
  const isCheque = fields.get('CC') === '00C';
  // Each payment has its own authorization number. A duplicate has the number of the payment that it reports.
  const authorization = String(184_000 + paymentNumber);
  const card =
    field('AA', simulatedCard) + field('AB', '2912') + field('AI', 'A0000000421010') + field('CI', '1');
  return (
    field('CC', script.application ?? fields.get('CC') ?? '001') +
    (isCheque ? field('AD', '0123456 012345678901 012345678901'.padEnd(35)) : card) +
    field('AC', authorization) +
    field('CF', '1010000000') +
    field('CG', '1234567') +
    constructedTicket(fields.get('CK'), script.ticketLength, authorization)
  );
}

/** Returns AE of Caisse-AP for the result, or for STAT if the script sets it. */
const stateOf = (result: TwinResult, { status }: TwinScript): string =>
  status === '9' ? '11' : status !== undefined ? '99' : result.verdict === 'accepted' ? '10' : '01';

/** Caisse-AP, V3.0 to V3.2 (concert.md 3). */
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
    const isRefused = state === '01';
    const complement = isRefused ? field('AF', reasonOf(result, script, refusalOf(fields))) : '';
    const repeated =
      field('CA', result.register) +
      (fields.has('CB') ? field('CB', `${result.amountMinor}`.padStart(script.amountDigits, '0')) : '') +
      field('CD', script.action ?? fields.get('CD')) +
      field('CE', result.currencyNumeric);
    const isBare = isRefused && script.bareRefusal;
    const details = state === '10' && fields.get('CD') !== 'I' ? paymentFields(fields, script, result) : '';
    return head + field('AE', state) + complement + (isBare ? '' : repeated) + details;
  },
};
