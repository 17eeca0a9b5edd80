import { createSocket } from 'node:dgram'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'

/** A machine somewhere else: it knows what was asked of it, by any protocol. */
export type Elsewhere = { readonly origin: string; readonly asked: Set<string>; readonly close: () => Promise<void> }

export async function openElsewhere(): Promise<Elsewhere> {
  const asked = new Set<string>()
  const note = (url: string | undefined): void => void asked.add(decodeURIComponent((url ?? '').split('/')[1] ?? ''))
  const server: Server = createServer(({ url }, response) => {
    note(url)
    response.writeHead(url === '/sw.js' ? 200 : 404, { 'Content-Type': url === '/sw.js' ? 'text/javascript' : 'text/html' }).end('there')
  })
  server.on('upgrade', ({ url }, socket) => {
    note(url)
    socket.destroy()
  })
  server.on('clientError', (_problem, socket) => {
    note('/call to a TURN server')
    socket.destroy()
  })
  server.on('connection', () => note('/connected'))
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  const { port } = server.address() as AddressInfo
  const datagrams = createSocket('udp4', () => note('/call to a STUN server'))
  await new Promise<void>((done) => datagrams.bind(port, '127.0.0.1', done))
  return {
    origin: `http://127.0.0.1:${port}`,
    asked,
    close: async () => {
      datagrams.close()
      server.closeAllConnections()
      await new Promise((done) => server.close(done))
    },
  }
}
