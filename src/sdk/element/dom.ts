type Child = Node | string | undefined | false;

interface Attributes {
  readonly class?: string;
  readonly part?: string;
  readonly type?: string;
  readonly role?: string;
  readonly id?: string;
  readonly tabindex?: string;
  readonly 'aria-labelledby'?: string;
  readonly 'aria-live'?: string;
  readonly 'aria-hidden'?: string;
}

/** Makes an element with attributes and children. Texts become text nodes, so no text from outside becomes HTML. */
export function make<Tag extends keyof HTMLElementTagNameMap>(
  tag: Tag,
  attributes: Attributes = {},
  ...children: readonly Child[]
): HTMLElementTagNameMap[Tag] {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  appendChildren(element, children);
  return element;
}

/** Appends the children that are not empty. */
export function appendChildren(into: Element, children: readonly Child[]): void {
  into.append(...children.filter((child): child is Node | string => Boolean(child)));
}

/** Makes a button. Its `type` prevents that a click submits a form of the till. */
export function button(label: string, className: string, onClick: () => void): HTMLButtonElement {
  const buttonElement = make('button', { type: 'button', class: className, part: className }, label);
  buttonElement.addEventListener('click', onClick);
  return buttonElement;
}

const shapes = {
  check: 'm5 12.5 4.5 4.5L19 7.5',
  cross: 'M6.5 6.5l11 11m0-11-11 11',
  minus: 'M6 12h12',
  question: 'M8.8 9a3.2 3.2 0 1 1 4.7 2.8c-1 .6-1.5 1.2-1.5 2.4M12 17.9v.1',
  differ: 'M5 9h14M5 15h14M15 5 9 19',
  half: 'M4 12a8 8 0 1 0 16 0 8 8 0 1 0-16 0m8-8v16',
} as const;

export type IconName = keyof typeof shapes;

const svg = 'http://www.w3.org/2000/svg';

/** Makes a line drawing. It is hidden from screen readers, because the text beside it says the same. */
export function icon(name: IconName): SVGSVGElement {
  const drawing = document.createElementNS(svg, 'svg');
  drawing.setAttribute('viewBox', '0 0 24 24');
  drawing.setAttribute('aria-hidden', 'true');
  const path = document.createElementNS(svg, 'path');
  path.setAttribute('d', shapes[name]);
  drawing.append(path);
  return drawing;
}
