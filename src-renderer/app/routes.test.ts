import { expect, test } from 'vitest'
import { createRouter } from './routes.ts'

test('back leads where one came from, and a place that was amended is one place', () => {
  const router = createRouter()
  router.go({ screen: 'claims', tab: 'ready' })
  router.amend({ screen: 'claims', tab: 'ready', open: 10512 })
  router.go({ screen: 'patients', open: 3 })
  expect(router.back()).toBe(true)
  expect(router.here.get()).toEqual({ screen: 'claims', tab: 'ready', open: 10512 })
  expect(router.back()).toBe(true)
  expect(router.here.get()).toEqual({ screen: 'today' })
  expect(router.back()).toBe(false)
})

test('the rail leads to a screen as it was left, and pressed again to its beginning', () => {
  const router = createRouter()
  router.go({ screen: 'claims', tab: 'all' })
  router.visit('patients')
  expect(router.here.get()).toEqual({ screen: 'patients' })
  router.visit('claims')
  expect(router.here.get()).toEqual({ screen: 'claims', tab: 'all' })
  router.visit('claims')
  expect(router.here.get()).toEqual({ screen: 'claims' })
})
