import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { connect } from 'node:net';
import { join } from 'node:path';

/** The checkout of akretion/caisse-ap-ip. Because of its license it runs as a separate program, and its code is never copied. */
const peerFolder = process.env['CAISSE_AP_IP'] ?? '';
if (peerFolder === '') throw new Error('set CAISSE_AP_IP to a checkout of github.com/akretion/caisse-ap-ip');
const python = process.env['PYTHON'] ?? '/usr/bin/python3';

const isListening = async (port: number): Promise<boolean> => {
  const socket = connect(port, '127.0.0.1');
  const open = await Promise.race([once(socket, 'connect').then(() => true), once(socket, 'error')]).catch(
    () => false,
  );
  socket.destroy();
  return open === true;
};

/** Runs the terminal of caisse-ap-ip until `stop` is called. */
export async function peerTerminal(port: number, ...options: string[]) {
  const child = spawn(
    python,
    [join(peerFolder, 'caisse_ap_ip_server.py'), '-p', String(port), '-l', 'debug', '-d', '1', ...options],
    { stdio: ['ignore', 'pipe', 'pipe'] },
  );
  const log: string[] = [];
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (text) => log.push(...String(text).split('\n').filter(Boolean)));
  for (let tries = 0; tries < 200 && !(await isListening(port)); tries++)
    await new Promise((resolve) => setTimeout(resolve, 50));
  return { log, stop: () => killAndWait(child) };
}

async function killAndWait(child: ChildProcess): Promise<void> {
  child.kill();
  if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
}

/** Runs the till of caisse-ap-ip for one payment and returns its output. */
export async function peerTill(port: number, ...options: string[]): Promise<string> {
  const child = spawn(
    python,
    [join(peerFolder, 'caisse_ap_ip_client.py'), '-p', String(port), '-l', 'debug', ...options],
    { stdio: ['ignore', 'pipe', 'pipe'] },
  );
  let output = '';
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (text) => {
      output += text;
    });
  await once(child, 'exit');
  return output;
}
