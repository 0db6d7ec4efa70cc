import * as z from 'zod/mini';

// zod would try `new Function`, which the page's Content-Security-Policy reports. Import this before anything that
// builds a schema.
z.config({ jitless: true });
