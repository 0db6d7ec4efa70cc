import {
  networkLanguage,
  type TerminalLanguage,
  terminalLanguages,
} from '../../core/terminal/terminal-languages.ts';

const kinds = ['proxy', 'nfc'] as const;
const kindTexts = { proxy: 'proxy', nfc: 'NFC' } as const;

const hasKind =
  (kind: (typeof kinds)[number]) =>
  ({ 'contract-type': type }: Answers): boolean =>
    type === kind || type === 'both';

/** The questions about contracts, in the order of HiPay's installer: each fact for both kinds, then the next fact. */
const contractQuestions: Question[] = [
  {
    fact: 'payment_application',
    prompt: 'Enter your payment_application for',
    hint: '001 contact, 00B contactless',
  },
  { fact: 'merchant_id', prompt: 'Enter your merchant ID for', hint: 'seven digits, of your acquirer' },
  { fact: 'rank', prompt: 'Enter the terminal rank for', hint: 'three digits such as 001' },
].flatMap(({ fact, prompt, hint }) =>
  kinds.map((kind) => ({
    name: `${kind}-${fact.replace('_', '-')}`,
    prompt: `${prompt} ${kindTexts[kind]}`,
    value: 'TEXT',
    path: ['contract', kind, fact],
    required: true as const,
    hint,
    when: hasKind(kind),
  })),
);

const isOnNetwork = ({ link }: Answers): boolean => link === 'tcp';
const isOnCable = (answers: Answers): boolean => !isOnNetwork(answers);

/** The installer's names of the languages, longer than those on the screens. */
const languageLabels: Readonly<Record<TerminalLanguage, string>> = {
  'concert-v2-e+': 'Concert V2, protocol E+ (most terminals)',
  'concert-v2-e': 'Concert V2, protocol E',
  'caisse-ap-v3': 'Caisse-AP / Concert V3',
};

/** The questions about the terminal. HiPay's installer asks only for a serial port, because it supports nothing else. */
const terminalQuestions: Question[] = [
  {
    name: 'link',
    prompt: 'How is the payment terminal connected ?',
    value: 'web-serial|web-usb|tcp|simulated',
    path: ['connector', 'link'],
    defaultAnswer: 'web-serial',
    choices: [
      { value: 'web-serial', label: 'by USB or a serial cable' },
      { value: 'tcp', label: 'over the network (address and port)' },
      { value: 'web-usb', label: 'by USB, without a serial driver (WebUSB)' },
      { value: 'simulated', label: 'not at all: simulate one (never in prod)' },
    ],
  },
  {
    name: 'terminal-host',
    prompt: 'Enter the address of the payment terminal',
    value: 'HOST',
    path: ['connector', 'terminal_host'],
    required: true,
    hint: 'such as 192.168.1.20',
    when: isOnNetwork,
  },
  {
    name: 'terminal-port',
    prompt: 'Enter the port of the payment terminal',
    value: 'N',
    path: ['connector', 'terminal_port'],
    number: true,
    defaultAnswer: '8888',
    when: isOnNetwork,
  },
  {
    name: 'serial-port',
    prompt: 'Which serial port is connected to the payment terminal ?',
    value: 'NAME',
    path: ['serial_port'],
    hint: 'a note only: the port is chosen in the browser; Enter leaves it out',
    when: isOnCable,
  },
  {
    name: 'language',
    prompt: 'Which language does the payment terminal speak ?',
    value: terminalLanguages.join('|'),
    path: ['connector', 'language'],
    defaultAnswer: 'concert-v2-e+',
    choices: terminalLanguages.map((value) => ({ value, label: languageLabels[value] })),
    when: isOnCable,
    onlyAnswer: {
      value: networkLanguage,
      why: `a terminal on the network speaks ${networkLanguage} only: leave --language out, or use another --link`,
    },
  },
];

/** Every question, in the order of HiPay's installer. */
export const questions: readonly Question[] = [
  {
    name: 'hipay-login',
    prompt: 'Enter your HiPay username',
    value: 'NAME',
    path: ['hipay_login'],
    hint: 'such as 12345678.stage-secure-gateway.hipay-tpp.com',
  },
  {
    name: 'hipay-password',
    prompt: 'Enter your HiPay password',
    value: 'TEXT',
    path: ['hipay_password'],
    secret: true,
  },
  {
    name: 'home',
    prompt: 'Select the installation folder.',
    value: 'DIR',
    required: true,
    hint: 'for config.yml, the pairing and the records',
  },
  ...terminalQuestions,
  {
    name: 'serial-number',
    prompt: 'Enter the payment terminal serial number',
    value: 'TEXT',
    path: ['serial_number'],
    hint: 'what GET /config answers; Enter leaves it out',
  },
  {
    name: 'local-port',
    prompt: 'Select the local port for the API',
    value: 'N',
    path: ['local_port'],
    number: true,
    defaultAnswer: '8080',
  },
  {
    name: 'api-username',
    prompt: 'local API username',
    value: 'NAME',
    path: ['api_username'],
    required: true,
    hint: 'what the till sends',
  },
  {
    name: 'api-password',
    prompt: 'local API password',
    value: 'TEXT',
    path: ['api_password'],
    secret: true,
    required: true,
  },
  {
    name: 'environment',
    prompt: 'Running environment',
    value: 'dev|stage|prod',
    path: ['environment'],
    defaultAnswer: 'dev',
    choices: [
      { value: 'dev', label: 'dev: HiPay’s stage platform, simulators allowed' },
      { value: 'stage', label: 'stage: HiPay’s stage platform' },
      { value: 'prod', label: 'prod: real money' },
    ],
  },
  {
    name: 'authorization-threshold',
    prompt: 'Authorization Threshold',
    value: 'AMOUNT',
    path: ['authorization_threshold'],
    number: true,
    hint: 'above this amount an authorisation is forced; Enter leaves it out',
  },
  {
    name: 'update-time',
    prompt: 'When to update the application',
    value: 'HH:MM',
    path: ['update_time'],
    hint: 'no update begins before this time of the day; Enter leaves it out',
  },
  {
    name: 'contract-type',
    prompt: 'What type of contract do you have ?',
    value: 'proxy|nfc|both',
    defaultAnswer: 'proxy',
    choices: [
      { value: 'proxy', label: 'proxy (contact)' },
      { value: 'nfc', label: 'nfc (contactless)' },
      { value: 'both', label: 'both' },
    ],
  },
  ...contractQuestions,
];

/** The questions that apply, given these answers. */
export const applicableQuestions = (answers: Answers): Question[] =>
  questions.filter(({ when }) => when?.(answers) ?? true);

/** The answers given so far, by question name. */
export type Answers = Readonly<Record<string, string>>;

export interface Choice {
  readonly value: string;
  readonly label: string;
}

/** One question of the set-up: in the dialogue, and as an option of the command line. */
export interface Question {
  /** Name of the option. */
  readonly name: string;
  readonly prompt: string;
  /** Placeholder of the value in `--help`. */
  readonly value: string;
  /** Path of the answer in the configuration file. Absent: the file does not contain the answer itself. */
  readonly path?: readonly string[];
  /** The answer is never shown, not even while the person types it. */
  readonly secret?: true;
  /** The answer is written to the file as a number, without quotes. */
  readonly number?: true;
  readonly required?: true;
  /** The default answer. */
  readonly defaultAnswer?: string;
  readonly hint?: string;
  readonly choices?: readonly Choice[];
  /** The question applies only if this returns true. Absent: it always applies. */
  readonly when?: (answers: Answers) => boolean;
  /** If the question does not apply: the only answer that is accepted, and why. */
  readonly onlyAnswer?: { readonly value: string; readonly why: string };
}
