import { IconCloud, IconCloudOff } from '@tabler/icons-react'
import { useEffect, useState, type ReactNode } from 'react'
import { timeWords } from './ago.ts'
import { PartWithWhy } from './Part.tsx'

/** Since when the machine has no network, by its own word; undefined while it has one. */
function useOfflineSince(): number | undefined {
  const [since, setSince] = useState(() => (navigator.onLine ? undefined : Date.now()))
  useEffect(() => {
    const away = (): void => setSince((before) => before ?? Date.now())
    const back = (): void => setSince(undefined)
    window.addEventListener('offline', away)
    window.addEventListener('online', back)
    return () => {
      window.removeEventListener('offline', away)
      window.removeEventListener('online', back)
    }
  }, [])
  return since
}

/** Whether the machine has a network. Parity itself needs none. */
export function Line(): ReactNode {
  const since = useOfflineSince()
  const isAway = since !== undefined
  return (
    <PartWithWhy
      icon={isAway ? IconCloudOff : IconCloud}
      label="The network"
      title="What Parity needs the network for"
      why={() => (
        <>
          <h3>{isAway ? `Offline since ${timeWords(since)}` : 'This computer is online'}</h3>
          <p>
            {isAway ? 'Everything here works. ' : ''}Parity calls nobody by itself: it writes files and takes files in. Only handing a file
            to a clearinghouse or a payer needs a network, and that you do yourself.
          </p>
        </>
      )}
    >
      {isAway ? `Offline since ${timeWords(since)}. Everything here works.` : 'Online'}
    </PartWithWhy>
  )
}
