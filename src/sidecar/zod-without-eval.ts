import { config } from 'zod';

// zod would make a function by `new Function` at the first value of each schema: some 8 ms of every start, and a stumble at
// the first message of each kind. Import this before anything that builds a schema.
config({ jitless: true });
