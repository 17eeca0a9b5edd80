import { expect, test } from 'vitest'
import { refusedSwitches } from './switches.ts'

test.each([
  '--remote-debugging-port=0',
  '--remote-debugging-pipe',
  '--inspect',
  '--inspect-brk=9229',
  '--js-flags=--expose-gc',
  '--proxy-server=127.0.0.1:8080',
  '--host-rules=MAP * 127.0.0.1',
  '--host-resolver-rules=MAP * 127.0.0.1',
  '--load-extension=folder',
  '--disable-web-security',
  '--disable-site-isolation-trials',
  '--no-sandbox',
  '--NO-SANDBOX',
  '-no-sandbox',
  '--ignore-certificate-errors',
  '--allow-file-access-from-files',
  '--remote-allow-origins=*',
  '--disable-features=IsolateOrigins',
  '--disable-gpu-sandbox',
  '--renderer-cmd-prefix=gdb',
  '--gpu-launcher=sh',
  '--single-process',
  '--unsafely-treat-insecure-origin-as-secure=http://there',
  '--ssl-key-log-file=keys',
  '--log-net-log=log',
  '--enable-logging=file',
  '--use-fake-ui-for-media-stream',
  '--auto-select-desktop-capture-source=Screen',
])('HL-9 %s is refused', (word) => {
  expect(refusedSwitches(['.', word])).toEqual([word])
})

test('HL-9 a slash begins a switch on Windows, and a path elsewhere', () => {
  expect(refusedSwitches(['/inspect', '/Practice.parity'], 'win32')).toEqual(['/inspect'])
  expect(refusedSwitches(['/inspect', '/debug/Practice.parity'], 'linux')).toEqual([])
})

test('an ordinary start is not', () => {
  expect(
    refusedSwitches([
      '.',
      '--user-data-dir=there',
      '--force-dark-mode',
      '--ozone-platform=wayland',
      '-psn_0_1',
      'Practice.parity',
      'inspect',
    ]),
  ).toEqual([])
})
