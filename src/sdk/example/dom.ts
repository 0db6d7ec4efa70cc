/** The element of a page that is known to have it. */
export function byId<Found extends HTMLElement = HTMLElement>(id: string): Found {
  const found = document.getElementById(id);
  if (!found) throw new Error(`the page has no #${id}`);
  return found as Found;
}

/** An element of a class with children. Texts are texts: a receipt never becomes HTML. */
export function node<Tag extends keyof HTMLElementTagNameMap>(
  tag: Tag,
  className: string,
  ...children: readonly (Node | string)[]
): HTMLElementTagNameMap[Tag] {
  const made = document.createElement(tag);
  made.className = className;
  made.append(...children);
  return made;
}

export function press(label: string, onClick: () => void): HTMLButtonElement {
  const made = node('button', '', label);
  made.type = 'button';
  made.addEventListener('click', onClick);
  return made;
}
