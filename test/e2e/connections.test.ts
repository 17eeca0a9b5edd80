import { filesIn, testServer, type TestServer } from '../support/sshd.ts'
import { atOwnDesk, expect, test } from './desk.ts'
import { fill, openSample, press } from './hands.ts'
import { confirmed } from './passphrase.ts'

// A batch over SFTP, as a biller sends it: the server's key is confirmed, the line goes, the files wait, the line comes back and the outbox drains.

let server: TestServer
test.beforeAll(async () => {
  server = await testServer()
})
test.afterAll(() => server.end())

test('claims wait while there is no line, and leave when there is one', async () => {
  test.setTimeout(240_000)
  await atOwnDesk(async ({ page }) => {
    await openSample(page)
    await test.step('a connection is set up, and its key compared and confirmed', async () => {
      await press(page, 'g', 's')
      await page.getByRole('button', { name: 'Connections', exact: true }).click()
      await press(page, 'n')
      await fill(page, {
        'What you call it': 'Lakeside Clearinghouse',
        Host: '127.0.0.1',
        Port: String(server.port),
        'User name': server.user,
        'Private key': server.privateKey,
        'For what you send': server.inbound,
        'For what comes': server.outbound,
      })
      await press(page, 'Control+Enter')
      await confirmed(page)
      await expect(page.getByText(server.fingerprint()).first()).toBeVisible()
      await page.getByRole('button', { name: 'It is the same: confirm' }).click()
      await expect(page.getByRole('dialog').getByText('It works.')).toBeVisible()
      await press(page, 'Escape')
    })

    await server.stop()
    await test.step('the claims are sent and wait', async () => {
      await press(page, 'g', 'm')
      await page.getByRole('button', { name: /^Send \d+ ready/ }).waitFor()
      await press(page, 'Shift+S')
      await page.getByRole('heading', { name: /^Send \d+ claim/ }).waitFor()
      await press(page, 'Control+Enter')
      await page.getByRole('button', { name: 'Done' }).click({ timeout: 60_000 })
      await press(page, 'g', 'x')
      await page.getByRole('button', { name: 'Send and fetch now' }).click()
      await expect(page.getByText('There is no line to it.').first()).toBeVisible({ timeout: 30_000 })
      expect(filesIn(server.inbound).size).toBe(0)
    })

    await server.start()
    await test.step('the line is back, and the outbox drains', async () => {
      await page.getByRole('button', { name: 'Send and fetch now' }).click()
      await expect(page.getByText('There is no line to it.')).toHaveCount(0, { timeout: 60_000 })
      const there = [...filesIn(server.inbound).values()]
      expect(there.length).toBeGreaterThan(0)
      expect(there.every((bytes) => bytes.toString('latin1').startsWith('ISA') && bytes.toString('latin1').includes('ST*837*'))).toBe(true)
      await expect(page.getByRole('grid').getByText('Waiting', { exact: true })).toHaveCount(0)
      await expect(page.getByRole('grid').getByText('Sent', { exact: true }).first()).toBeVisible()
    })
  })
})
