export { ConnectorFailure } from '../client/connector-failure.ts';
export { openTestConnector } from './open-test-connector.ts';
export { gatewayScripts, terminalScripts } from './scripts.ts';
export type * from './test-api.ts';
