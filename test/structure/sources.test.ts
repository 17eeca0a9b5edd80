import { execFileSync } from 'node:child_process'
import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join, relative, sep } from 'node:path'
import { expect, test } from 'vitest'

const root = join(import.meta.dirname, '../..')

/** What git keeps or would keep; without git, everything but what is made. */
function keptFiles(): readonly string[] {
  try {
    return execFileSync('git', ['ls-files', '-co', '--exclude-standard', '-z'], {
      cwd: root,
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    })
      .split('\0')
      .filter((file) => file !== '' && statSync(join(root, file), { throwIfNoEntry: false })?.isFile())
  } catch {
    return readdirSync(root, { withFileTypes: true, recursive: true })
      .filter((entry) => entry.isFile())
      .map((entry) => relative(root, join(entry.parentPath, entry.name)).split(sep).join('/'))
      .filter((file) => !/(^|\/)(node_modules|out|test-results|coverage|\.git)\//.test(file))
  }
}

const kept = keptFiles()
const isText = (file: string): boolean => !/\.(woff2|ttf|png|jpe?g|ico|icns|pdf|zip)$/.test(file)
const textOf = (file: string): string => readFileSync(join(root, file), 'utf8')
const linesWith = (file: string, pattern: RegExp): readonly string[] =>
  textOf(file)
    .split('\n')
    .flatMap((line, at) => (pattern.test(line) ? [`${file}:${at + 1}: ${line.trim().slice(0, 120)}`] : []))

test('only tokens.css holds colours', () => {
  const sources = kept.filter((file) => /^src-renderer\/.*\.(tsx?|css|html|svg)$/.test(file) && file !== 'src-renderer/app/tokens.css')
  expect(sources.length).toBeGreaterThan(0)
  // A colour is a # and 3, 4, 6 or 8 hex digits that stand alone; "#123" of a key or an anchor in words has no quote or colon before it.
  expect(sources.flatMap((file) => linesWith(file, /(["'`:\s(,])#([0-9a-f]{3,4}|[0-9a-f]{6}|[0-9a-f]{8})\b/i))).toEqual([])
})

test('no file names a package registry', () => {
  // Put together here, so that this file does not name one either.
  const hosts = [
    ['npmjs', 'org'],
    ['npmjs', 'com'],
    ['yarnpkg', 'com'],
    ['npmmirror', 'com'],
    ['pkg', 'github', 'com'],
    ['jsr', 'io'],
  ].map((parts) => parts.join('[.]'))
  const pattern = new RegExp(hosts.join('|'), 'i')
  expect(kept.filter(isText).flatMap((file) => linesWith(file, pattern))).toEqual([])
})

test('no file names a place on somebody’s machine', () => {
  const folders = ['root', 'home', 'Users', 'work', 'workspace'].join('|')
  const pattern = new RegExp(`(^|["'\`\\s(=:])/(${folders})/[\\w.]|\\b[A-Z]:\\\\\\\\?(${folders})`)
  expect(kept.filter(isText).flatMap((file) => linesWith(file, pattern))).toEqual([])
})

test('every font stands beside its licence', () => {
  const names = readdirSync(join(root, 'resources/fonts'))
  const licences = names.filter((name) => /^LICENSE-.+\.txt$/.test(name)).map((name) => name.slice('LICENSE-'.length, -'.txt'.length))
  const fonts = names.filter((name) => /\.(woff2|ttf|otf)$/.test(name))
  expect(fonts.length).toBeGreaterThan(0)
  const plain = (name: string): string => name.toLowerCase().replaceAll(/[^a-z]/g, '')
  expect(fonts.filter((font) => !licences.some((licence) => plain(font).startsWith(plain(licence))))).toEqual([])
})

test('the top of the project stays small', () => {
  const folders = 'src-main src-renderer src-shared resources test .ci'
  const settings = 'package.json package-lock.json tsconfig.json electron.vite.config.ts .npmrc .gitignore .gitattributes'
  const tools = '.oxlintrc.json .dependency-cruiser.cjs .prettierignore'
  const papers = 'README.md LICENSE ARCHITECTURE.md DECISIONS.md'
  const known = [folders, settings, tools, papers].flatMap((names) => names.split(' '))
  const top = new Set(kept.map((file) => file.split('/')[0] ?? ''))
  expect([...top].filter((name) => !known.includes(name))).toEqual([])
})
