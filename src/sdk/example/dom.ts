/** The page's element with this id. Throws if there is none. */
export function byId<Found extends HTMLElement = HTMLElement>(id: string): Found {
  const found = document.getElementById(id);
  if (!found) throw new Error(`the page has no #${id}`);
  return found as Found;
}

/** Makes an element with a class and children. Texts become text nodes, so a receipt never becomes HTML. */
export function node<Tag extends keyof HTMLElementTagNameMap>(
  tag: Tag,
  className: string,
  ...children: readonly (Node | string)[]
): HTMLElementTagNameMap[Tag] {
  const element = document.createElement(tag);
  element.className = className;
  element.append(...children);
  return element;
}

export function makeButton(label: string, onClick: () => void): HTMLButtonElement {
  const button = node('button', '', label);
  button.type = 'button';
  button.addEventListener('click', onClick);
  return button;
}

const tabButtons = () => document.querySelectorAll<HTMLButtonElement>('nav button');

function openTab(nameToOpen: string | undefined): void {
  for (const tab of tabButtons()) {
    const { tab: name = '' } = tab.dataset;
    tab.ariaPressed = String(name === nameToOpen);
    byId(name).hidden = name !== nameToOpen;
  }
}

/** Shows the parts of the till as tabs, one at a time. */
export function initTabs(): void {
  for (const tab of tabButtons()) tab.addEventListener('click', () => openTab(tab.dataset['tab']));
}
