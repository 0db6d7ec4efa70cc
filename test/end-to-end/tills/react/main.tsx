import { ConnectorFailure, openConnector, type PaymentResult, type Phase } from 'hipay-ecr-connector';
import { useState } from 'react';
import { createRoot } from 'react-dom/client';

const url = new URLSearchParams(location.search).get('connector') ?? 'http://localhost:8080';

type Shown =
  | { readonly kind: 'phase'; readonly phase: Phase }
  | { readonly kind: 'result'; readonly way: string; readonly result: PaymentResult }
  | { readonly kind: 'failure'; readonly failure: ConnectorFailure };

function textOf(shown: Shown): string {
  if (shown.kind === 'phase') return shown.phase.label;
  if (shown.kind === 'failure') return `${shown.failure.name}: ${shown.failure.message}`;
  const { outcome, amount, currency } = shown.result;
  return `${shown.way}: ${outcome} ${amount} ${currency}`;
}

function Till() {
  const [shown, show] = useState<Shown>();
  const pay = async () => {
    try {
      const connector = await openConnector({ sidecar: { url } });
      const onPhase = (phase: Phase) => show({ kind: 'phase', phase });
      const result = await connector.pay({ amountMinor: 1023, orderId: 'React_1' }, { onPhase });
      show({ kind: 'result', way: connector.way, result });
    } catch (failure) {
      if (!(failure instanceof ConnectorFailure)) throw failure;
      show({ kind: 'failure', failure });
    }
  };
  return (
    <>
      <button type="button" onClick={() => void pay()}>
        Pay 10.23 EUR
      </button>
      <output>{shown && textOf(shown)}</output>
    </>
  );
}

const place = document.getElementById('till');
if (place) createRoot(place).render(<Till />);
