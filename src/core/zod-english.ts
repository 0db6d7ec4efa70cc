import { en } from 'zod/locales';

/** For `safeParse` if a person reads zod's message: `zod/mini` itself only says "Invalid input". */
export const englishMessages = { error: en().localeError };
