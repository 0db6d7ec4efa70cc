import { config } from 'zod';

// zod would try `new Function`, which the page's Content-Security-Policy reports. Import this before anything that
// builds a schema.
config({ jitless: true });
