import { expect, test } from 'vitest'
import { isWhole, judge, readFindings } from './test-electronegativity.mjs'

const control = { rule: 'CONTEXT_ISOLATION_JS_CHECK', severity: 'HIGH', file: 'control.ts', at: '2:1' }
const finding = { rule: 'AUXCLICK_JS_CHECK', severity: 'MEDIUM', file: 'src-main/shell/window.ts', at: '16:6' }
const entry = { rule: 'AUXCLICK_JS_CHECK', file: 'src-main/shell/window.ts', why: 'New windows are denied everywhere.' }

test('EL-3 what was reviewed and is found is well', () => {
  expect(judge([control, finding], [entry])).toEqual([])
})

test.each([
  ['a new finding', [control, finding], [], /^New: AUXCLICK_JS_CHECK/],
  ['a finding in another file than the reviewed one', [control, finding, { ...finding, file: 'src-main/shell/other.ts' }], [entry], /^New/],
  ['a stale entry', [control], [entry], /^Stale: AUXCLICK_JS_CHECK/],
  ['an entry without a reason', [control, finding], [{ ...entry, why: 'fine' }], /does not say why/],
  ['a check that read nothing', [], [], /wrong on purpose/],
])('EL-3 %s fails', (_what, found, reviewed, says) => {
  const complaints = judge(found, reviewed)
  expect(complaints).toHaveLength(1)
  expect(complaints[0]).toMatch(says)
})

test('EL-3 a finding of low weight needs no review', () => {
  expect(judge([control, { ...finding, severity: 'LOW' }], [])).toEqual([])
})

test('EL-3 the list is read, whatever stands in the samples of code', () => {
  const list = `issue, severity, confidence, filename, location, sample, description, url
CSP_GLOBAL_CHECK,"MEDIUM","CERTAIN","N/A","0:0",N/A,"No CSP",https://there
SANDBOX_JS_CHECK,"HIGH","FIRM","src-main/a.ts","5:2","say("x, "y")","…",https://there
`
  expect(readFindings(list)).toEqual([
    { rule: 'CSP_GLOBAL_CHECK', severity: 'MEDIUM', file: 'N/A', at: '0:0' },
    { rule: 'SANDBOX_JS_CHECK', severity: 'HIGH', file: 'src-main/a.ts', at: '5:2' },
  ])
})

test('EL-3 a list whose head was written over its first row, or over all of them, is not taken for whole', () => {
  const head = 'issue, severity, confidence, filename, location, sample, description, url\n'
  const rows = 'CSP_GLOBAL_CHECK,"MEDIUM","CERTAIN","N/A","0:0",N/A,"No CSP, which is said at such length here",https://there\n'
  expect(isWhole(head + rows)).toBe(true)
  expect(isWhole(head + rows.slice(head.length))).toBe(false)
  expect(isWhole(head)).toBe(false)
  expect(isWhole('')).toBe(false)
})
