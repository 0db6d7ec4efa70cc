import type { EveryLanguage } from '../language.ts';

const en = {
  scenario: 'What the simulated terminal does',
};

const fr: typeof en = {
  scenario: 'Ce que fait le terminal simulé',
};

const it: typeof en = {
  scenario: 'Che cosa fa il terminale simulato',
};

const pt: typeof en = {
  scenario: 'O que faz o terminal simulado',
};

export const scriptChoiceTexts: EveryLanguage<typeof en> = { en, fr, it, pt };
