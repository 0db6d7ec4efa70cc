import type { LanguageTexts } from '../load-texts.ts';
import { texts as common } from './common.ts';
import { texts as payment } from './payment.ts';
import { texts as states } from './states.ts';

export const first: LanguageTexts['first'] = { common, states, payment };

export const lazy: LanguageTexts['lazy'] = {
  payments: () => import('./payments.ts'),
  settings: () => import('./settings.ts'),
  'setting-fields': () => import('./setting-fields.ts'),
  'first-run': () => import('./first-run.ts'),
  'shop-guide': () => import('./shop-guide.ts'),
  remarks: () => import('./remarks.ts'),
  find: () => import('./find.ts'),
  'port-help': () => import('./port-help.ts'),
  peculiarities: () => import('./peculiarities.ts'),
  diagnostics: () => import('./diagnostics.ts'),
  resolve: () => import('./resolve.ts'),
  receipts: () => import('./receipts.ts'),
  tills: () => import('./tills.ts'),
  'customer-display': () => import('./customer-display.ts'),
};
