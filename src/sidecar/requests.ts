import type { RequestListener } from 'node:http';
import { type AppParts, sidecarApp } from './app.ts';
import { behindTheDoor } from './door/behind-the-door.ts';
import type { BoundPort } from './door/listen.ts';

/** What answers requests. It brings along a third of the program, which is loaded once the port listens. */
export const answerRequests = (parts: AppParts, bound: BoundPort): RequestListener =>
  behindTheDoor(sidecarApp(parts), parts.doors, bound);
