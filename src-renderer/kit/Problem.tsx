import type { ReactNode } from 'react'
import type { Place, Problem } from '../../src-shared/contract/index.ts'
import { Button } from './Button.tsx'
import { Note } from './Note.tsx'
import { Mark } from './Status.tsx'
import classes from './states.module.css'

function whereWords(at: Place | undefined): string {
  if (!at) return ''
  const parts = [
    at.byte === undefined ? '' : `byte ${at.byte.toLocaleString('en-US')}`,
    at.segment === undefined ? '' : `segment ${at.segment.toLocaleString('en-US')}`,
    at.loop === undefined ? '' : `loop ${at.loop}`,
    at.element ?? '',
    at.field ?? '',
  ]
  return parts.filter((part) => part !== '').join(', ')
}

type Props = { readonly problem: Problem; readonly onRetry?: (() => void) | undefined; readonly actions?: ReactNode }

/** A problem that takes the place of what should be there: what, where, what to do, and the code to name it by. */
export function ProblemView({ problem, onRetry, actions }: Props): ReactNode {
  const where = whereWords(problem.at)
  return (
    <div className={classes['center']} role="alert">
      <div className="row">
        <Mark shape="rejected" />
        <h2>{problem.message}</h2>
      </div>
      <dl className={classes['facts']}>
        {problem.at?.file !== undefined && <Fact name="File">{<b className="id">{problem.at.file}</b>}</Fact>}
        {where !== '' && <Fact name="Where">{where}</Fact>}
        {problem.fix !== undefined && <Fact name="Do">{problem.fix}</Fact>}
        <Fact name="Code">
          <span className="id third">
            {problem.code}
            {problem.incident !== undefined && `, incident ${problem.incident}`}
          </span>
        </Fact>
      </dl>
      {(onRetry ?? actions) !== undefined && (
        <div className="row">
          {onRetry && (
            <Button look="go" onPress={onRetry}>
              Try again
            </Button>
          )}
          {actions}
        </div>
      )}
    </div>
  )
}

function Fact({ name, children }: { readonly name: string; readonly children: ReactNode }): ReactNode {
  return (
    <>
      <dt>{name}</dt>
      <dd className="words">{children}</dd>
    </>
  )
}

/** A problem beside the form or button it came from. */
export function ProblemNote({ problem }: { readonly problem: Problem | undefined }): ReactNode {
  if (!problem) return null
  const where = whereWords(problem.at)
  return (
    <Note family="bad" title={problem.message} isNews>
      {problem.fix}
      {where !== '' && <span className="second"> {where}.</span>}
      {problem.incident !== undefined && <span className="id third"> Incident {problem.incident}.</span>}
    </Note>
  )
}
