export const areas = ['pay', 'payments', 'settings'] as const;
export type Area = (typeof areas)[number];

const partsOf = (hash: string): string[] => hash.replace(/^#\/?/, '').split('/');

/** The area that an address such as `#/payments` names; anything else is the first. */
export const areaOfHash = (hash: string): Area => areas.find((area) => partsOf(hash)[0] === area) ?? 'pay';

/** The field of that area that the address leads to: `hipay.login` of `#/settings/hipay.login`. */
export const fieldOfHash = (hash: string): string | undefined => partsOf(hash)[1];

export const hashOfArea = (area: Area, field?: string): string => `#/${area}${field ? `/${field}` : ''}`;

/** A place of its own within the settings, as nobody goes there every day. */
export const diagnosticsHash = hashOfArea('settings', 'diagnostics');

export const isDiagnostics = (hash: string): boolean =>
  areaOfHash(hash) === 'settings' && fieldOfHash(hash) === 'diagnostics';
