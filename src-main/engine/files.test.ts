import { mkdirSync, mkdtempSync, readdirSync, readFileSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { allFiles, chosenFiles } from './files.ts'

let folder = ''
beforeEach(() => {
  folder = realpathSync(mkdtempSync(join(tmpdir(), 'parity-files-')))
  mkdirSync(join(folder, 'in/deep'), { recursive: true })
  for (const name of ['secret', 'in/b', 'in/a', 'in/.hidden', 'in/deep/c']) writeFileSync(join(folder, name), name)
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

describe('files of a window', () => {
  it('are those a person chose, and what is in a chosen folder', () => {
    const files = chosenFiles()
    expect(() => files.read(join(folder, 'in/a'))).toThrow('file.refused')
    expect(() => files.namesIn(join(folder, 'in'))).toThrow('file.refused')
    files.grant(join(folder, 'in'), 'read')
    expect(Buffer.from(files.read(join(folder, 'in/a'))).toString()).toBe('in/a')
    expect(Buffer.from(files.read(join(folder, 'in/deep/c'))).toString()).toBe('in/deep/c')
    expect([files.namesIn(join(folder, 'in')), files.namesIn(join(folder, 'in/a'))]).toEqual([['a', 'b'], []])
    expect(() => files.write(join(folder, 'in/a'), Buffer.from('x'))).toThrow('file.refused')
  })

  it('are not reached by a way around: two dots, a link, a name that begins alike', () => {
    const files = chosenFiles()
    files.grant(join(folder, 'in'), 'read')
    symlinkSync(join(folder, 'secret'), join(folder, 'in/link'))
    writeFileSync(join(folder, 'inside'), 'x')
    for (const path of [`${folder}/in/../secret`, join(folder, 'in/link'), join(folder, 'inside')])
      expect(() => files.read(path)).toThrow('file.refused')
  })

  it('are written whole where a person chose, with nothing left beside them', () => {
    const files = chosenFiles()
    const path = join(folder, 'in/new.x12')
    files.grant(path, 'write')
    files.write(path, Buffer.from('one'))
    files.write(path, Buffer.from('two'))
    expect([readFileSync(path, 'utf8'), readdirSync(join(folder, 'in')).length]).toEqual(['two', 5])
    expect(() => files.write(join(folder, 'in/other.x12'), Buffer.from('x'))).toThrow('file.refused')
    expect(() => files.read(path)).toThrow('file.refused')
  })
})

describe('files of the command line', () => {
  it('are all, and what cannot be read or written is said', () => {
    const files = allFiles()
    expect(Buffer.from(files.read(join(folder, 'secret'))).toString()).toBe('secret')
    for (const path of [join(folder, 'gone'), folder]) expect(() => files.read(path)).toThrow('file.missing')
    expect(() => files.write(join(folder, 'nowhere/new'), Buffer.from('x'))).toThrow('file.unwritable')
  })
})
