import { IconDownload, IconFileArrowLeft, IconFileArrowRight } from '@tabler/icons-react'
import { useState, type ReactNode } from 'react'
import type { Document } from '../../src-shared/contract/fields.ts'
import { fileAt, useRouter } from '../app/routes.ts'
import { useTask } from '../app/tasks.ts'
import classes from './Documents.module.css'
import { Button } from './Button.tsx'
import { counted, Moment } from './figures.tsx'
import { Icon } from './Icon.tsx'
import { PanelSection } from './Panel.tsx'
import { ProblemNote } from './Problem.tsx'

/** The files something came from or went out in: each opened where it speaks of it, or saved as a copy. Absent where there is none. */
export function Documents({ documents }: { readonly documents: readonly Document[] }): ReactNode {
  const router = useRouter()
  const save = useTask('exchange.save')
  const [saved, setSaved] = useState<string>()
  if (documents.length === 0) return null
  const copy = async (one: Document): Promise<void> => {
    const path = await window.parity.saveAs(one.name)
    if (path === null) return
    const reply = await save.run({ id: one.file, path })
    if (reply.ok) setSaved(`${counted(reply.value.bytes, 'byte')} in ${reply.value.path}`)
  }
  return (
    <PanelSection title="Documents" aside={counted(documents.length, 'file')}>
      <ul className={classes['documents']}>
        {documents.map((one) => (
          <li key={one.file}>
            <Icon of={one.direction === 'in' ? IconFileArrowLeft : IconFileArrowRight} />
            <div className={classes['what']}>
              <span className="cut id words" title={one.name}>
                {one.name}
              </span>
              <small>
                {one.kind}, {one.direction === 'in' ? 'came in' : 'went out'} <Moment at={one.at} />
              </small>
            </div>
            <Button
              look="quiet"
              small
              needs="exchange.read"
              label={`Open ${one.name}`}
              onPress={() => router.go(fileAt(one.file, one.segment))}
            >
              Open
            </Button>
            <Button
              look="quiet"
              small
              icon={IconDownload}
              needs="exchange.write"
              label={`Save a copy of ${one.name}`}
              isBusy={save.isBusy}
              onPress={() => void copy(one)}
            />
          </li>
        ))}
      </ul>
      {saved !== undefined && (
        <p className="small second words" role="status">
          {saved}
        </p>
      )}
      <ProblemNote problem={save.problem} />
    </PanelSection>
  )
}
