import { moneyText } from '../../core/payment/money-text.ts';
import type { TillElementTexts } from '../../texts/en/till-element.ts';
import type { Failure, Language, Outcome, PaymentResult, TransactionType } from '../api.ts';
import { chargeOf } from '../client/charge-of-result.ts';
import { type IconName, icon, make, put } from './dom.ts';
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
const looks: Record<Outcome, readonly [tone: string, drawing: IconName]> = {
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

function frame(tone: string, drawing: IconName, word: string, sum: string | undefined) {
  const heading = make('h2', { tabindex: '-1', id: 'word', part: 'word' }, word);
  const mark = make('div', { class: 'mark', 'aria-hidden': 'true' }, icon(drawing));
  const title = make('div', {}, heading, sum && make('p', { class: 'sum', part: 'amount' }, sum));
  const node = make('section', { class: `card ${tone}`, part: 'card', 'aria-labelledby': 'word' });
  node.append(make('div', { class: 'head' }, mark, title));
  return { node, heading };
}

function facts(result: PaymentResult, words: TillElementTexts): HTMLElement {
  const rows: readonly (readonly [string, string | undefined])[] = [
    [words.order, result.orderId],
    [words.card, result.cardMasked],
    [words.authorization, result.authorizationNumber],
  ];
  const list = make('dl', {});
  for (const [name, value] of rows) if (value) list.append(make('dt', {}, name), make('dd', {}, value));
  return list;
}

/** Shows how a payment ended: what happened, what is known about the money, and what to do now. */
export function resultView(result: PaymentResult, words: TillElementTexts, language: Language): EndView {
  const { outcome, amount, currency, failure, askedMinor, transactionType } = result;
  const [tone, drawing] = looks[outcome] ?? looks.UNKNOWN;
  const digits = amount.split('.')[1]?.length ?? 0;
  const inMinor = (minor: number) => money(majorText(minor, digits), currency, language);
  const sum = money(amount, currency, language);
  const charge = chargeOf(result);
  const isUnknown = charge === 'unknown';
  const sentence = moneyText({ charge, transactionType }, words.money);
  const word =
    outcome === 'APPROVED' ? words.done[transactionType] : (words.outcome[outcome] ?? words.outcome.UNKNOWN);
  const { node, heading } = frame(tone, drawing, word, sum);
  const isPartial = outcome === 'PARTIALLY_APPROVED' && askedMinor !== undefined;
  const texts = [
    ...(isPartial
      ? [
          paragraph(fill(words.partly, { amount: sum, asked: inMinor(askedMinor) })),
          paragraph(fill(words.due, { due: inMinor(askedMinor - result.amountMinor) }), 'strong'),
        ]
      : []),
    outcome === 'APPROVED' &&
      transactionType === 'Debit' &&
      charge === 'charged' &&
      paragraph(fill(words.charged, { amount: sum })),
    !isUnknown && paragraph(failure?.text),
    !failure && !isPaid(result) && !isUnknown && paragraph(sentence),
    ...(isUnknown ? guidance(words, transactionType, failure?.text ?? sentence) : []),
    // If the notification failed, the failure's text says more than this text.
    !failure && isPaid(result) && result.notificationsPending > 0 && paragraph(words.hipayLater),
    result.replayed && isPaid(result) && paragraph(words.replayed),
    facts(result, words),
    result.simulated && paragraph(words.simulated, 'simulated'),
  ];
  put(node, texts);
  const announcement = [word, sum, isUnknown ? words.doNotRepeat[transactionType] : failure?.text]
    .filter(Boolean)
    .join('. ');
  return { node, heading, announcement, mustBeChecked: isUnknown };
}

/** Shows a failure without a result. */
export function failureView(failure: Failure, type: TransactionType, words: TillElementTexts): EndView {
  const mustBeChecked = failure.mayBeCharged !== 'no';
  const word = mustBeChecked ? words.outcome.UNKNOWN : words.outcome.FAILED;
  const { node, heading } = frame(
    mustBeChecked ? 'warn' : 'bad',
    mustBeChecked ? 'question' : 'cross',
    word,
    undefined,
  );
  const detail = failure.detail && make('p', { class: 'detail' }, `${failure.code} ${failure.detail}`);
  const texts = mustBeChecked ? guidance(words, type, failure.text) : [paragraph(failure.text)];
  put(node, [...texts, detail]);
  return { node, heading, announcement: `${word}. ${failure.text}`, mustBeChecked };
}
