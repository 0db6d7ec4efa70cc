export type * from './api.ts';
export { ConnectorFailure } from './client/connector-failure.ts';
export { openConnector } from './client/open-connector.ts';
