export interface BrowserWish {
  readonly platform: NodeJS.Platform;
  /** The browser's own folder: storage, cookies and grants persist there, apart from anybody's private browsing. */
  readonly profile: string;
  /** For a computer without a screen. */
  readonly headless: boolean;
  /** Chromium on Linux refuses to start as root with it. */
  readonly sandbox: boolean;
  /** Never an address with a secret: other users of the computer can read command lines. */
  readonly open: string;
}

/** The command line of the browser that shows the connector page in a window of its own. */
export const browserArguments = ({ platform, profile, headless, sandbox, open }: BrowserWish): string[] => [
  `--user-data-dir=${profile}`,
  '--no-first-run',
  '--no-default-browser-check',
  // After a crash it would ask whether to open the pages again.
  '--hide-crash-restore-bubble',
  // This browser has one page and one purpose: it calls nobody on its own account.
  '--disable-background-networking',
  '--disable-sync',
  // A window behind the till's program is not to be slowed down.
  '--disable-background-timer-throttling',
  '--disable-backgrounding-occluded-windows',
  '--disable-renderer-backgrounding',
  // A keyring that is locked, or there on one day only, would cost the pairing cookie.
  ...(platform === 'linux' ? ['--password-store=basic'] : []),
  ...(headless ? ['--headless=new'] : []),
  ...(sandbox ? [] : ['--no-sandbox']),
  `--app=${open}`,
];
