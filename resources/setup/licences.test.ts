import { expect, test } from 'vitest'
import { licences } from './licences.mjs'

test('every bundled package is named with its license, and none that only fetches or describes another', () => {
  const all = licences()
  const names = all.map(({ name }) => name)
  expect(names).toEqual(expect.arrayContaining(['react', '@mantine/core', '@signalapp/sqlcipher', 'electron', 'zod', 'scheduler']))
  expect(names.filter((name) => name === 'parity' || name === '@electron/get' || name.startsWith('@types/'))).toEqual([])
  expect(all.filter(({ licence }) => !/^[\w.() -]{2,40}$/.test(licence) || licence.startsWith('see'))).toEqual([])
})
