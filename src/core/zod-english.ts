import { en } from 'zod/locales';

/** For `safeParse`, where a person reads zod's message: `zod/mini` says "Invalid input" of everything. */
export const englishMessages = { error: en().localeError };
