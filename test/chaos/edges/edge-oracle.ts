import type { BegunPayment, Post, Statement, Timeline } from './timeline.ts';

interface Verdict {
  readonly kind: string;
  readonly text: string;
  readonly sale?: number;
}

/** Holds every sentence against the terminal's ledger, at its moment and at the end of the day. */
export const judgeStatements = (timeline: Timeline): Verdict[] =>
  timeline.statements.flatMap((statement) => {
    const why = whyFalse(statement, timeline);
    if (!why) return [];
    const { said, exit, order, text, sale } = statement;
    return [
      {
        kind: `false "${said}"`,
        text: `${exit} of ${order ?? 'a sale'}: ${why} (${text.slice(0, 90)})`,
        sale,
      },
    ];
  });

function whyFalse(statement: Statement, timeline: Timeline): string | undefined {
  const { at, said } = statement;
  const charges = timeline.charges.filter((charge) => isAbout(statement, charge, timeline.posts));
  switch (said) {
    case 'unknown':
      return undefined;
    case 'charged':
      return charges.some((charge) => (charge.chargedAt ?? 0) < at)
        ? undefined
        : 'the terminal has no such charge';
    case 'not-charged':
      return first(charges, (charge) => whyCharged(statement, charge, timeline.posts));
    case 'nothing-sent':
      return first(
        charges,
        (charge) =>
          isOnly(statement.post, postsOf(charge, timeline.posts)) &&
          `this request charged by ${charge.paymentId}`,
      );
    default:
      return said satisfies never;
  }
}

function first(charges: readonly BegunPayment[], why: (charge: BegunPayment) => string | false | undefined) {
  for (const charge of charges) {
    const text = why(charge);
    if (text) return text;
  }
  return undefined;
}

/** Is the charge one of which the sentence speaks? A till without numbers speaks of its own request. */
function isAbout(
  { paymentId, order, aboutNumber, amountMinor, post }: Statement,
  charge: BegunPayment,
  posts: readonly Post[],
): boolean {
  if (paymentId !== undefined) return charge.paymentId === paymentId;
  if (order !== undefined && (aboutNumber || charge.amountMinor === amountMinor))
    return charge.order === order;
  return order === undefined && charge.amountMinor === amountMinor && isOnly(post, postsOf(charge, posts));
}

function whyCharged(
  { at, paymentId }: Statement,
  { paymentId: by, begunAt, chargedAt = 0, ...charge }: BegunPayment,
  posts: readonly Post[],
): string | undefined {
  if (chargedAt < at) return `${by} had charged the customer`;
  if (begunAt < at) return `${by} runs and then charges`;
  if (paymentId !== undefined) return undefined;
  const asked = posts.some((post) => matches(post, charge) && post.at > at && post.at < begunAt);
  return asked ? undefined : `the request goes on, and ${by} charges`;
}

const matches = (post: Post, { order, amountMinor }: Pick<BegunPayment, 'order' | 'amountMinor'>): boolean =>
  post.amountMinor === amountMinor && (post.order === undefined || post.order === order);

/** The requests that may have caused a payment: those that waited when it began, else the last one before. */
function postsOf(charge: BegunPayment, posts: readonly Post[]): Post[] {
  const before = posts.filter((post) => matches(post, charge) && post.at < charge.begunAt);
  const waiting = before.filter(({ answeredAt = Number.POSITIVE_INFINITY }) => answeredAt > charge.begunAt);
  return waiting.length > 0 ? waiting : before.slice(-1);
}

const isOnly = (post: Post | undefined, posts: readonly Post[]): boolean =>
  post !== undefined && posts.length === 1 && posts[0] === post;

/** Finds sales that were charged twice, and numbers that two sales were charged under. */
export function judgeCharges({ charges, posts }: Timeline): Verdict[] {
  const saleOf = (charge: BegunPayment) => posts.find((post) => matches(post, charge))?.sale ?? 0;
  const twice = (key: (charge: BegunPayment) => string, kind: string): Verdict[] => {
    const groups = Map.groupBy ? Map.groupBy(charges, key) : groupBy(charges, key);
    return [...groups.values()]
      .filter((group) => group.length > 1)
      .map((group) => ({
        kind,
        text: group
          .map(({ paymentId, order, amountMinor }) => `${paymentId} of ${order} ${amountMinor}`)
          .join(' and '),
        sale: saleOf(group[1] as BegunPayment),
      }));
  };
  return [
    ...twice(({ amountMinor }) => String(amountMinor), 'charged twice'),
    ...twice(({ order }) => order, 'one number, two charges').filter(
      ({ text }) => new Set(text.match(/\d+(?= and|$)/g)).size > 1,
    ),
  ];
}

/** `Map.groupBy` for Node 20. */
function groupBy<Each>(all: readonly Each[], key: (each: Each) => string): Map<string, Each[]> {
  const groups = new Map<string, Each[]>();
  for (const each of all) groups.set(key(each), [...(groups.get(key(each)) ?? []), each]);
  return groups;
}

/** Where a charge can be found at the end of the day. */
export interface EndOfDay {
  /** Orders that HiPay holds, as `number amount`. */
  readonly hipay: ReadonlySet<string>;
  /** Orders that a person sees as to be checked, waiting or parked. */
  readonly listed: ReadonlySet<string>;
}

export const keyAtHipay = (order: string, amountMinor: number): string =>
  `${order} ${(amountMinor / 100).toFixed(2)}`;

export const isKept = ({ order, amountMinor }: BegunPayment, { hipay, listed }: EndOfDay): boolean =>
  hipay.has(keyAtHipay(order, amountMinor)) || listed.has(order);

export const judgeEnd = ({ charges, posts }: Timeline, end: EndOfDay): Verdict[] =>
  charges
    .filter((charge) => !isKept(charge, end))
    .map((charge) => ({
      kind: 'a paid sale is lost',
      text: `${charge.paymentId} of ${charge.order} ${charge.amountMinor} is neither at HiPay nor on a list`,
      sale: posts.find((post) => matches(post, charge))?.sale ?? 0,
    }));
