import { IconDatabase } from '@tabler/icons-react'
import { useEffect, useState, type ReactNode } from 'react'
import { useCall } from '../queries.ts'
import { useRouter } from '../routes.ts'
import { useSitting } from '../sitting.ts'
import { agoWords } from './ago.ts'
import { Part } from './Part.tsx'

const minute = 60_000

/** When the newest backup was made that was proved to open; a warning when something about them needs a person. */
export function Backup(): ReactNode {
  const router = useRouter()
  const { practice } = useSitting()
  const asked = useCall('backup.list', {}).data
  const [now, setNow] = useState(() => Date.now())
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), minute)
    return () => clearInterval(timer)
  }, [])
  const newest = asked?.backups
    .filter(({ isVerified }) => isVerified)
    .map(({ at }) => Date.parse(at))
    .reduce((one, other) => Math.max(one, other), 0)
  const needsSomeone = asked !== undefined && !practice.isSample && (asked.warnings.length > 0 || newest === 0)
  return (
    <Part
      icon={IconDatabase}
      family={needsSomeone ? 'warn' : 'none'}
      title={asked?.warnings.join(' ') ?? 'The backups'}
      onPress={() => router.go({ screen: 'setup', section: 'backups' })}
    >
      {newest === undefined ? 'Backup –' : newest === 0 ? 'No backup yet' : `Backup ${agoWords(newest, now)}`}
    </Part>
  )
}
