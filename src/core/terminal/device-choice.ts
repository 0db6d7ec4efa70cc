/** Result of probing a device. `refuses`: a terminal answered, but cannot take a request now. */
export type ProbeResult = 'answers' | 'refuses' | 'silent' | LinkOpenFailure;

/**
 * State of the search for the terminal among several granted devices. A device is identified by its index in the list.
 */
export interface DeviceChoice {
  readonly likeness: readonly Likeness[];
  readonly probed: ReadonlySet<number>;
  readonly heard: ReadonlyMap<number, ProbeResult>;
  readonly isOver: boolean;
}

export type ChoiceEvent =
  | { readonly kind: 'begin' }
  | { readonly kind: 'heard'; readonly place: number; readonly heard: ProbeResult }
  | { readonly kind: 'waited' };

export type ChoiceEffect =
  | { readonly kind: 'ask'; readonly places: readonly number[] }
  /** Wait: a second terminal may answer a little later. */
  | { readonly kind: 'wait' }
  /** The search has ended with this device. Undefined: no device could be opened. */
  | { readonly kind: 'take'; readonly place: number | undefined };

export interface ChoiceStep {
  readonly choice: DeviceChoice;
  readonly effects: readonly ChoiceEffect[];
}

export const newDeviceChoice = (likeness: readonly Likeness[]): DeviceChoice => ({
  likeness,
  probed: new Set(),
  heard: new Map(),
  isOver: false,
});

/**
 * Finds the terminal by its answers, because USB ids cannot distinguish two cables of one model. The likeliest devices
 * are probed first; devices of equal likeness are probed at the same time. Less likely devices, e.g. a granted printer, are
 * probed only if no likelier device answers. If none answers, a device that could be opened is taken, so that the
 * terminal is found once it is switched on.
 */
export function stepChoice(choice: DeviceChoice, event: ChoiceEvent): ChoiceStep {
  if (choice.isOver) return { choice, effects: [] };
  switch (event.kind) {
    case 'begin':
      return askNext(choice);
    case 'waited':
      return take(choice, firstWith(choice, 'answers'));
    case 'heard':
      return onHeard({ ...choice, heard: new Map(choice.heard).set(event.place, event.heard) }, event.heard);
    default:
      return event satisfies never;
  }
}

/** Number of devices that answer like a terminal. */
export const countAnswering = ({ heard }: DeviceChoice): number =>
  [...heard.values()].filter((each) => each === 'answers').length;

function onHeard(choice: DeviceChoice, heard: ProbeResult): ChoiceStep {
  const found = firstWith(choice, 'answers');
  if (choice.heard.size === choice.probed.size)
    return found === undefined ? askNext(choice) : take(choice, found);
  const isFirstAnswer = heard === 'answers' && countAnswering(choice) === 1;
  return { choice, effects: isFirstAnswer ? [{ kind: 'wait' }] : [] };
}

function askNext(choice: DeviceChoice): ChoiceStep {
  for (const wanted of likenesses) {
    const places = choice.likeness.flatMap((likeness, place) =>
      likeness === wanted && !choice.probed.has(place) ? [place] : [],
    );
    if (places.length === 0) continue;
    const probed = new Set([...choice.probed, ...places]);
    return { choice: { ...choice, probed }, effects: [{ kind: 'ask', places }] };
  }
  return take(choice, firstWith(choice, 'refuses') ?? firstWith(choice, 'silent'));
}

const take = (choice: DeviceChoice, place: number | undefined): ChoiceStep => ({
  choice: { ...choice, isOver: true },
  effects: [{ kind: 'take', place }],
});

/**
 * The first device of the list with this result. The list decides, not the order in which the answers came, because the
 * likeliest device is first in the list.
 */
const firstWith = ({ likeness, heard }: DeviceChoice, wanted: ProbeResult): number | undefined => {
  const found = likeness.findIndex((_, place) => heard.get(place) === wanted);
  return found < 0 ? undefined : found;
};

/** Why a link could not be opened. */
export const linkOpenFailures = ['not-chosen', 'away', 'in-use', 'failed'] as const;

export type LinkOpenFailure = (typeof linkOpenFailures)[number];

/**
 * How likely a device is the terminal, the most likely first. `known`: this device was chosen before. `alike`: it has the
 * USB ids of the chosen device, as every device of that model has.
 */
export const likenesses = ['known', 'alike', 'other'] as const;

export type Likeness = (typeof likenesses)[number];
