import { en } from 'zod/locales';

/** Parameter of `safeParse` for messages that a person reads: without it, `zod/mini` only writes "Invalid input". */
export const englishMessages = { error: en().localeError };
