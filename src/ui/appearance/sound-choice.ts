import { BrowserChoice } from './browser-choice.ts';

/** Off until somebody wants it: a shop has sounds enough. */
export const chosenSound = new BrowserChoice<'off' | 'on'>('hipay-ecr.sound', ['off', 'on'], 'off');
