import { withFrenchSpaces } from '../texts/fr/french-spaces.ts';
import type { EveryLanguage } from '../texts/in-language.ts';

const en = {
  title: 'On this screen',
  appearance: 'Appearance',
  system: 'As the system',
  light: 'Light',
  dark: 'Dark',
  contrast: 'High contrast',
  appearanceHint: 'Kept in this browser. High contrast is light or dark as the system is.',
};

const fr: typeof en = {
  title: 'Sur cet écran',
  appearance: 'Apparence',
  system: 'Comme le système',
  light: 'Claire',
  dark: 'Sombre',
  contrast: 'Contraste élevé',
  appearanceHint: 'Gardée dans ce navigateur. Le contraste élevé est clair ou sombre, comme le système.',
};

const it: typeof en = {
  title: 'Su questo schermo',
  appearance: 'Aspetto',
  system: 'Come il sistema',
  light: 'Chiaro',
  dark: 'Scuro',
  contrast: 'Contrasto elevato',
  appearanceHint: 'Salvato in questo browser. Il contrasto elevato è chiaro o scuro come il sistema.',
};

const pt: typeof en = {
  title: 'Neste ecrã',
  appearance: 'Aspeto',
  system: 'Como no sistema',
  light: 'Claro',
  dark: 'Escuro',
  contrast: 'Alto contraste',
  appearanceHint: 'Guardado neste navegador. O alto contraste é claro ou escuro, conforme o sistema.',
};

export const appearanceTexts: EveryLanguage<typeof en> = { en, fr: withFrenchSpaces(fr), it, pt };
