import { IconSend } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { OUTBOX } from '../../../src-shared/contract/exchange.ts'
import { useCall } from '../queries.ts'
import { useRouter } from '../routes.ts'
import { Part } from './Part.tsx'

/** Files that were written and not yet handed over. */
export function Outbox(): ReactNode {
  const router = useRouter()
  const waiting = useCall('exchange.totals', { view: OUTBOX }, { keep: true }).data?.total
  return (
    <Part icon={IconSend} title="Files that wait to be handed over" onPress={() => router.go({ screen: 'exchange', tab: 'outbox' })}>
      Outbox {waiting === undefined ? '–' : waiting.toLocaleString('en-US')}
    </Part>
  )
}
