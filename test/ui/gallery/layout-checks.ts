import { deep } from '../helpers/mount.ts';

/** The smallest side of anything that a finger has to hit, px. */
const target = 44;

const ownTexts = (element: Element): Node[] =>
  [...element.childNodes].filter((node) => node.nodeType === Node.TEXT_NODE && node.textContent?.trim());

function rightEdge(text: Node): number {
  const words = document.createRange();
  words.selectNodeContents(text);
  return words.getBoundingClientRect().right;
}

/** True if the element is for screen readers only, or can scroll. */
const mayBeClipped = (element: Element): boolean => {
  for (let at: Element | null = element; at; at = at.parentElement) {
    const { clipPath, overflowX } = getComputedStyle(at);
    if (clipPath !== 'none' || overflowX === 'auto' || overflowX === 'scroll') return true;
  }
  return false;
};

const shown = (): HTMLElement[] =>
  [...deep(document)].filter(
    (element): element is HTMLElement => element instanceof HTMLElement && element.checkVisibility(),
  );

const nameOf = (element: HTMLElement): string =>
  `${element.localName}${element.id && `#${element.id}`}.${element.className}: ${element.textContent?.trim().slice(0, 60)}`;

/** Texts that are not completely visible: clipped by their element, or beyond the edge of the screen. */
export const clippedTexts = (): string[] =>
  shown()
    .filter((element) => {
      const texts = ownTexts(element);
      if (texts.length === 0 || mayBeClipped(element)) return false;
      const beyond = texts.some((text) => rightEdge(text) > innerWidth + 1);
      const hidden = getComputedStyle(element).overflowX !== 'visible';
      return beyond || (hidden && element.scrollWidth > element.clientWidth);
    })
    .map(nameOf);

export const scrollsSideways = (): boolean => document.documentElement.scrollWidth > innerWidth;

/** What a finger hits: a box to tick is hit by its label. */
function hitBox(element: HTMLElement): DOMRect {
  const isTick = element instanceof HTMLInputElement && ['checkbox', 'radio'].includes(element.type);
  return ((isTick && element.labels?.[0]) || element).getBoundingClientRect();
}

/** A link in a sentence is as high as its line. */
const isInSentence = (element: HTMLElement): boolean =>
  getComputedStyle(element).display === 'inline' && ownTexts(element.parentElement!).length > 0;

/** Buttons, links and fields that are smaller than a finger. */
export const smallTargets = (): string[] =>
  shown()
    .filter((element) =>
      element.matches('a[href], button, input:not([type=hidden], [type=file]), select, textarea, summary'),
    )
    .filter((element) => {
      const { width, height } = hitBox(element);
      const isForReadersOnly = width <= 1 && height <= 1;
      return !isForReadersOnly && !isInSentence(element) && Math.min(width, height) < target - 0.5;
    })
    .map((element) => `${nameOf(element)} ${JSON.stringify(hitBox(element).toJSON())}`);

const animated = (isMeant: (style: CSSStyleDeclaration) => boolean): string[] =>
  shown()
    .filter((element) => isMeant(getComputedStyle(element)))
    .map(nameOf);

/** Animations that never end cost a till without a graphics card a part of its processor. */
export const endlessAnimations = (): string[] =>
  animated(
    ({ animationName, animationIterationCount }) =>
      animationName !== 'none' && animationIterationCount === 'infinite',
  );

/** What moves although a person wants less motion. */
export const movingElements = (): string[] =>
  animated(
    ({ animationName, transitionDuration }) =>
      animationName !== 'none' || !/^(0s,? ?)+$/.test(transitionDuration),
  );

/** In forced colors, buttons and fields without an edge: their ground is gone, so nothing shows that they can be pressed. */
export const withoutEdge = (): string[] =>
  shown()
    .filter((element) =>
      element.matches('button, input:not([type=hidden], [type=file]), select, textarea, .button'),
    )
    .filter((element) => {
      const { borderTopStyle, borderBottomStyle, borderTopWidth, borderBottomWidth, appearance } =
        getComputedStyle(element);
      const hasEdge =
        (borderTopStyle !== 'none' && borderTopWidth !== '0px') ||
        (borderBottomStyle !== 'none' && borderBottomWidth !== '0px');
      return !hasEdge && !(element instanceof HTMLInputElement && appearance === 'auto');
    })
    .map(nameOf);
