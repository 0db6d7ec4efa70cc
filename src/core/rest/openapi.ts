import * as z from 'zod/mini';
import { type FailureName, failureNames, failures } from '../failures/failures.ts';
import { restStatus } from './error-reply.ts';
import {
  checkAnswer,
  configAnswer,
  errorAnswer,
  healthAnswer,
  orderAnswer,
  orderRequest,
  stopAnswer,
  versionAnswer,
} from './rest-messages.ts';

/** The failures that only web tills get, from the SDK itself. No answer of the REST interface has them. */
const webTillFailures: ReadonlySet<FailureName> = new Set([
  'till-not-allowed',
  'version-mismatch',
  'local-network-blocked',
  'window-blocked',
  'browser-unsupported',
]);

const codesAmong = (names: readonly FailureName[]): string[] =>
  [...new Set(names.map((name) => failures[name].code as string))].sort();

/** Each code with the failures that it stands for. */
const codeTable = codesAmong(failureNames)
  .map((code) => {
    const names = failureNames.filter((name) => failures[name].code === code);
    const note = names.every((name) => webTillFailures.has(name)) ? ' (web tills only)' : '';
    return `\`${code}\` ${names.join(', ')}${note}`;
  })
  .join('; ');

/** The codes of a status, by the table of statuses. A request that is refused as HTTP has the code of `request-invalid`. */
function codesOf(status: number): string {
  const names = failureNames.filter((name) => restStatus[name] === status && !webTillFailures.has(name));
  const codes = names.length > 0 ? codesAmong(names) : [failures['request-invalid'].code];
  return codes.map((code) => `\`${code}\``).join(', ');
}

const schemas = {
  OrderRequest: orderRequest,
  OrderAnswer: orderAnswer,
  ErrorAnswer: errorAnswer,
  VersionAnswer: versionAnswer,
  ConfigAnswer: configAnswer,
  StopAnswer: stopAnswer,
  CheckAnswer: checkAnswer,
  HealthAnswer: healthAnswer,
} as const;
type Schemas = typeof schemas;
type SchemaName = keyof Schemas;

interface Note {
  readonly description?: string;
  readonly example?: string;
}

const chargeNote =
  'What is known about the customer’s money. `not-charged`: proven for this order. `charged`: money has moved. ' +
  '`unknown`: the terminal may have moved money, so do not charge again, also not with a new order_id. `nothing-sent`: ' +
  'this request did nothing, and the order was not looked up; it says nothing about earlier requests with this order_id, ' +
  'so repeat it with the same one.';

/** Description and example of each field that needs one. */
const fieldNotes: {
  readonly [Name in SchemaName]?: { readonly [Field in keyof Schemas[Name]['shape']]?: Note };
} = {
  OrderRequest: {
    amount: {
      description:
        'Major units: 10.23, "10.23" or "10,23". The answer repeats the form of the request. "1,000" is refused: it may ' +
        'mean a thousand. A sum of floats (3.3000000000000003) is read as the nearest minor unit.',
      example: '10,23',
    },
    currency: { description: 'ISO 4217, one that the shop takes.' },
    order_id: {
      description:
        'One payment each: repeating a request with it never charges twice. Absent: the connector makes one. Refused: `.` and ' +
        '`..`, because no address can ask for them.',
    },
    transaction_type: {
      description:
        '`transation_type`, the spelling of HiPay’s own sample, is taken too. What a terminal cannot do is refused. ' +
        '`Duplicate` asks the terminal for its last ticket and pays nothing: see `paymentStatus`.',
    },
    refund_of: {
      description:
        'Only with `Credit` and `Cancel`: the order_id of the sale whose money goes back. It may be less than the sale, and ' +
        'several times, but never more together: then 400/1104 with `refundableAmount`. While another refund of the sale runs ' +
        'or is in doubt: 409/1101 or 409/1102, and this one has sent nothing. Null or an empty text is refused. `Cancel` takes back the whole sale. Without this field nothing is compared, and the ' +
        'operation does not count for any sale.',
      example: 'Order_1',
    },
    receipt_sending_option: {
      description: 'The terminal sends the ticket to the customer’s phone or e-mail (Concert V3.2).',
    },
  },
  OrderAnswer: {
    paymentStatus: {
      description:
        '`SUCCESS` of a `Duplicate` is about the last payment of the terminal, never about the order_id of the request: ' +
        'its `charge` is `nothing-sent`. Read `charge` or `transactionType` before an order counts as paid.',
    },
    notificationHipaySent: {
      description: 'HiPay knows of every contract’s notification of it, or of one that covers the other.',
    },
    numberOfNotificationSent: {
      description:
        'How many HiPay has taken: 2 where two contracts may have been used, 1 if HiPay takes a number only once.',
    },
    errorCode: {
      description:
        '1000 to 1009 as HiPay defines them, ours from 1101 on. 1005, 1007, 1102 and 1105 mean that the outcome is in ' +
        `doubt: do not charge again. ${codeTable}.`,
    },
    charge: { description: chargeNote },
    amount: { description: 'What was really paid.' },
    warnings: {
      description:
        '`same-amount-in-doubt`: another payment of this amount is in doubt (`sameAmountInDoubt`). If it is the same sale, ' +
        'a person must look at both.',
    },
    refundOf: { description: 'The sale of which this payment gives money back.' },
    refunds: {
      description:
        'Of a sale: the refunds that gave money back, or may have (`charge`: `unknown`). Only those that named the sale in ' +
        '`refund_of`. `recordLost`: the record of the refund is lost, and `amount` is the most that it can have given back.',
    },
    refundedAmount: { description: 'What the refunds of this sale certainly gave back together.' },
    refundableAmount: {
      description:
        'What is left of the sale. Absent while records of the sale may be lost, and if the loss of records was accepted after the sale.',
    },
    refundDescription: {
      description:
        'The same in words, for a person. Of a `Credit` or `Cancel` without `refund_of`: that it was compared with no sale.',
    },
    replayed: { description: 'The stored answer of an earlier request with this order_id.' },
    receipt: { description: 'Base64 of the customer’s ticket in Latin-1.' },
  },
};

const notes = z.registry<Note>();
for (const [name, fields] of Object.entries(fieldNotes)) {
  const shape: Readonly<Record<string, z.core.$ZodType>> = schemas[name as SchemaName].shape;
  for (const [field, note] of Object.entries(fields)) {
    const schema = shape[field];
    if (schema) notes.add(schema, note);
  }
}
const errorFields = errorAnswer.shape.error.shape;
notes.add(errorFields.charge, { description: chargeNote });
notes.add(errorFields.errorCode, { description: `${codeTable}.` });
notes.add(errorFields.paidAt.def.innerType, {
  description: 'Only for a refused order_id: the time of the earlier payment that has it, ISO 8601.',
});
notes.add(errorFields.amount.def.innerType, { description: 'Its amount, major units.' });
notes.add(errorFields.refundableAmount.def.innerType, {
  description:
    'Only for a refused refund: what is left of its sale, in `currency` and in the form of the request’s amount.',
});
notes.add(errorFields.paymentId.def.innerType, { description: 'Its id on the connector page.' });
// Of the next three notes, two belong to the schema inside an optional field, and the last one to a whole message.
notes.add(orderRequest.shape.cart.def.innerType, {
  description:
    'One item, a list, or {"items": [...]}. Sent to HiPay if it adds up to the amount; never refuses a payment.',
});
notes.add(orderRequest.shape.custom_data.def.innerType, {
  description:
    'Only Bool, Int, Float and String values. Others are left out, and `customDataWarning` names them. ' +
    'HiPay gets them with the payment id: `_reporting_data_3`, or `ecr_payment_id` if the till uses `_reporting_data_1` to `_3`.',
});
notes.add(errorAnswer, {
  description: 'This request sent nothing to the terminal. `charge` says what that proves of the order.',
});

const jsonOf = (name: SchemaName) => ({
  'application/json': { schema: { $ref: `#/components/schemas/${name}` } },
});
const answered = (description: string, name: SchemaName) => ({ description, content: jsonOf(name) });
const refused = (description: string) => answered(description, 'ErrorAnswer');
/** A refusal with the codes that the table of failures gives this status. */
const refusedWith = (status: number, description: string) =>
  refused(`${description} Codes: ${codesOf(status)}.`);

/** Refusals that any call may get. A refused call did nothing, and no order was looked up: `nothing-sent`. */
const commonRefusals = {
  400: refusedWith(
    400,
    'The request is not well-formed, or names an order_id that cannot be one. `nothing-sent`.',
  ),
  401: refusedWith(401, 'The user name or the password is wrong. `nothing-sent`.'),
  403: refusedWith(
    403,
    'Called under another name than localhost, or by a web page of another origin. `nothing-sent`.',
  ),
  405: refusedWith(405, 'This path has no such method. `nothing-sent`.'),
  408: refusedWith(408, 'The request did not arrive in time. `nothing-sent`.'),
  417: refusedWith(417, 'An Expect header other than 100-continue. `nothing-sent`.'),
  429: refusedWith(429, 'Too many wrong passwords: wait as long as Retry-After says. `nothing-sent`.'),
  431: refusedWith(431, 'The headers are too long or too many. `nothing-sent`.'),
};

const failedCall = refused('The program failed; nothing was sent. Codes: `1000`.');

const getCall = (summary: string, ok: object, more: object = {}) => ({
  get: { summary, responses: { ...commonRefusals, 200: ok, 500: failedCall, ...more } },
});

const noPage = refused('The connector page is not open in a browser. `nothing-sent`.');

const orderCall = {
  post: {
    summary: 'Takes a payment. Answers when it has ended, however long the customer takes.',
    description:
      'A payment that was tried is answered with 200, whatever became of it. With every other status except 500, this ' +
      'request sent nothing to the terminal; `charge` says what is known of the order. `nothing-sent` proves nothing ' +
      'about earlier requests with this order_id. Repeating a request with the same order_id is safe.',
    requestBody: { required: true, content: jsonOf('OrderRequest') },
    responses: {
      ...commonRefusals,
      200: answered(
        `How the payment ended, or that it is in doubt (1005, 1007, 1102, 1105). Codes of a FAILURE: ${codesOf(200)}.`,
        'OrderAnswer',
      ),
      400: refusedWith(400, 'The request is not valid; the description names the field. `nothing-sent`.'),
      409: refusedWith(
        409,
        'Another payment runs (1101), the order_id is an earlier payment’s (1103: `charge`, `paidAt`, `amount` and ' +
          '`paymentId` are then those of that payment; `nothing-sent` if its records were moved away), a payment of this amount is in doubt and the shop holds it (1113), or ' +
          'it is not known what was paid and given back of the sale of this refund (1102, `nothing-sent`; the description names the order to look at).',
      ),
      413: refusedWith(413, 'The body is too long. `nothing-sent`.'),
      415: refusedWith(415, 'The body is compressed. `nothing-sent`.'),
      500: refused(
        'The program failed: the order is in doubt, or this request did nothing. Codes: `1102`, `1000`.',
      ),
      503: refusedWith(
        503,
        'No terminal, no page, no room to record the payment (1106), or the connector is being stopped (1114: start it ' +
          'again, then repeat the order with the same order_id): this request sent nothing.',
      ),
    },
  },
};

/** The OpenAPI 3.1 description of the REST interface. `server`: the address of this sidecar. */
export function openApi(server: string, version: string) {
  const json = Object.entries(schemas).map(([name, schema]) => {
    const { $schema: _, ...described } = z.toJSONSchema(schema, { io: 'input', metadata: notes });
    return [name, described];
  });
  return {
    openapi: '3.1.0',
    info: {
      title: 'HiPay ECR Connector',
      version,
      description:
        'The local interface of the connector for tills: the surface of HiPay’s Desktop ECR Connector, and more.',
      license: { name: 'MIT', identifier: 'MIT' },
    },
    servers: [{ url: server }],
    security: [{ basic: [] }],
    paths: {
      '/order': orderCall,
      '/': orderCall,
      '/orders/{order_id}': {
        parameters: [
          { name: 'order_id', in: 'path', required: true, schema: { type: 'string', maxLength: 32 } },
        ],
        ...getCall(
          'How a payment stands, for a till that lost its answer.',
          answered('As it stands now.', 'OrderAnswer'),
          {
            404: refused('There is no payment of this number. `nothing-sent`.'),
            409: refused('The records of this number were moved away (1103). `nothing-sent`.'),
            503: refused('The connector page is not open: the order is in doubt (1102).'),
          },
        ),
      },
      '/version': getCall('The version.', answered('As HiPay’s program answers it.', 'VersionAnswer')),
      '/config': getCall('The terminal’s serial number.', answered('As configured.', 'ConfigAnswer')),
      '/stop': getCall(
        'Ends the program now, or after the payment that runs.',
        answered('Whether it stops now.', 'StopAnswer'),
      ),
      '/check': getCall(
        'Calls the terminal, never with an amount.',
        answered('Whether it is there and free.', 'CheckAnswer'),
        {
          503: noPage,
        },
      ),
      '/health': getCall(
        'Whether a payment could be taken now.',
        answered('Without secrets.', 'HealthAnswer'),
      ),
      '/records': getCall('The second copy of the records.', {
        description: 'One JSON value a line; card numbers masked.',
        content: { 'application/x-ndjson': { schema: { type: 'string' } } },
      }),
      '/metrics': getCall('Figures for Prometheus.', {
        description: 'Prometheus text format.',
        content: { 'text/plain': { schema: { type: 'string' } } },
      }),
    },
    components: {
      securitySchemes: { basic: { type: 'http', scheme: 'basic' } },
      schemas: Object.fromEntries(json),
    },
  };
}
