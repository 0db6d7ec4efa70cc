import type { TwinOperation, TwinRequest, TwinResult } from './twin-language.ts';
import type { TwinScript } from './twin-script.ts';

/** One line of the terminal's own ledger: the truth about the customer's money. */
export interface TwinLedgerLine {
  readonly number: number;
  readonly verdict: TwinScript['verdict'];
  readonly operation: TwinOperation;
  /** Number of the line that a duplicate reports. */
  readonly reportedNumber?: number;
  /** A duplicate moves no money; its amount is the amount of the reported payment. */
  readonly amountMinor: number;
  readonly currencyNumeric: string;
  readonly register: string;
  readonly forced: boolean;
  /** True if the till has acknowledged the answer or, on a connection without acknowledgements, if it was sent. */
  readonly answered: boolean;
}

type Ledger = readonly TwinLedgerLine[];

/** True if the customer was charged or got money back. */
export const movedMoney = ({ verdict, operation }: TwinLedgerLine): boolean =>
  verdict === 'accepted' && operation !== 'duplicate' && operation !== 'identification';

/** Creates the ledger line of a request; undefined if no customer sees it: an identification, or an early refusal. */
export function lineOf(asked: TwinRequest, script: TwinScript, ledger: Ledger): TwinLedgerLine | undefined {
  if (asked.operation === 'identification' || asked.refusal !== undefined) return undefined;
  const last = ledger.findLast(movedMoney);
  const isDuplicate = asked.operation === 'duplicate';
  const granted = script.grantsHalf ? Math.ceil(asked.amountMinor / 2) : asked.amountMinor;
  return {
    number: ledger.length + 1,
    verdict: isDuplicate ? (last ? 'accepted' : 'refused') : script.verdict,
    operation: asked.operation,
    ...(isDuplicate && last && { reportedNumber: last.number }),
    amountMinor: isDuplicate ? (last?.amountMinor ?? 0) : granted,
    currencyNumeric: asked.currencyNumeric,
    register: asked.register,
    forced: asked.forced,
    answered: false,
  };
}

/** Creates the result that the terminal reports. The script may make the result wrong. */
export const resultOf = (
  asked: TwinRequest,
  line: TwinLedgerLine | undefined,
  script: TwinScript,
): TwinResult => ({
  verdict: line?.verdict ?? (asked.refusal === undefined ? 'accepted' : 'refused'),
  amountMinor: (line?.amountMinor ?? asked.amountMinor) + script.amountOffset,
  register: script.register ?? asked.register,
  currencyNumeric: script.currencyNumeric ?? asked.currencyNumeric,
  paymentNumber: line?.reportedNumber ?? line?.number ?? 0,
});

/** Marks the last payment's answer as received by the till. */
export const markLastAnswered = (ledger: Ledger): Ledger =>
  ledger.map((line, index) => (index === ledger.length - 1 ? { ...line, answered: true } : line));
