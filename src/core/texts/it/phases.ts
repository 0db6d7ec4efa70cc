import type { PhaseTexts } from '../../till/till-texts.ts';

export const phases: PhaseTexts = {
  recording: { label: 'Registrazione', now: 'Il pagamento viene annotato prima di inviare qualsiasi cosa.' },
  'calling-terminal': { label: 'Chiamata al terminale', now: 'In attesa che il terminale risponda.' },
  sending: { label: 'Invio dell’importo', now: 'Il terminale sta ricevendo l’importo.' },
  customer: {
    label: 'Tocca al cliente',
    now: 'Il cliente presenta la carta. Può richiedere qualche minuto.',
  },
  answer: { label: 'Risposta del terminale', now: 'Il terminale ha risposto; la risposta viene registrata.' },
  notifying: { label: 'Comunicazione a HiPay', now: 'La vendita è registrata. HiPay viene informato.' },
  finished: { label: 'Concluso', now: 'Il pagamento è concluso.' },
};
