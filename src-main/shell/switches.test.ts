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
])('%s is refused', (word) => {
  expect(refusedSwitches(['.', word])).toEqual([word])
})

test('an ordinary start is not', () => {
  expect(refusedSwitches(['.', '--user-data-dir=there', '--force-dark-mode', 'Practice.parity'])).toEqual([])
})
