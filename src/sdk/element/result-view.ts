import { moneyText } from '../../core/payment/money-text.ts';
import { isUnexplainedRefusal } from '../../core/payment/refusal.ts';
import type { TillElementTexts } from '../../texts/en/till-element.ts';
import type { Failure, Language, Outcome, PaymentResult, TransactionType } from '../api.ts';
import { chargeOf } from '../client/charge-of-result.ts';
import { appendChildren, type IconName, icon, make } from './dom.ts';
import { fill } from './element-texts.ts';
import { majorText, money } from './money.ts';
import { isPaid } from './pay-state.ts';

/** What the element shows at the end of a payment. */
interface EndView {
  readonly node: HTMLElement;
  readonly heading: HTMLElement;
  /** Text for screen readers. */
  readonly announcement: string;
  /** True if a person has to check before anything is charged again. */
  readonly mustBeChecked: boolean;
}

/** Color and icon of each outcome. The word, the icon and the color say the same, because some people see no colors. */
const appearances: Record<Outcome, readonly [tone: string, iconName: IconName]> = {
  APPROVED: ['good', 'check'],
  PARTIALLY_APPROVED: ['warn', 'half'],
  DECLINED: ['bad', 'cross'],
  CANCELLED: ['calm', 'minus'],
  NOT_SENT: ['calm', 'minus'],
  UNKNOWN: ['warn', 'question'],
  OTHER_PAYMENT: ['warn', 'differ'],
};

const paragraph = (text: string | undefined, className = '') =>
  text ? make('p', { class: className }, text) : undefined;

/** Instructions for an unknown outcome; the most important instruction comes first. */
const guidance = (
  { doNotRepeat, steps }: TillElementTexts,
  type: TransactionType,
  text: string | undefined,
) => [
  paragraph(doNotRepeat[type], 'strong'),
  paragraph(text),
  make('ol', {}, ...steps.map((step) => make('li', {}, step))),
];

function makeCard(tone: string, iconName: IconName, word: string, sum: string | undefined) {
  const heading = make('h2', { tabindex: '-1', id: 'word', part: 'word' }, word);
  const mark = make('div', { class: 'mark', 'aria-hidden': 'true' }, icon(iconName));
  const title = make('div', {}, heading, sum && make('p', { class: 'sum', part: 'amount' }, sum));
  const node = make('section', { class: `card ${tone}`, part: 'card', 'aria-labelledby': 'word' });
  node.append(make('div', { class: 'head' }, mark, title));
  return { node, heading };
}

function makeDetails(result: PaymentResult, texts: TillElementTexts): HTMLElement {
  const rows: readonly (readonly [string, string | undefined])[] = [
    [texts.order, result.orderId],
    [texts.card, result.cardMasked],
    [texts.authorization, result.authorizationNumber],
  ];
  const list = make('dl', {});
  for (const [name, value] of rows) if (value) list.append(make('dt', {}, name), make('dd', {}, value));
  return list;
}

/** How it ended, in one or two words. "Declined" needs a reason, as on the screens of the payment program. */
function outcomeWord({ outcome, failure, transactionType }: PaymentResult, texts: TillElementTexts): string {
  if (outcome === 'APPROVED') return texts.done[transactionType];
  if (isUnexplainedRefusal({ outcome, failure: failure?.name, detail: failure?.detail }))
    return texts.outcome[transactionType === 'Credit' ? 'NOT_REFUNDED' : 'NOT_PAID'];
  return texts.outcome[outcome] ?? texts.outcome.UNKNOWN;
}

/** Shows how a payment ended: what happened, what is known about the money, and what to do now. */
export function resultView(result: PaymentResult, texts: TillElementTexts, language: Language): EndView {
  const { outcome, amount, currency, failure, askedMinor, transactionType } = result;
  const [tone, iconName] = appearances[outcome] ?? appearances.UNKNOWN;
  const digits = amount.split('.')[1]?.length ?? 0;
  const inMinor = (minor: number) => money(majorText(minor, digits), currency, language);
  const sum = money(amount, currency, language);
  const charge = chargeOf(result);
  const isUnknown = charge === 'unknown';
  const sentence = moneyText({ charge, transactionType }, texts.money);
  const word = outcomeWord(result, texts);
  const { node, heading } = makeCard(tone, iconName, word, sum);
  const isPartial = outcome === 'PARTIALLY_APPROVED' && askedMinor !== undefined;
  const paragraphs = [
    ...(isPartial
      ? [
          paragraph(fill(texts.partly, { amount: sum, asked: inMinor(askedMinor) })),
          paragraph(fill(texts.due, { due: inMinor(askedMinor - result.amountMinor) }), 'strong'),
        ]
      : []),
    outcome === 'APPROVED' &&
      transactionType === 'Debit' &&
      charge === 'charged' &&
      paragraph(fill(texts.charged, { amount: sum })),
    !isUnknown && paragraph(failure?.text),
    !failure && !isPaid(result) && !isUnknown && paragraph(sentence),
    ...(isUnknown ? guidance(texts, transactionType, failure?.text ?? sentence) : []),
    // If the notification failed, the failure's text says more than this text.
    !failure && isPaid(result) && result.notificationsPending > 0 && paragraph(texts.hipayLater),
    result.replayed && isPaid(result) && paragraph(texts.replayed),
    makeDetails(result, texts),
    result.simulated && paragraph(texts.simulated, 'simulated'),
  ];
  appendChildren(node, paragraphs);
  const announcement = [word, sum, isUnknown ? texts.doNotRepeat[transactionType] : failure?.text]
    .filter(Boolean)
    .join('. ');
  return { node, heading, announcement, mustBeChecked: isUnknown };
}

/** Shows a failure without a result. */
export function failureView(failure: Failure, type: TransactionType, texts: TillElementTexts): EndView {
  const mustBeChecked = failure.mayBeCharged !== 'no';
  const word = mustBeChecked ? texts.outcome.UNKNOWN : texts.outcome.FAILED;
  const { node, heading } = makeCard(
    mustBeChecked ? 'warn' : 'bad',
    mustBeChecked ? 'question' : 'cross',
    word,
    undefined,
  );
  const detail = failure.detail && make('p', { class: 'detail' }, `${failure.code} ${failure.detail}`);
  const paragraphs = mustBeChecked ? guidance(texts, type, failure.text) : [paragraph(failure.text)];
  appendChildren(node, [...paragraphs, detail]);
  return { node, heading, announcement: `${word}. ${failure.text}`, mustBeChecked };
}
