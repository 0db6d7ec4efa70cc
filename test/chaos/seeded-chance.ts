/** A seeded random source: the same seed gives the same draws on every machine. */
export interface Chance {
  /** 0 <= x < 1. */
  draw(): number;
  /** A whole number, both ends included. */
  between(least: number, most: number): number;
  happens(probability: number): boolean;
  pick<T>(choices: readonly [T, ...T[]]): T;
  /** A separate stream: its draws do not change the draws here. */
  stream(name: string): Chance;
}

/** FNV-1a: hashes a text to 32 bits. */
function hash(text: string): number {
  let sum = 0x811c9dc5;
  for (let at = 0; at < text.length; at++) sum = Math.imul(sum ^ text.charCodeAt(at), 0x01000193);
  return sum >>> 0;
}

/** Mulberry32, seeded by a text such as `7/shop 12`. */
export function seededChance(seed: string): Chance {
  let state = hash(seed);
  const draw = () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  return {
    draw,
    between: (least, most) => least + Math.floor(draw() * (most - least + 1)),
    happens: (probability) => draw() < probability,
    pick: (choices) => choices[Math.floor(draw() * choices.length)] ?? choices[0],
    stream: (name) => seededChance(`${seed}/${name}`),
  };
}
