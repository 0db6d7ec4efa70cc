import { type ServiceWish, startWords } from './service-wish.ts';

/**
 * A unit for systemd. `on-failure`: a connector that was stopped on purpose (GET /stop) stays stopped. A stop waits for
 * the payment that runs, as long as a customer may take.
 */
export const systemdUnit = (wish: ServiceWish, scope: 'user' | 'system', user: string): string =>
  [
    '[Unit]',
    'Description=HiPay ECR Connector',
    'After=network.target',
    '',
    '[Service]',
    `ExecStart=${startWords(wish).map(unitWord).join(' ')}`,
    ...(scope === 'system' ? [`User=${user}`] : []),
    'Restart=on-failure',
    'RestartSec=2',
    'TimeoutStopSec=200',
    // A browser that is kept outlives a killed connector, for the customer may be paying (decision 0017).
    'KillMode=process',
    'NoNewPrivileges=yes',
    '',
    '[Install]',
    `WantedBy=${scope === 'system' ? 'multi-user.target' : 'default.target'}`,
    '',
  ].join('\n');

/** systemd reads % as a specifier, $ as a variable and \ as an escape. */
const unitWord = (word: string): string =>
  `"${word.replaceAll('\\', '\\\\').replaceAll('"', '\\"').replaceAll('%', '%%').replaceAll('$', '$$$$')}"`;
