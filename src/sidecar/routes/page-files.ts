import { existsSync } from 'node:fs';
import { serveStatic } from '@hono/node-server/serve-static';
import type { Hono } from 'hono';
import { gatewayHosts, lookUpHosts } from '../../core/settings/gateway-url.ts';
import type { Settings } from '../../core/settings/settings.ts';
import type { AllowedHosts } from '../access/host-check.ts';

/** Origins of HiPay's gateways, and of the configured one. */
const gateways = ({ gatewayUrl }: Settings['hipay']): string[] => [
  ...new Set<string>([...Object.values(gatewayHosts), ...Object.values(lookUpHosts)]),
  ...(gatewayUrl === '' ? [] : [new URL(gatewayUrl).origin]),
];

/** The page may load files from its own origin, and connect to this sidecar; to HiPay only if it calls HiPay directly. */
export function contentSecurityPolicy(allowedHosts: AllowedHosts, hipay: Settings['hipay']): string {
  const sockets = [...allowedHosts.origins]
    .filter((origin) => !origin.includes('['))
    .map((origin) => origin.replace('http', 'ws'));
  const connectSources = ["'self'", ...sockets, ...(hipay.route === 'relay' ? [] : gateways(hipay))];
  return [
    "default-src 'self'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self' data:",
    `connect-src ${connectSources.join(' ')}`,
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
    "worker-src 'self'",
    "manifest-src 'self'",
    "require-trusted-types-for 'script'",
    // Lit's policy, and ours for the addresses of our own scripts (pwa/page/trusted-scripts.ts).
    'trusted-types lit-html default',
  ].join('; ');
}

/**
 * The policies of the page that serves web tills. Any till may open the page as a popup, and the origins that a person has
 * allowed may frame it. In a frame, the page shows no buttons until the person has opened it in a window of its own.
 */
export function tillPagePolicies(policy: string, origins: readonly string[]): Record<string, string> {
  const ancestors = origins.length > 0 ? origins.join(' ') : "'none'";
  return {
    'content-security-policy': policy.replace("frame-ancestors 'none'", `frame-ancestors ${ancestors}`),
    'cross-origin-opener-policy': 'unsafe-none',
    'cross-origin-resource-policy': origins.length > 0 ? 'cross-origin' : 'same-origin',
    // Not cached, because the list of origins that may frame the page changes.
    'cache-control': 'no-store',
  };
}

/** Path of the example till, which exists only in environment `dev`. */
export const examplePath = '/example';

/** The example till opens the connector's page in a window. With `same-origin` it would lose its handle to that window. */
export const examplePolicies: Readonly<Record<string, string>> = {
  'cross-origin-opener-policy': 'same-origin-allow-popups',
};

/**
 * Browser features that our own page may use: access to the terminal, a screen that stays on while a customer pays, and a
 * window for the customer on the second screen.
 */
const ownOnly = ['serial', 'usb', 'screen-wake-lock', 'window-management', 'fullscreen'];

/** Browser features that the page never uses, denied so that no code in it can use them. */
const denied = [
  'accelerometer',
  'autoplay',
  'browsing-topics',
  'camera',
  'clipboard-read',
  'display-capture',
  'encrypted-media',
  'gamepad',
  'geolocation',
  'gyroscope',
  'hid',
  'identity-credentials-get',
  'idle-detection',
  'local-fonts',
  'magnetometer',
  'microphone',
  'midi',
  'otp-credentials',
  'payment',
  'picture-in-picture',
  'publickey-credentials-create',
  'publickey-credentials-get',
  'storage-access',
  'xr-spatial-tracking',
];

/** Security headers of every answer, except the Content-Security-Policy, which depends on the port. */
export const browserPolicies: Readonly<Record<string, string>> = {
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'referrer-policy': 'no-referrer',
  'permissions-policy': [
    ...ownOnly.map((name) => `${name}=(self)`),
    ...denied.map((name) => `${name}=()`),
  ].join(', '),
  'cross-origin-opener-policy': 'same-origin',
  // All files of the page come from its own origin, and HiPay's answers allow it by CORS.
  'cross-origin-embedder-policy': 'require-corp',
  'cross-origin-resource-policy': 'same-origin',
};

export interface PageRouteDeps {
  /** `dist/pwa`. */
  readonly folder: string;
  readonly allowedHosts: AllowedHosts;
}

/** Serves the example till, if its files exist. A shop's sidecar does not have the folder of these files. */
export function exampleRoutes(app: Hono, { folder, allowedHosts }: PageRouteDeps): void {
  if (!existsSync(folder)) return;
  app.get(examplePath, async (context, next) => {
    const host = context.req.header('host')?.toLowerCase();
    if (`http://${host}` !== allowedHosts.pageUrl)
      return context.redirect(allowedHosts.pageUrl + examplePath, 302);
    return serveStatic({ root: folder, path: 'example.html' })(context, next);
  });
  app.use(`${examplePath}/*`, serveStatic({ root: folder }));
}

/** Serves the built page. Vite puts a digest into the names under /assets, so those files never change. */
export function pageRoutes(app: Hono, { folder, allowedHosts }: PageRouteDeps): void {
  app.use(async (context, next) => {
    const host = context.req.header('host')?.toLowerCase();
    // 127.0.0.1 would be another origin, with another journal and another pairing.
    const isOtherHost = host !== undefined && `http://${host}` !== allowedHosts.pageUrl;
    if (context.req.method === 'GET' && context.req.path === '/' && isOtherHost) {
      return context.redirect(`${allowedHosts.pageUrl}/`, 302);
    }
    await next();
    const { pathname } = new URL(context.req.url);
    const isImmutable = context.res.ok && pathname.startsWith('/assets/');
    context.res.headers.set(
      'cache-control',
      isImmutable ? 'public, max-age=31536000, immutable' : 'no-cache',
    );
    return undefined;
  });
  if (existsSync(folder)) app.use(serveStatic({ root: folder }));
}
