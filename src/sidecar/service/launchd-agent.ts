import { posix } from 'node:path';
import { propertyList } from '../policy/property-list.ts';
import { type ServiceWish, startWords } from './service-wish.ts';

export const launchdLabel = 'com.hipay.ecr-connector';

/** An agent of launchd: started at login, started again when it fails, left alone when it was stopped on purpose. */
export const launchdAgent = (wish: ServiceWish): string =>
  propertyList({
    Label: launchdLabel,
    ProgramArguments: startWords(wish, posix.join(wish.folder, 'hipay-ecr.log')),
    RunAtLoad: true,
    KeepAlive: { SuccessfulExit: false },
    ExitTimeOut: 200,
    ProcessType: 'Interactive',
  });
