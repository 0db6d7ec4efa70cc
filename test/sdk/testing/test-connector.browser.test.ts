import { testConnectorSuite } from './test-connector.ts';

testConnectorSuite('a browser');
