export { ConnectorFailure } from '../client/connector-failure.ts';
export { openTestConnector } from './open-test-connector.ts';
export type * from './test-api.ts';
export { gatewayScripts, terminalScripts } from './test-api.ts';
