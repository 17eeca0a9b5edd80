import { IconKey } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { ROLE_WORDS } from './roles.ts'
import { useRouter } from './routes.ts'
import { useMay, useSitting } from './sitting.ts'
import { Backup } from './status/Backup.tsx'
import { Ledger } from './status/Ledger.tsx'
import { LockTime } from './status/LockTime.tsx'
import { Line } from './status/Line.tsx'
import { News } from './status/News.tsx'
import { Outbox } from './status/Outbox.tsx'
import { Part } from './status/Part.tsx'
import classes from './StatusBar.module.css'

/** Whose practice, who works, how long, what waits and what is under way; at the right the ledger, the backup and the version. Each leads to why. */
export function StatusBar(): ReactNode {
  const { practice, user, version, recovery } = useSitting()
  const router = useRouter()
  const may = useMay()
  return (
    <footer className={classes['bar']} aria-label="Status">
      <Part
        canCut
        isSpare
        title="The practice"
        onPress={() => router.go({ screen: 'setup', section: may('practice.read') ? 'practice' : 'about' })}
      >
        {practice.name}
        {practice.isSample && ' · sample practice'}
      </Part>
      <Part canCut title="You, and your passphrase" onPress={() => router.go({ screen: 'setup', section: 'you' })}>
        {user.name}, {ROLE_WORDS[user.role].inSentence}
      </Part>
      <LockTime />
      {may('exchange.read') && <Outbox />}
      <Line />
      {recovery === 'unconfirmed' && !practice.isSample && may('keys.manage') && (
        <Part icon={IconKey} family="warn" onPress={() => router.go({ screen: 'setup', section: 'security' })}>
          No recovery key is written down
        </Part>
      )}
      <News />
      {may('verify') && <Ledger />}
      {may('backup.read') && <Backup />}
      <Part isSpare title="About Parity" onPress={() => router.go({ screen: 'setup', section: 'about' })}>
        Parity {version}
      </Part>
    </footer>
  )
}
