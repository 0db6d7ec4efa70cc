import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdir, readFile, stat, writeFile } from 'node:fs/promises';
import { createServer, request } from 'node:http';
import { connect } from 'node:net';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { bindLoopback, defaultLimits } from '../../../src/sidecar/server/listen.ts';
import { bindPrivateSocket } from '../../../src/sidecar/server/private-socket.ts';
import { fakePage } from '../helpers/fake-page.ts';
import { runningSidecar, temporaryFolder } from '../helpers/running-sidecar.ts';

const aPath = async () => join(await temporaryFolder(), 'made', 'till');

const withSocket = (socket: string) => runningSidecar({ plan: { socket } });

interface Call {
  readonly host: string;
  readonly authorization?: string;
  readonly body?: string;
}

/** Sends a request as `curl --unix-socket` does. */
async function call(socketPath: string, path: string, { host, authorization, body }: Call) {
  const sent = request({
    socketPath,
    path,
    method: body === undefined ? 'GET' : 'POST',
    headers: { host, connection: 'close', ...(authorization && { authorization }) },
  });
  sent.end(body);
  const [reply] = await once(sent, 'response');
  return { status: reply.statusCode as number, body: JSON.parse((await reply.toArray()).join('')) };
}

test('A10: a till of the same user pays through the socket, which no other user may open', async () => {
  const path = await aPath();
  const sidecar = await withSocket(path);
  await fakePage(sidecar);
  expect((await stat(path)).mode & 0o777).toBe(0o600);
  expect((await stat(dirname(path))).mode & 0o777).toBe(0o700);
  const paid = await call(path, '/order', {
    host: `localhost:${sidecar.port}`,
    authorization: sidecar.basic,
    body: '{"amount":"10,23"}',
  });
  expect(paid).toMatchObject({ status: 200, body: { paymentStatus: 'SUCCESS', amount: '10,23' } });
});

test('A10: the socket also requires the Host and the password', async () => {
  const path = await aPath();
  const sidecar = await withSocket(path);
  const host = `localhost:${sidecar.port}`;
  const foreign = await call(path, '/version', { host: 'evil.example', authorization: sidecar.basic });
  expect(foreign.status).toBe(403);
  expect((await call(path, '/version', { host })).status).toBe(401);
  expect((await call(path, '/version', { host, authorization: sidecar.basic })).status).toBe(200);
});

test('the socket is gone after a stop', async () => {
  const path = await aPath();
  const sidecar = await withSocket(path);
  await sidecar.stop();
  await sidecar.closed;
  await expect(stat(path)).rejects.toMatchObject({ code: 'ENOENT' });
});

test('takes over a socket that a killed program left behind', async () => {
  const path = await aPath();
  await mkdir(dirname(path), { mode: 0o700 });
  const script = 'require("net").createServer().listen(process.argv[1], () => console.log("listens"))';
  const killed = spawn(process.execPath, ['-e', script, path]);
  await once(killed.stdout, 'data');
  killed.kill('SIGKILL');
  await once(killed, 'exit');
  expect((await stat(path)).isSocket()).toBe(true);
  const sidecar = await withSocket(path);
  const { status } = await call(path, '/version', { host: `localhost:${sidecar.port}` });
  expect(status).toBe(401);
});

test('does not touch a socket that answers, and frees the port again', async () => {
  const path = await aPath();
  await withSocket(path);
  const probe = await bindLoopback(0);
  await probe.close();
  const taking = bindLoopback(probe.port, defaultLimits, path);
  await expect(taking).rejects.toThrow(`connector.socket: ${path} is taken by another program`);
  await (await bindLoopback(probe.port)).close();
  const socket = connect(path);
  await once(socket, 'connect');
  socket.destroy();
});

test('does not touch a file of another kind', async () => {
  const path = join(await temporaryFolder(), 'till');
  await writeFile(path, 'somebody’s');
  await expect(bindLoopback(0, defaultLimits, path)).rejects.toThrow(`${path} is there and is no socket`);
  expect(await readFile(path, 'utf8')).toBe('somebody’s');
});

test('refuses a folder that other users may enter', async () => {
  const folder = await temporaryFolder();
  await chmod(folder, 0o755);
  await expect(bindLoopback(0, defaultLimits, join(folder, 'till'))).rejects.toThrow(
    `connector.socket: ${folder} must be open only to the user who starts the connector`,
  );
});

test('reports on Windows that there is no socket', async () => {
  const binding = bindPrivateSocket(createServer(), '/nowhere/till', 'windows');
  await expect(binding).rejects.toThrow('connector.socket: does not work on Windows; leave it out');
});
