import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openBundle, type Bundle } from './bundle.ts'

let folder = ''
let bundle: Bundle

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'parity-bundle-'))
  await mkdir(join(folder, 'window/assets'), { recursive: true })
  await writeFile(join(folder, 'window/index.html'), '<!doctype html>')
  await writeFile(join(folder, 'window/assets/start.js'), 'start()')
  await writeFile(join(folder, 'window/notes.txt'), 'not for the window')
  await writeFile(join(folder, 'secret.html'), 'outside')
  bundle = openBundle(join(folder, 'window'))
  await writeFile(join(folder, 'window/late.js'), 'late()')
})
afterAll(() => rm(folder, { recursive: true, force: true }))

test('serves what the build made, with its type', async () => {
  expect(await bundle.file('/index.html')).toMatchObject({ contentType: 'text/html; charset=utf-8' })
  expect((await bundle.file('/assets/start.js'))?.body.toString()).toBe('start()')
})

test.each([
  '/',
  '',
  '/../secret.html',
  '/assets/../../secret.html',
  '/%2e%2e/secret.html',
  '/notes.txt',
  '/late.js',
  '/assets',
  'index.html',
  '//index.html',
])('does not know %j', async (path) => {
  expect(await bundle.file(path)).toBeUndefined()
})
