import { type AnswerField, fieldsIn } from './answer-fields.ts';
import { amountsDone, lookUpSaysNo, lookUpSaysYes } from './said-fields.ts';
import { readCustomData } from './sent-order.ts';

/** What the fields of an order or a transaction at HiPay say, at every depth, beside what `found-order.ts` reads. */
export interface FoundSigns {
  /** What speaks for a transaction that HiPay has taken. */
  readonly yes?: string;
  /** What speaks against it. */
  readonly no?: string;
  /** Order numbers, and amounts that were authorized, captured or settled. */
  readonly orderIds: readonly string[];
  readonly amountsDone: readonly string[];
  readonly customData: readonly Readonly<Record<string, unknown>>[];
}

/** Reads an order without its transactions. */
export const signsOfOrder = (raw: unknown): FoundSigns =>
  signsIn(raw, ({ path }) => !path.includes('transactions'));

export const signsOfTransaction = (raw: unknown): FoundSigns => signsIn(raw, () => true);

function signsIn(raw: unknown, isMeant: (field: AnswerField) => boolean): FoundSigns {
  const fields = fieldsIn(raw)?.filter(isMeant);
  const [yes, no] = fields
    ? [lookUpSaysYes(fields), lookUpSaysNo(fields)]
    : ['an answer that is nested too deeply', 'an answer that is nested too deeply'];
  const named = (...names: string[]) => (fields ?? []).filter(({ name }) => names.includes(name));
  return {
    ...(yes && { yes }),
    ...(no && { no }),
    orderIds: named('orderid', 'merchantorderid').map(({ text }) => text),
    amountsDone: amountsDone(fields ?? []),
    customData: named('customdata').map(({ value }) => readCustomData(value)),
  };
}

/** The parts of an answer that speak of its pages. `_links` and `pagination` are those of HiPay's lists. */
const pageParts = new Set(['pagination', 'links', 'meta']);

/** True if a list says that it has more than these items, or if the answer says that it has other pages. */
export function isOnlyPart(body: unknown, listed: number | undefined): boolean {
  const ofPages = ({ path }: AnswerField) =>
    pageParts.has(path[0] ?? '') || (listed !== undefined && path.length === 1);
  return (fieldsIn(body)?.filter(ofPages) ?? []).some(({ name, path, value, text }) => {
    if (/^(?:total|count|total(?:items|count|results|elements))$/.test(name))
      return Number(text) > (listed ?? 1);
    if (/^(?:page|currentpage|pages|totalpages|pagecount|lastpage)$/.test(name)) return Number(text) > 1;
    return path.some((each) => /^(?:next|hasmore|hasnext)/.test(each)) && value !== false && value !== 0;
  });
}
