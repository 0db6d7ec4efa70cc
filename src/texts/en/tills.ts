export const texts = {
  allowTitle: 'May this till use your terminal?',
  allowWho: '{origin} asks to use it.',
  allowWhat:
    'It could start payments on this terminal and see whether the terminal is ready. It does not see other payments, settings or passwords.',
  allowAmount: 'It asks for {amount} now.',
  allow: 'Allow',
  refuse: 'Do not allow',
  later: 'You can change your mind at any time under Settings, Web tills.',
  terminalTitle: 'Choose the terminal',
  terminalWhat: '{origin} asks you to choose the card terminal.',
  choose: 'Choose…',
  notNow: 'Not now',
  title: 'Web tills',
  what: 'Web pages that asked to use this connector. Take back what you do not know.',
  none: 'No web page has asked yet.',
  allowed: 'allowed on {date}',
  refused: 'refused on {date}',
  takeBack: 'Take back',
  askAgain: 'Let it ask again',
};

export type TillsTexts = typeof texts;
