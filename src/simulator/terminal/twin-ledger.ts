import type { AskedPayment, TwinOperation, TwinResult } from './twin-language.ts';
import type { TwinScript } from './twin-script.ts';

/** One line of the terminal's own book: the truth about the customer's money. */
export interface TwinLedgerLine {
  readonly number: number;
  readonly verdict: TwinScript['verdict'];
  /** A duplicate moves no money: it is the amount of the payment that it tells of. */
  readonly operation: TwinOperation;
  /** The line that a duplicate tells of. */
  readonly tellsOf?: number;
  readonly amountMinor: number;
  readonly currencyNumeric: string;
  readonly register: string;
  readonly forced: boolean;
  /** The till has acknowledged the answer; on a connection without acknowledgements: it has been sent. */
  readonly answered: boolean;
}

type Ledger = readonly TwinLedgerLine[];

/** What a customer was charged or given back; nothing else is money. */
export const movedMoney = ({ verdict, operation }: TwinLedgerLine): boolean =>
  verdict === 'accepted' && operation !== 'duplicate' && operation !== 'identification';

/** The line that a request comes to. What is refused before any customer sees it leaves none. */
export function lineOf(asked: AskedPayment, script: TwinScript, ledger: Ledger): TwinLedgerLine | undefined {
  if (asked.operation === 'identification' || asked.refusal !== undefined) return undefined;
  const last = ledger.findLast(movedMoney);
  const duplicate = asked.operation === 'duplicate';
  const granted = script.grantsHalf ? Math.ceil(asked.amountMinor / 2) : asked.amountMinor;
  return {
    number: ledger.length + 1,
    verdict: duplicate ? (last ? 'accepted' : 'refused') : script.verdict,
    operation: asked.operation,
    ...(duplicate && last && { tellsOf: last.number }),
    amountMinor: duplicate ? (last?.amountMinor ?? 0) : granted,
    currencyNumeric: asked.currencyNumeric,
    register: asked.register,
    forced: asked.forced,
    answered: false,
  };
}

/** What the terminal says of it, which its script may falsify. */
export const resultOf = (
  asked: AskedPayment,
  line: TwinLedgerLine | undefined,
  script: TwinScript,
): TwinResult => ({
  verdict: line?.verdict ?? (asked.refusal === undefined ? 'accepted' : 'refused'),
  amountMinor: (line?.amountMinor ?? asked.amountMinor) + script.amountOffset,
  register: script.register ?? asked.register,
  currencyNumeric: script.currencyNumeric ?? asked.currencyNumeric,
  paymentNumber: line?.tellsOf ?? line?.number ?? 0,
});

/** The last payment's answer has reached the till. */
export const answeredLast = (ledger: Ledger): Ledger =>
  ledger.map((line, place) => (place === ledger.length - 1 ? { ...line, answered: true } : line));
