import type { EveryLanguage } from '../language.ts';
import { withFrenchSpaces } from '../texts/fr/french-spaces.ts';

const en = {
  title: 'On this screen',
  appearance: 'Appearance',
  system: 'As the system',
  light: 'Light',
  dark: 'Dark',
  contrast: 'High contrast',
  appearanceHint: 'Kept in this browser. High contrast is light or dark as the system is.',
  sound: 'Sound when a payment ends',
  soundHint: 'Approved, not approved and unknown sound different.',
};

const fr: typeof en = {
  title: 'Sur cet écran',
  appearance: 'Apparence',
  system: 'Comme le système',
  light: 'Claire',
  dark: 'Sombre',
  contrast: 'Contraste élevé',
  appearanceHint: 'Gardée dans ce navigateur. Le contraste élevé est clair ou sombre, comme le système.',
  sound: 'Son à la fin d’un paiement',
  soundHint: 'Accepté, non accepté et inconnu ont chacun leur son.',
};

const it: typeof en = {
  title: 'Su questo schermo',
  appearance: 'Aspetto',
  system: 'Come il sistema',
  light: 'Chiaro',
  dark: 'Scuro',
  contrast: 'Contrasto elevato',
  appearanceHint: 'Salvato in questo browser. Il contrasto elevato è chiaro o scuro come il sistema.',
  sound: 'Suono al termine di un pagamento',
  soundHint: 'Accettato, non accettato ed esito sconosciuto hanno ciascuno il proprio suono.',
};

const pt: typeof en = {
  title: 'Neste ecrã',
  appearance: 'Aspeto',
  system: 'Como no sistema',
  light: 'Claro',
  dark: 'Escuro',
  contrast: 'Alto contraste',
  appearanceHint: 'Guardado neste navegador. O alto contraste é claro ou escuro, conforme o sistema.',
  sound: 'Som no fim de um pagamento',
  soundHint: 'Aprovado, não aprovado e desconhecido têm sons diferentes.',
};

export const appearanceTexts: EveryLanguage<typeof en> = { en, fr: withFrenchSpaces(fr), it, pt };
