import type { Browser, Page } from 'playwright';

/** Stops the processes of a browser's pages by SIGSTOP. Returns a function that lets them go on; it may be called twice. */
export async function stopPages(page: Page): Promise<() => void> {
  const session = await browserOf(page).newBrowserCDPSession();
  const { processInfo } = await session.send('SystemInfo.getProcessInfo');
  const stopped = processInfo.filter(({ type }) => type === 'renderer').map(({ id }) => id);
  for (const pid of stopped) process.kill(pid, 'SIGSTOP');
  return () => {
    for (const pid of stopped.splice(0)) signalIfAlive(pid, 'SIGCONT');
  };
}

function browserOf(page: Page): Browser {
  const browser = page.context().browser();
  if (!browser) throw new Error('this page has no browser');
  return browser;
}

/** A stopped process may have been killed with its browser. */
function signalIfAlive(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}
