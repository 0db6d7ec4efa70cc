import type { TransactionType } from '../../core/payment/payment-request.ts';
import { directionOf } from '../pay/money-direction.ts';
import { inLanguage } from '../texts/in-language.ts';
import { resolverBackTexts, resolverTexts } from './texts/resolver-texts.ts';

/** What is asked about the ticket, which for money given back says so. */
export const ticketWords = (type: TransactionType) =>
  inLanguage(directionOf(type) === 'back' ? resolverBackTexts : resolverTexts);
