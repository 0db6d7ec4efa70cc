import type { TillTexts } from '../../till/till-texts.ts';
import { failures } from './failures.ts';
import { phases } from './phases.ts';

export const texts: TillTexts = {
  failures,
  phases,
  charged: {
    no: 'O cliente não foi cobrado.',
    yes: 'O cliente foi cobrado.',
    unknown: 'Não se sabe se o cliente foi cobrado: não cobre de novo antes de verificar.',
  },
  redKey:
    'A caixa já não pode anular um pagamento que o terminal recebeu. Prima a tecla vermelha do terminal; o que ele disser é o resultado.',
  nothing: 'Nenhum pagamento está em curso.',
  tooLate: 'O terminal já respondeu: este pagamento está a ser registado.',
};
