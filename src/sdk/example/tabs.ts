import { byId } from './dom.ts';

const all = () => document.querySelectorAll<HTMLButtonElement>('nav button');

function openTab(wanted: string | undefined): void {
  for (const tab of all()) {
    const { tab: name = '' } = tab.dataset;
    tab.ariaPressed = String(name === wanted);
    byId(name).hidden = name !== wanted;
  }
}

/** The parts of the till, one at a time. */
export function tabs(): void {
  for (const tab of all()) tab.addEventListener('click', () => openTab(tab.dataset['tab']));
}
