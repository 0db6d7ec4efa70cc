/** A WebSocket's address at the sidecar that served this page. */
export function sidecarUrl(path: string): string {
  const { protocol, host } = self.location;
  return `${protocol === 'https:' ? 'wss' : 'ws'}://${host}${path}`;
}
