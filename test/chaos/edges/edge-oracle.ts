import type { BegunPayment, Post, Statement, Timeline } from './timeline.ts';

interface Verdict {
  readonly kind: string;
  readonly text: string;
  readonly sale?: number;
}

/** Compares every statement with the terminal's ledger, at its moment and at the end of the day. */
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
      return charges.some((charge) => isBetween(charge, saleBegunAt(statement, timeline), at))
        ? undefined
        : 'the terminal has no such charge';
    case 'not-charged':
      return firstReason(charges, (charge) => whyCharged(statement, charge, timeline.posts));
    case 'nothing-sent':
      return firstReason(
        charges,
        (charge) =>
          isOnly(statement.post, postsOf(charge, timeline.posts)) &&
          `this request charged by ${charge.paymentId}`,
      );
    default:
      return said satisfies never;
  }
}

const isBetween = ({ chargedAt = 0 }: BegunPayment, from: number, to: number): boolean =>
  chargedAt > from && chargedAt < to;

/** A till asks about its own sale: the charge of an earlier sale with the same number and amount does not count. */
function saleBegunAt({ sale, aboutNumber }: Statement, { posts }: Timeline): number {
  return aboutNumber ? 0 : (posts.find((post) => post.sale === sale)?.at ?? 0);
}

function firstReason(
  charges: readonly BegunPayment[],
  why: (charge: BegunPayment) => string | false | undefined,
) {
  for (const charge of charges) {
    const text = why(charge);
    if (text) return text;
  }
  return undefined;
}

/** True if the statement is about this charge. A till without numbers asks about its own request. */
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

/** Finds sales that were charged twice, and numbers under which two amounts were charged. */
export function judgeCharges(timeline: Timeline): Verdict[] {
  const { charges, posts } = timeline;
  const verdict = (kind: string, group: readonly BegunPayment[]): Verdict => ({
    kind,
    text: group
      .map(({ paymentId, order, amountMinor }) => `${paymentId} of ${order} ${amountMinor}`)
      .join(' and '),
    sale: saleOf(group[0], posts),
  });
  const ofAmount = groupBy(charges, ({ amountMinor }) => amountMinor).filter(
    (group) => group.length > salesOfAmount(group[0]?.amountMinor, posts),
  );
  const ofNumber = groupBy(charges, ({ order }) => order).filter(
    (group) => new Set(group.map(({ amountMinor }) => amountMinor)).size > 1,
  );
  return [
    ...ofAmount.map((group) => verdict('charged twice', group)),
    ...ofNumber.map((group) => verdict('one number, two amounts charged', group)),
  ];
}

const saleOf = (charge: BegunPayment | undefined, posts: readonly Post[]): number =>
  posts.find((post) => charge && matches(post, charge))?.sale ?? 0;

const salesOfAmount = (amountMinor: number | undefined, posts: readonly Post[]): number =>
  new Set(posts.filter((post) => post.amountMinor === amountMinor).map(({ sale }) => sale)).size;

function groupBy<Each, Key>(all: readonly Each[], keyOf: (each: Each) => Key): Each[][] {
  const groups = new Map<Key, Each[]>();
  for (const each of all) groups.set(keyOf(each), [...(groups.get(keyOf(each)) ?? []), each]);
  return [...groups.values()];
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
      sale: saleOf(charge, posts),
    }));
