export const texts = {
  allowTitle: 'May this till use your terminal?',
  asksNow: 'It asks now for',
  can: 'Start payments and see whether the terminal is ready',
  cannot: 'Does not see other payments, settings or passwords',
  allow: 'Allow',
  refuse: 'Refuse',
  later: 'You can change your mind at any time: Settings, Tills.',
  unsafeTitle: 'Address not protected',
  unsafe:
    'This page is not encrypted: it can be changed on its way. Allow only your own till, in your own network.',
  doneTitle: 'Till allowed',
  done: 'It can start payments now. Keep this window open.',
  understood: 'Understood',
  terminalTitle: 'Choose the terminal',
  terminalWhat: '{origin} asks you to choose the card terminal.',
  choose: 'Choose…',
  notNow: 'Not now',
  title: 'Web tills',
  what: 'Web pages that asked to use this program. Take back what you do not know.',
  none: 'No web page has asked yet.',
  allowed: 'allowed on {date}',
  refused: 'refused on {date}',
  takeBack: 'Take back',
  askAgain: 'Let it ask again',
};

export type TillsTexts = typeof texts;
