/** What a service has to know to start the connector. */
export interface ServiceWish {
  /** The Node that runs this command now, and this program. */
  readonly node: string;
  readonly program: string;
  /** Of the configuration and the records. */
  readonly folder: string;
}

export const serviceName = 'hipay-ecr';

/** The command line of the service: no browser, for nobody may be logged in. */
export const startWords = ({ node, program, folder }: ServiceWish): string[] => [
  node,
  program,
  'start',
  '--no-browser',
  '--home',
  folder,
];
