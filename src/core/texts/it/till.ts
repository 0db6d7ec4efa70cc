import type { TillTexts } from '../../till/till-texts.ts';
import { failures } from './failures.ts';
import { phases } from './phases.ts';

export const texts: TillTexts = {
  failures,
  phases,
  charged: {
    no: 'Al cliente non è stato addebitato nulla.',
    yes: 'Al cliente è stato addebitato l’importo.',
    unknown:
      'Non si sa se al cliente è stato addebitato l’importo: non incassi di nuovo prima di aver controllato.',
  },
  redKey:
    'La cassa non può più annullare un pagamento che il terminale ha ricevuto. Prema il tasto rosso del terminale; ciò che dirà è il risultato.',
  nothing: 'Nessun pagamento è in corso.',
  tooLate: 'Il terminale ha già risposto: questo pagamento viene registrato.',
};
