/** What came of asking a device. `refuses`: somebody is there who knows the language and does not listen now. */
export type DeviceHeard = 'answers' | 'refuses' | 'silent' | LinkOpenFailure;

/** Which of several granted devices is the terminal: in the making. Each device is named by its place in the list. */
export interface DeviceChoice {
  readonly likeness: readonly Likeness[];
  readonly asked: ReadonlySet<number>;
  readonly heard: ReadonlyMap<number, DeviceHeard>;
  readonly over: boolean;
}

export type ChoiceEvent =
  | { readonly kind: 'begin' }
  | { readonly kind: 'heard'; readonly place: number; readonly heard: DeviceHeard }
  | { readonly kind: 'waited' };

export type ChoiceEffect =
  | { readonly kind: 'ask'; readonly places: readonly number[] }
  /** A second terminal may be a little slower. */
  | { readonly kind: 'wait' }
  /** The end. Undefined: none could even be opened. */
  | { readonly kind: 'take'; readonly place: number | undefined };

export interface ChoiceStep {
  readonly choice: DeviceChoice;
  readonly effects: readonly ChoiceEffect[];
}

export const choiceAmong = (likeness: readonly Likeness[]): DeviceChoice => ({
  likeness,
  asked: new Set(),
  heard: new Map(),
  over: false,
});

/**
 * Identity by behaviour: USB ids cannot tell two cables of one kind apart, an answer can. The likeliest are asked first, those
 * of one likeness all at once, and the others only where none of them answers: a printer that was granted too is left in
 * peace. Where none answers, one that at least could be opened is taken, so that the terminal is heard once it is switched on.
 */
export function stepChoice(choice: DeviceChoice, event: ChoiceEvent): ChoiceStep {
  if (choice.over) return { choice, effects: [] };
  switch (event.kind) {
    case 'begin':
      return askNext(choice);
    case 'waited':
      return take(choice, first(choice, 'answers'));
    case 'heard':
      return hear({ ...choice, heard: new Map(choice.heard).set(event.place, event.heard) }, event.heard);
    default:
      return event satisfies never;
  }
}

/** How many answer as a terminal does. */
export const answering = ({ heard }: DeviceChoice): number =>
  [...heard.values()].filter((each) => each === 'answers').length;

function hear(choice: DeviceChoice, heard: DeviceHeard): ChoiceStep {
  const found = first(choice, 'answers');
  if (choice.heard.size === choice.asked.size)
    return found === undefined ? askNext(choice) : take(choice, found);
  const firstAnswer = heard === 'answers' && answering(choice) === 1;
  return { choice, effects: firstAnswer ? [{ kind: 'wait' }] : [] };
}

function askNext(choice: DeviceChoice): ChoiceStep {
  for (const round of likenesses) {
    const places = choice.likeness.flatMap((likeness, place) =>
      likeness === round && !choice.asked.has(place) ? [place] : [],
    );
    if (places.length === 0) continue;
    const asked = new Set([...choice.asked, ...places]);
    return { choice: { ...choice, asked }, effects: [{ kind: 'ask', places }] };
  }
  return take(choice, first(choice, 'refuses') ?? first(choice, 'silent'));
}

const take = (choice: DeviceChoice, place: number | undefined): ChoiceStep => ({
  choice: { ...choice, over: true },
  effects: [{ kind: 'take', place }],
});

/** The first in the list, whoever was heard first: the list has the likeliest first. */
const first = ({ likeness, heard }: DeviceChoice, wanted: DeviceHeard): number | undefined => {
  const place = likeness.findIndex((_, at) => heard.get(at) === wanted);
  return place < 0 ? undefined : place;
};

/** Why a link could not be opened. */
export const linkOpenFailures = ['not-chosen', 'away', 'in-use', 'failed'] as const;

export type LinkOpenFailure = (typeof linkOpenFailures)[number];

/**
 * What speaks for a device being the terminal, the most first. `known`: this very one was chosen before. `alike`: it has the chosen one's
 * USB ids, as every device of the same make does.
 */
export const likenesses = ['known', 'alike', 'other'] as const;

export type Likeness = (typeof likenesses)[number];
