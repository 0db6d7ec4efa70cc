import type { PaymentPhase } from '../relay/snapshot.ts';

/** The steps of a payment in one language: a label, and what happens now. */
export type PhaseTexts = Readonly<Record<PaymentPhase, { readonly label: string; readonly now: string }>>;
