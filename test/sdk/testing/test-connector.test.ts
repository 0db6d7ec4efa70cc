import { testConnectorSuite } from './test-connector.ts';

testConnectorSuite('Node');
