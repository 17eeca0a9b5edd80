import { TextInput } from '@mantine/core'
import { useRef, useState, type ReactNode } from 'react'
import { useCall } from '../../app/queries.ts'
import { usePicker } from '../../desk/pickers.ts'
import { Back } from '../../kit/Back.tsx'
import { Button } from '../../kit/Button.tsx'
import { Dialog } from '../../kit/Dialog.tsx'
import { ProblemNote } from '../../kit/Problem.tsx'
import { LOOKS } from '../../kit/shapes.ts'
import { Pick } from '../charges/Pick.tsx'
import { balanceOf, balanceWords } from './paper.ts'
import { afterPayer, goOn, soon, toClaim, toField, toNextClaim, toWrong } from './paper-focus.ts'
import classes from './Paper.module.css'
import { PaperClaim } from './PaperClaim.tsx'
import { PaperProvider } from './PaperProvider.tsx'
import { usePaper, type Paper } from './usePaper.ts'

type Props = { readonly onTaken: (remittance: number) => void; readonly onClose: () => void }

/** A paper EOB is typed in beside the running balance of its check, and becomes a remittance that is rehearsed. */
export function PaperDialog({ onTaken, onClose }: Props): ReactNode {
  const paper = usePaper()
  const body = useRef<HTMLDivElement>(null)
  const take = async (): Promise<void> => {
    const id = await paper.take()
    if (id !== undefined) onTaken(id)
    else soon(() => toWrong(body.current))
  }
  const addProvider = (): void => {
    const at = paper.typed.provider.length + 1
    paper.set({ provider: [...paper.typed.provider, { code: '', reference: '', amount: '' }] })
    soon(() => toField(body.current, `Code, adjustment ${at}`))
  }
  const balance = balanceOf(paper.typed)
  return (
    <Dialog
      title="Enter a paper EOB"
      isOpen
      onClose={onClose}
      width={1060}
      actions={
        <>
          <Button look="go" keys="Mod+Enter" inFields needs="remittance.post" isBusy={paper.enter.isBusy} onPress={() => void take()}>
            Take it in
          </Button>
          <Button keys="Alt+c" inFields onPress={() => toNextClaim(body.current)}>
            Next claim
          </Button>
          <Button keys="Alt+p" inFields onPress={addProvider}>
            Not about a claim
          </Button>
          <Button keys="Escape" inFields onPress={onClose}>
            Close, keep it
          </Button>
          <output className={`${classes['balance']} ${balance.left === 0 ? classes['even'] : ''}`} aria-label="Balance to the check">
            {balanceWords(balance)}
          </output>
        </>
      }
    >
      {/* Enter goes from field to field. */}
      {/* oxlint-disable-next-line jsx-a11y/no-static-element-interactions */}
      <div ref={body} className={classes['body']} onKeyDown={goOn}>
        {paper.isBack && <Back onDiscard={paper.discard} />}
        <Head paper={paper} onPayer={() => soon(() => afterPayer(body.current))} />
        {paper.typed.claims.map(({ claim }, at) => (
          // One claim may stand twice: paid, and taken back.
          // oxlint-disable-next-line react/no-array-index-key
          <PaperClaim key={`${claim} ${at}`} paper={paper} at={at} />
        ))}
        <PaperProvider paper={paper} />
        <FindClaim paper={paper} onAdded={(at) => soon(() => toClaim(body.current, at))} />
      </div>
      <ProblemNote problem={paper.enter.problem} />
    </Dialog>
  )
}

function Head({ paper, onPayer }: { readonly paper: Paper; readonly onPayer: () => void }): ReactNode {
  const payers = usePicker('payers') ?? []
  const { typed, set, wrongAt } = paper
  const wrong = wrongAt('payer')
  return (
    <div className={classes['check']}>
      <div className={classes['payerField']}>
        <span aria-hidden>Payer</span>
        <Pick
          label="Payer"
          field="payer"
          shown={typed.payer?.name ?? ''}
          options={payers.map((one) => ({ value: one, label: one.name }))}
          onPick={({ value }) => {
            set({ payer: { id: value.id, name: value.name } })
            onPayer()
          }}
          isWrong={wrong !== undefined}
        />
        {wrong !== undefined && <span className={classes['wrong']}>{wrong}</span>}
      </div>
      <TextInput
        label="Check number"
        className="id"
        maxLength={30}
        autoComplete="off"
        value={typed.trace}
        error={wrongAt('trace')}
        onChange={(event) => set({ trace: event.currentTarget.value })}
      />
      <TextInput
        label="Date"
        className="num"
        autoComplete="off"
        value={typed.day}
        error={wrongAt('day')}
        onChange={(event) => set({ day: event.currentTarget.value })}
      />
      <TextInput
        label="Amount of the check"
        className="num"
        inputMode="decimal"
        autoComplete="off"
        value={typed.amount}
        error={wrongAt('cents')}
        onChange={(event) => set({ amount: event.currentTarget.value })}
      />
    </div>
  )
}

/** The next claim, by its number or its patient, found as one types. */
function FindClaim({ paper, onAdded }: { readonly paper: Paper; readonly onAdded: (at: number) => void }): ReactNode {
  const [text, setText] = useState('')
  const wanted = text.trim()
  const wrong = paper.wrongAt('claims')
  const found = useCall('desk.find', { text: wanted }, { when: wanted !== '', keep: true })
  const claims = wanted === '' ? [] : (found.data?.claims ?? [])
  return (
    <div className={classes['find']}>
      <Pick
        label="Next claim"
        field="next-claim"
        shown=""
        placeholder="Next claim: its number, or the patient’s name"
        nothing={found.isFetching ? 'Looking …' : 'No claim by that number or name.'}
        options={claims.map(({ id, shape, detail }) => ({
          value: id,
          label: String(id),
          detail: `${detail}, ${LOOKS[shape].word.toLowerCase()}`,
          isUnsure: found.isPlaceholderData,
        }))}
        onType={setText}
        onPick={({ value }) => void paper.addClaim(value).then(onAdded)}
      />
      {wrong !== undefined && <span className={classes['wrong']}>{wrong}</span>}
    </div>
  )
}
