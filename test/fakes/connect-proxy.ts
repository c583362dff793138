/** A company's proxy on the loopback: tunnels by CONNECT, with a password if wished. */

import http from 'node:http';
import net, { type AddressInfo, type Socket } from 'node:net';
import { onTestFinished } from 'vitest';

export interface ConnectProxy {
  /** With name and password where it wants them. */
  readonly url: string;
  /** `host:port` of every tunnel that was asked for. */
  readonly asked: readonly string[];
}

export interface ConnectProxyOptions {
  /** It asks for the user `office` with this one. */
  readonly password?: string;
  /** Where names lead that nobody else knows: `name` to `host:port`. */
  readonly names?: Readonly<Record<string, string>>;
}

export async function startConnectProxy({ password, names = {} }: ConnectProxyOptions = {}): Promise<ConnectProxy> {
  const asked: string[] = [];
  const sockets = new Set<Socket>();
  const expected = `Basic ${Buffer.from(`office:${password ?? ''}`).toString('base64')}`;
  const server = http.createServer((_request, response) => response.writeHead(405).end());
  server.on('connection', (socket) => {
    sockets.add(socket);
  });
  server.on('connect', (request, client: Socket) => {
    asked.push(request.url ?? '');
    if (password !== undefined && request.headers['proxy-authorization'] !== expected) {
      client.end('HTTP/1.1 407 Proxy Authentication Required\r\n\r\n');
      return;
    }
    const wanted = new URL(`http://${request.url ?? ''}`);
    const place = names[wanted.hostname];
    const { hostname, port } = place === undefined ? wanted : new URL(`http://${place}`);
    const upstream = net.connect(Number(port), hostname, () => {
      client.write('HTTP/1.1 200 Connection Established\r\n\r\n');
      upstream.pipe(client).pipe(upstream);
    });
    sockets.add(upstream);
    upstream.on('error', () => client.end('HTTP/1.1 502 Bad Gateway\r\n\r\n'));
    client.on('close', () => upstream.destroy());
    client.on('error', () => upstream.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(async () => {
    for (const socket of sockets) socket.destroy();
    await new Promise((resolve) => server.close(resolve));
  });
  const { port } = server.address() as AddressInfo;
  const login = password === undefined ? '' : `office:${encodeURIComponent(password)}@`;
  return { url: `http://${login}127.0.0.1:${port}`, asked };
}
