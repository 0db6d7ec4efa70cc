import type { PhaseTexts } from '../../till/till-texts.ts';

export const phases: PhaseTexts = {
  recording: { label: 'Registo', now: 'O pagamento é anotado antes de se enviar seja o que for.' },
  'calling-terminal': { label: 'Chamada ao terminal', now: 'À espera que o terminal atenda.' },
  sending: { label: 'Envio do montante', now: 'O terminal está a receber o montante.' },
  customer: { label: 'Vez do cliente', now: 'O cliente apresenta o cartão. Pode demorar alguns minutos.' },
  answer: { label: 'Resposta do terminal', now: 'O terminal respondeu; a resposta está a ser registada.' },
  notifying: { label: 'Comunicação à HiPay', now: 'A venda está registada. A HiPay está a ser informada.' },
  finished: { label: 'Terminado', now: 'O pagamento terminou.' },
};
