import { spawn } from 'node:child_process'

/**
 * Playwright's global setup: a screen where there is none. The workers inherit DISPLAY; what is returned takes the screen away again.
 */
export default async function display(): Promise<(() => void) | undefined> {
  if (process.platform !== 'linux' || process.env['DISPLAY']) return undefined
  // Its screen saver would begin after ten minutes, for no hand moves there, and every program that is open then locks, as it should.
  const xvfb = spawn('Xvfb', ['-displayfd', '1', '-screen', '0', '1920x1200x24', '-nolisten', 'tcp', '-s', '0'], {
    stdio: ['ignore', 'pipe', 'ignore'],
  })
  const number = await new Promise<string>((done, fail) => {
    xvfb.stdout.once('data', (text: Buffer) => done(text.toString('latin1').trim()))
    xvfb.once('error', fail)
    xvfb.once('exit', (code) => fail(new Error(`Xvfb ended with ${code ?? 'a signal'} before it had a screen.`)))
  })
  process.env['DISPLAY'] = `:${number}`
  return () => void xvfb.kill()
}
