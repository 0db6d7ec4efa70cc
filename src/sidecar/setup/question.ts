/** What a person has answered so far, by the names of the questions. */
export type Answers = Readonly<Record<string, string>>;

export interface Choice {
  readonly value: string;
  readonly label: string;
}

/** One question of the set-up, in the dialogue and as an option of the command line. */
export interface Question {
  /** As the option is called. */
  readonly name: string;
  readonly prompt: string;
  /** For `--help`: what the value is. */
  readonly value: string;
  /** Where its answer stands in the configuration file. Absent: it decides about other questions. */
  readonly path?: readonly string[];
  /** Never shown, not even as it is typed. */
  readonly secret?: true;
  /** Stands in the file as a number. */
  readonly number?: true;
  readonly required?: true;
  /** What it is where nothing is said. */
  readonly usual?: string;
  readonly hint?: string;
  readonly choices?: readonly Choice[];
  /** Asked only where this holds. */
  readonly when?: (answers: Answers) => boolean;
}
