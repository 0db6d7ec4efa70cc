export const appearances = ['system', 'light', 'dark', 'contrast'] as const;
/** What a person has chosen for this browser. */
export type Appearance = (typeof appearances)[number];

/** What the system says it prefers. */
export interface SystemTaste {
  readonly dark: boolean;
  readonly moreContrast: boolean;
}

/** Which set of colours holds. */
export interface Theme {
  readonly scheme: 'light' | 'dark';
  readonly contrast: 'usual' | 'more';
}

/** Who told the system that they need more contrast gets it with every choice; high contrast alone is light or dark as the system is. */
export function themeOf(chosen: Appearance, system: SystemTaste): Theme {
  const asSystem = system.dark ? 'dark' : 'light';
  return {
    scheme: chosen === 'light' || chosen === 'dark' ? chosen : asSystem,
    contrast: chosen === 'contrast' || system.moreContrast ? 'more' : 'usual',
  };
}
