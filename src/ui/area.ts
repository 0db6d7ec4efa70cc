export const areas = ['pay', 'payments', 'settings'] as const;
export type Area = (typeof areas)[number];

/** The area that an address such as `#/payments` names; anything else is the first. */
export const areaOfHash = (hash: string): Area =>
  areas.find((area) => hash.replace(/^#\/?/, '') === area) ?? 'pay';

export const hashOfArea = (area: Area): string => `#/${area}`;
