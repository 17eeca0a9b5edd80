import { expect, it } from 'vitest'
import { playbooks } from '../codes/index.ts'
import { fits, letterTemplates } from './letters.ts'
import { causeOf, mayBillPatient, playbookOf, stepFor, type Denied } from './rules.ts'

/*
 * Every combination of the playbooks, read by a person line by line: what it comes of, what is done at a commercial plan and at Medicare, whether the
 * patient may be billed, and the letters that answer it.
 */
it('answers every combination of the playbooks as it was read', async () => {
  const lines = playbooks.flatMap((playbook) =>
    playbook.reasons.flatMap((combined) => {
      const [group = '', reason = ''] = combined.split('-')
      const remarks = [...(playbook.needsRemark ? [] : ['']), ...playbook.rarcs]
      return remarks.map((remark) => {
        const denied = (isMedicare: boolean): Denied => ({
          group,
          reason,
          remarks: remark === '' ? [] : [remark],
          procedure: playbook.procedures?.[0] ?? '90837',
          isMedicare,
          isAuthorized: false,
        })
        const [plan, medicare] = [denied(false), denied(true)]
        const letters = letterTemplates.filter((one) => one.fits !== 'anything' && fits(one, plan)).map(({ id }) => id)
        return [
          playbook.id,
          `${combined} ${remark}`.trim(),
          playbookOf(plan)?.id === playbook.id ? '' : `read as ${playbookOf(plan)?.id ?? 'none'}`,
          causeOf(reason, playbookOf(plan)),
          stepFor(plan).words,
          stepFor(medicare).words,
          mayBillPatient(plan) ? 'patient may be billed' : '',
          letters.join(' '),
        ].join(' | ')
      })
    }),
  )
  await expect(`${lines.join('\n')}\n`).toMatchFileSnapshot('playbooks.txt')
})
