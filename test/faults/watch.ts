import { chmodSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'

/*
 * Watches every process of a program for connections: strace follows them all and writes down each call that could reach a network.
 */

/** Writes a program that runs another under watch. @returns its path */
export function watched(program: string, folder: string): string {
  const path = join(folder, 'watched.sh')
  const calls = 'connect,sendto,sendmmsg'
  writeFileSync(path, `#!/bin/sh\nexec strace -ff -qq --seccomp-bpf -e trace=${calls} -o '${folder}/net.log' '${program}' "$@"\n`)
  chmodSync(path, 0o700)
  return path
}

/** Every connection or message to an address: `AF_INET 127.0.0.1:53`. Sockets of this machine alone have none. */
export function reached(folder: string): string[] {
  const name = basename(join(folder, 'net.log'))
  const files = readdirSync(dirname(join(folder, 'net.log'))).filter((one) => one.startsWith(name))
  const lines = files.flatMap((one) => readFileSync(join(folder, one), 'latin1').split('\n'))
  return lines.flatMap((line) => {
    const [, family, rest = ''] = /sa_family=(AF_INET6?|AF_PACKET|AF_NETLINK|AF_BLUETOOTH|AF_VSOCK)(.*)/.exec(line) ?? []
    return family === undefined || family === 'AF_NETLINK' ? [] : [`${family}${rest.slice(0, 80)}`]
  })
}

/** How many calls were seen at all. */
export const callsSeen = (folder: string): number =>
  readdirSync(folder)
    .filter((one) => one.startsWith('net.log'))
    .reduce((all, one) => all + readFileSync(join(folder, one), 'latin1').split('\n').length - 1, 0)
