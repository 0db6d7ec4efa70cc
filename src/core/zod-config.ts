import * as z from 'zod/mini';

// zod would try `new Function`, which the page's Content-Security-Policy reports. Import this file before any file that
// creates a schema.
z.config({ jitless: true });
