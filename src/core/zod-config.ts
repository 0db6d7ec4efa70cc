import * as z from 'zod/mini';

// Without `jitless`, zod tries `new Function`, and the page's Content-Security-Policy reports this as a violation.
// Import this file before any file that creates a schema.
z.config({ jitless: true });
