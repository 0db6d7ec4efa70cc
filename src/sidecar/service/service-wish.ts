/** What a service has to know to start the connector. */
export interface ServiceWish {
  /** The Node that runs this command now, and this program. */
  readonly node: string;
  readonly program: string;
  /** Of the configuration and the records. */
  readonly folder: string;
  /** Keep a browser with the page, for a user who is logged in. */
  readonly browser: boolean;
}

export const serviceName = 'hipay-ecr';

/** The command line of the service. `log`: where the system keeps nothing of what a service says on stderr. */
export const startWords = ({ node, program, folder, browser }: ServiceWish, log?: string): string[] => [
  node,
  program,
  'start',
  browser ? '--browser' : '--no-browser',
  '--home',
  folder,
  ...(log === undefined ? [] : ['--log', log]),
];
