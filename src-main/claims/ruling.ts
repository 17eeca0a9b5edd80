import type { Argument, Output } from '../../src-shared/contract/index.ts'
import { sightOf } from '../access/index.ts'
import { payerById, providerById, providerName } from '../practice/index.ts'
import { refuse, type CommandWork, type Handlers, type Reading } from '../store/index.ts'
import { EDITABLE } from './bulk.ts'
import { draftFrom } from './drafting.ts'
import { addEvent, recheck } from './making.ts'
import { claimRow, findingsOf } from './records/claims.ts'
import { changeRule, dropPass, ownRuleRow, ownRuleRows, personName, ruleOf, setPass, writeRule } from './records/own.ts'
import type { OwnRuleRow } from './records/tables.ts'
import { EDITS, x12Place } from './scrub/catalogue.ts'
import { isHolding } from './scrub/finding.ts'
import { ruleSentence, type Names } from './scrub/own-words.ts'
import { PACKS } from './scrub/packs.ts'
import { tryRule } from './trying.ts'

/* The practice's own rules: written, ordered, tried, switched on; and what they hold let go. */

export const ruleHandlers = {
  'edits.list': () => ({
    packs: PACKS.map(({ id, title, version, asOf, source }) => ({ id, title, version, asOf, source })),
    edits: EDITS.map(({ edit, pack }) => ({
      code: edit.code,
      class: edit.class,
      kind: edit.kind,
      title: edit.title,
      words: edit.words,
      box: edit.box,
      x12: x12Place(edit.code),
      source: edit.source,
      from: edit.from,
      until: edit.until ?? null,
      fix: edit.fix ?? null,
      pack: pack.title,
    })),
  }),

  'rules.list': ({ db, user }) => {
    const names = namesIn(db)
    // Figures are of everybody's claims: who does not see every patient does not see what they come to.
    const showsFigures = sightOf(user) === undefined
    return ownRuleRows(db).map((row, n) => shown(db, row, n + 1, names, showsFigures))
  },

  'rules.draft': ({ db }, { denial }) => draftFrom(db, denial),

  'rules.save': (work, { id, ...rule }) => {
    const { db, user, clock, announce } = work
    if (id !== null) alive(db, id)
    if (ownRuleRows(db).some((row) => row.name === rule.name && row.id !== id)) refuse('rule.exists', { at: { field: 'name' } })
    const written = writeRule(db, id, rule, user.id, clock.now())
    announce('rules', [written])
    return { id: written }
  },

  'rules.turn': (work, { id, isOn }) => {
    const row = alive(work.db, id)
    if (isOn && row.tried === null) refuse('rule.untried')
    return changed(work, id, { is_on: isOn ? 1 : 0 })
  },

  'rules.order': ({ db, announce }, { ids }) => {
    const known = ownRuleRows(db).map((row) => row.id)
    if (known.toSorted((a, b) => a - b).join() !== ids.toSorted((a, b) => a - b).join()) refuse('record.changed')
    for (const [n, id] of ids.entries()) changeRule(db, id, { n: n + 1 })
    announce('rules', ids)
    return { ids }
  },

  'rules.remove': (work, { id, isBack }) => {
    const { db, clock } = work
    if (!isBack) {
      alive(db, id)
      return changed(work, id, { is_on: 0, removed_at: clock.now() })
    }
    const row = ownRuleRow(db, id) ?? refuse('record.missing')
    if (ownRuleRows(db).some((one) => one.name === row.name && one.id !== id)) refuse('record.missing')
    return changed(work, id, { removed_at: null })
  },

  'rules.try': (work, input) => tryRule(work, input),

  'claims.approve': (work, input) => approve(work, input),
} satisfies Pick<
  Handlers,
  | 'edits.list'
  | 'rules.list'
  | 'rules.draft'
  | 'rules.save'
  | 'rules.turn'
  | 'rules.order'
  | 'rules.remove'
  | 'rules.try'
  | 'claims.approve'
>

function alive(db: Reading, id: number): OwnRuleRow {
  const row = ownRuleRow(db, id)
  return row?.removed_at === null ? row : refuse('record.missing')
}

function changed({ db, announce }: CommandWork, id: number, changes: Parameters<typeof changeRule>[2]): { id: number } {
  changeRule(db, id, changes)
  announce('rules', [id])
  return { id }
}

/** Names of payers and clinicians, each looked up once. */
function namesIn(db: Reading): Names {
  const once = (find: (id: number) => string | undefined): ((id: number) => string | undefined) => {
    const known = new Map<number, string | undefined>()
    return (id) => {
      if (!known.has(id)) known.set(id, find(id))
      return known.get(id)
    }
  }
  return {
    payer: once((id) => payerById(db, id)?.name),
    clinician: once((id) => {
      const found = providerById(db, id)
      return found && providerName(found)
    }),
  }
}

function shown(db: Reading, row: OwnRuleRow, n: number, names: Names, showsFigures: boolean): Output<'rules.list'>[number] {
  const { id, name, starts, ends, ...rest } = ruleOf(row)
  const rule = { name, when: [...rest.when], action: rest.action, starts, ends }
  return {
    ...rule,
    id,
    n,
    isOn: row.is_on === 1,
    sentence: ruleSentence(rule, names),
    by: personName(db, row.user) ?? '',
    at: row.saved_at,
    isTried: row.tried !== null,
    tried: row.tried === null || !showsFigures ? null : (JSON.parse(row.tried) as NonNullable<Output<'rules.list'>[number]['tried']>),
  }
}

/** Lets go what a rule holds, or holds it again, and checks the claim. */
function approve(work: CommandWork, { id, rule, why, isBack }: Argument<'claims.approve'>): Output<'claims.approve'> {
  const { db, user, clock } = work
  const claim = claimRow(db, id) ?? refuse('record.missing')
  if (!EDITABLE.includes(claim.status)) refuse('claim.sent', { fix: 'It has left already.' })
  if (isBack) dropPass(db, id, rule)
  else {
    if (!findingsOf(db, id).some((one) => one.rule === rule && one.grade === 'hold')) refuse('record.missing')
    setPass(db, { claim: id, rule, user: user.id, at: clock.now(), why })
  }
  addEvent(work, { claim: id, shape: 'note', words: isBack ? 'Approval taken back' : 'Approved', detail: why })
  const findings = recheck(work, id)
  const stops = findings.filter(isHolding).length
  return { status: stops > 0 ? 'held' : 'ready', stops }
}
