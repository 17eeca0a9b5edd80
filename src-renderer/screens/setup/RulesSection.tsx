import { IconListCheck, IconPlus } from '@tabler/icons-react'
import { useState, type KeyboardEvent, type ReactNode } from 'react'
import type { Output } from '../../../src-shared/contract/index.ts'
import type { RuleFields } from '../../../src-shared/contract/rules.ts'
import { newKey } from '../../app/connection.ts'
import { useNotices } from '../../app/notices.ts'
import { useCall, useCommand, useConnection } from '../../app/queries.ts'
import { usePlace, useRouter } from '../../app/routes.ts'
import { Answer } from '../../kit/Answer.tsx'
import { Button } from '../../kit/Button.tsx'
import { Empty } from '../../kit/Empty.tsx'
import { Key } from '../../kit/Key.tsx'
import { ProblemNote } from '../../kit/Problem.tsx'
import { RuleDrawer } from './RuleDrawer.tsx'
import { RuleRow, type Rule } from './RuleRow.tsx'
import { newRule } from './rule-words.ts'
import classes from './Rules.module.css'
import { Section } from './Section.tsx'
import { TryDialog } from './TryDialog.tsx'

type Editing = { readonly id: number | null; readonly rule: RuleFields; readonly isOn: boolean }
const fieldsOf = ({ name, when, action, starts, ends }: Rule): RuleFields => ({ name, when, action, starts, ends })

/** What the practice itself asks of a claim, after everything that ships. */
export function RulesSection(): ReactNode {
  const asked = useCall('rules.list', {})
  const [editing, setEditing] = useState<Editing>()
  const [trying, setTrying] = useState<number>()
  const order = useCommand('rules.order')
  const fromDenial = usePlace('setup').denial
  return (
    <Section
      title="Rules"
      lead="If this, then that: asked of each claim in this order, after the checks that ship. A rule is tried on past claims before it is switched on, so that you see whom it would have helped and whom it would have held."
      action={
        <Button
          look="go"
          icon={IconPlus}
          keys="n"
          group="Rules"
          needs="claims.write"
          onPress={() => setEditing({ id: null, rule: newRule, isOn: false })}
        >
          Write a rule
        </Button>
      }
    >
      <ProblemNote problem={order.problem} />
      <Answer of={asked}>
        {(rules) =>
          rules.length === 0 ? (
            <Empty icon={IconListCheck} title="No rules yet">
              When a payer denies something that the checks let through, write down how to know the next one. The panel of a denial has a
              button that begins it for you.
            </Empty>
          ) : (
            <Rules
              rules={rules}
              onOrder={(ids) => void order.run({ ids: [...ids] })}
              onEdit={(rule) => setEditing({ id: rule.id, rule: fieldsOf(rule), isOn: rule.isOn })}
              onTry={setTrying}
            />
          )
        }
      </Answer>
      {editing && (
        <RuleDrawer
          key={editing.id ?? 'new'}
          id={editing.id}
          rule={editing.rule}
          isOn={editing.isOn}
          onClose={() => setEditing(undefined)}
          onSaved={(id) => {
            setEditing(undefined)
            setTrying(id)
          }}
        />
      )}
      {fromDenial !== undefined && !editing && <FromDenial key={fromDenial} denial={fromDenial} onSaved={setTrying} />}
      {trying !== undefined && (
        <TryDialog key={trying} rule={asked.data?.find(({ id }) => id === trying)} id={trying} onClose={() => setTrying(undefined)} />
      )}
    </Section>
  )
}

/** A rule begun from what a payer denied. */
function FromDenial({ denial, onSaved }: { readonly denial: number; readonly onSaved: (id: number) => void }): ReactNode {
  const router = useRouter()
  const asked = useCall('rules.draft', { denial })
  const done = (): void => router.amend({ screen: 'setup', section: 'rules' })
  return (
    <Answer of={asked}>
      {(rule) => (
        <RuleDrawer
          id={null}
          rule={rule}
          isOn={false}
          isBegun
          onClose={done}
          onSaved={(id) => {
            done()
            onSaved(id)
          }}
        />
      )}
    </Answer>
  )
}

type RulesProps = {
  readonly rules: Output<'rules.list'>
  readonly onOrder: (ids: readonly number[]) => void
  readonly onEdit: (rule: Rule) => void
  readonly onTry: (id: number) => void
}

function Rules({ rules, onOrder, onEdit, onTry }: RulesProps): ReactNode {
  const connection = useConnection()
  const { tell } = useNotices()
  const turn = useCommand('rules.turn')
  const remove = useCommand('rules.remove')
  const move = (id: number, by: -1 | 1): void => {
    const ids = rules.map((one) => one.id)
    const at = ids.indexOf(id)
    const other = ids[at + by]
    if (other === undefined) return
    ids[at] = other
    ids[at + by] = id
    onOrder(ids)
  }
  const onTurn = async ({ id, name, isOn }: Rule): Promise<void> => {
    const reply = await turn.run({ id, isOn: !isOn })
    if (!reply.ok) return
    tell({
      words: `“${name}” is ${isOn ? 'off' : 'on'}. Claims are held to it when they are checked next.`,
      undo: () => connection.call('rules.turn', { id, isOn }, { key: newKey() }),
    })
  }
  const onRemove = async ({ id, name }: Rule): Promise<void> => {
    const reply = await remove.run({ id })
    if (!reply.ok) return
    tell({ words: `“${name}” was taken away.`, undo: () => connection.call('rules.remove', { id, isBack: true }, { key: newKey() }) })
  }
  const onKeyDown = (event: KeyboardEvent, rule: Rule): void => {
    if (event.target !== event.currentTarget || !event.altKey || (event.key !== 'ArrowUp' && event.key !== 'ArrowDown')) return
    event.preventDefault()
    move(rule.id, event.key === 'ArrowUp' ? -1 : 1)
  }
  return (
    <>
      <ProblemNote problem={turn.problem ?? remove.problem} />
      <ol className={classes['rules']} aria-label="Rules, in the order they are asked">
        {rules.map((rule) => (
          <RuleRow
            key={rule.id}
            rule={rule}
            isFirst={rule.n === 1}
            isLast={rule.n === rules.length}
            onKeyDown={(event) => onKeyDown(event, rule)}
            onMove={(by) => move(rule.id, by)}
            onTurn={() => void onTurn(rule)}
            onRemove={() => void onRemove(rule)}
            onEdit={() => onEdit(rule)}
            onTry={() => onTry(rule.id)}
          />
        ))}
      </ol>
      <p className="third small">
        <Key of="Alt+ArrowUp" /> <Key of="Alt+ArrowDown" /> move the rule one stands on.
      </p>
    </>
  )
}
