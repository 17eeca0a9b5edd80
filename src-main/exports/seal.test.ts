import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { PDFDocument } from '@cantoo/pdf-lib'
import { Decrypter, generateIdentity, identityToRecipient } from 'age-encryption'
import { afterAll, beforeAll, describe, expect, it, test } from 'vitest'
import { exportName } from '../../src-shared/export-name.ts'
import { day } from '../../src-shared/day.ts'
import { newPassphrase, sealPdf, sealToKeys, sealToPassphrase } from './seal.ts'

/*
 * CS-2: another tool opens what was sealed, with what was given and nothing else. The tools are those of Debian, where they are there; what they are
 * asked beyond the library is skipped where they are not.
 */

const has = (tool: string): boolean => spawnSync('sh', ['-c', `command -v ${tool}`]).status === 0
const AGE = has('age')
const QPDF = has('qpdf')
const PLAIN = Buffer.from('"Patient","Owed"\r\n"Okafor, Adaeze","-12.50"\r\n')
const PASSPHRASE = 'gravity-oyster-lunar-mimic-velvet-añejo'
/** scrypt at 2^12: fast, and told in the file. One test takes the real cost. */
const FAST = 12

let folder = ''
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'parity-seal-'))
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const kept = (name: string, bytes: Uint8Array | string): string => {
  const path = join(folder, name)
  writeFileSync(path, bytes)
  return path
}
async function opened(bytes: Uint8Array, passphrase: string): Promise<string> {
  const age = new Decrypter()
  age.addPassphrase(passphrase)
  return age.decrypt(bytes, 'text').catch(() => 'refused')
}
/** age asks for a passphrase on a terminal and nowhere else; `script` is one. */
function openedByAge(path: string, passphrase: string): string {
  const out = `${path}.${passphrase.length}.out`
  const done = spawnSync('script', ['-qec', `age -d -o '${out}' '${path}'`, '/dev/null'], { input: `${passphrase}\n`, timeout: 20_000 })
  return done.status === 0 ? readFileSync(out, 'utf8') : 'refused'
}

describe('CS-2 a file under a passphrase', () => {
  it('CS-2 opens with its passphrase, however the é was typed, and with no other', async () => {
    const sealed = await sealToPassphrase(PLAIN, PASSPHRASE.normalize('NFD'), FAST)
    expect(await opened(sealed, PASSPHRASE)).toBe(PLAIN.toString())
    expect(await opened(sealed, `${PASSPHRASE} `)).toBe('refused')
    expect(Buffer.from(sealed).includes('Okafor')).toBe(false)
    expect(Buffer.from(sealed).toString('latin1')).toMatch(/^age-encryption\.org\/v1\n-> scrypt \S+ 12\n/)
  })

  it('CS-2 does not open after any one byte was changed', async () => {
    const sealed = await sealToPassphrase(PLAIN, PASSPHRASE, 8)
    const answers = await Promise.all(
      Array.from(sealed, (byte, at) => opened(Buffer.from(sealed).fill(byte ^ 0x01, at, at + 1), PASSPHRASE)),
    )
    expect(answers.filter((text) => text !== 'refused')).toEqual([])
  })

  it.skipIf(!AGE || !has('script'))(
    'CS-2 age itself opens one of the real cost, and not with another passphrase or a changed byte',
    async () => {
      const sealed = await sealToPassphrase(PLAIN, PASSPHRASE)
      const path = kept('sealed.age', sealed)
      expect(openedByAge(path, PASSPHRASE)).toBe(PLAIN.toString())
      expect(openedByAge(path, 'another passphrase')).toBe('refused')
      const last = sealed.length - 1
      expect(openedByAge(kept('changed.age', Buffer.from(sealed).fill((sealed[last] ?? 0) ^ 1, last)), PASSPHRASE)).toBe('refused')
    },
  )
})

describe('CS-2 a file to keys', () => {
  it('CS-2 opens with each of its keys, and what is no key is refused', async () => {
    const mine = await generateIdentity()
    const other = await generateIdentity()
    const sealed = await sealToKeys(PLAIN, [await identityToRecipient(mine), await identityToRecipient(other)])
    for (const identity of [mine, other]) {
      const age = new Decrypter()
      age.addIdentity(identity)
      expect(await age.decrypt(sealed, 'text')).toBe(PLAIN.toString())
    }
    await expect(sealToKeys(PLAIN, ['age1nokey'])).rejects.toThrow('input.invalid')
    await expect(sealToKeys(PLAIN, [])).rejects.toThrow('input.invalid')
  })

  it.skipIf(!AGE)('CS-2 age itself opens it with the key, and not with another', async () => {
    const mine = await generateIdentity()
    const path = kept('keys.age', await sealToKeys(PLAIN, [await identityToRecipient(mine)]))
    const open = (identity: string) => spawnSync('age', ['-d', '-i', kept('identity', `${identity}\n`), path])
    expect(open(mine).stdout.toString()).toBe(PLAIN.toString())
    expect(open(await generateIdentity()).status).not.toBe(0)
  })
})

describe('CS-2 a PDF with a password', () => {
  const made = async (): Promise<Uint8Array> => {
    const document = await PDFDocument.create()
    document.addPage([612, 792]).drawText('Okafor, Adaeze', { x: 72, y: 700 })
    return document.save()
  }

  it('CS-2 has a password of 20 signs or more, each time another, and nothing to read', async () => {
    const pdf = await made()
    const [one, two] = await Promise.all([sealPdf(pdf), sealPdf(pdf)])
    expect(one.password).toMatch(/^([0-9A-HJKMNP-TV-Z]{4}-){5}[0-9A-HJKMNP-TV-Z]{4}$/)
    expect(one.password).not.toBe(two.password)
    expect(Buffer.from(one.pdf).toString('latin1')).toMatch(/\/R 6\b/)
    await expect(PDFDocument.load(one.pdf)).rejects.toThrow('is encrypted')
    await expect(PDFDocument.load(one.pdf, { password: two.password })).rejects.toThrow('Password incorrect')
    expect((await PDFDocument.load(one.pdf, { password: one.password })).getPageCount()).toBe(1)
  })

  it.skipIf(!QPDF)('CS-2 qpdf opens it with the password only, and reports AES-256, revision 6', async () => {
    const { pdf, password } = await sealPdf(await made())
    const path = kept('sealed.pdf', pdf)
    const qpdf = (...given: string[]) => spawnSync('qpdf', [...given, path], { encoding: 'utf8' })
    const said = qpdf('--show-encryption', `--password=${password}`)
    expect(said.stdout).toMatch(/^R = 6$/m)
    expect(said.stdout.match(/^(stream|string|file) encryption method: AESv3$/gm)).toHaveLength(3)
    expect(said.stdout).not.toContain('not allowed')
    expect(qpdf('--check', `--password=${password}`).status).toBe(0)
    expect(qpdf('--check').stderr).toContain('invalid password')
    expect(qpdf('--check', '--password=guess').stderr).toContain('invalid password')
  })
})

test('a passphrase is six of 2048 words, and all words come up', () => {
  const all = Array.from({ length: 4000 }, newPassphrase)
  expect(all.filter((one) => !/^([a-z]{3,8}-){5}[a-z]{3,8}$/.test(one))).toEqual([])
  expect(new Set(all).size).toBe(4000)
  // 24,000 drawn from 2048: one is missing by chance less than once in 50 of such tests, twenty never.
  expect(new Set(all.flatMap((one) => one.split('-'))).size).toBeGreaterThan(2028)
})

test('the name of a file that leaves tells the kind, the day and nothing else', () => {
  const name = exportName('Patients', day('2026-11-19'), Uint8Array.from([0, 31, 32, 63, 64, 95, 96, 255]), 'csv.age')
  expect(name).toBe('patients-2026-11-19-0z0z0z0z.csv.age')
  expect(exportName('Okafor / Adaeze', day('2026-11-19'), new Uint8Array(8), 'csv')).toBe('okafor-adaeze-2026-11-19-00000000.csv')
})
