import { useEffect, useState, type ReactNode } from 'react'
import { Button } from '../kit/Button.tsx'
import { Banner } from '../kit/Note.tsx'
import { ResumeDialog } from './ResumeDialog.tsx'
import { useRouter } from './routes.ts'
import { useMay, useSitting } from './sitting.ts'

/** What must not be overlooked, above every screen: emergency access, a store that may only be read, and what the sign-in had to tell. */
export function Banners(): ReactNode {
  const { emergency, halted, notices } = useSitting()
  const [away, setAway] = useState<ReadonlySet<string>>(new Set())
  return (
    <>
      {emergency && <Emergency {...emergency} />}
      {halted && <Halted words={halted.words} />}
      {notices
        .filter(({ title }) => !away.has(title))
        .map(({ family, title, words }) => (
          <Banner
            key={title}
            family={family === 'stop' ? 'bad' : 'warn'}
            title={/[.!?]$/.test(title) ? title : `${title}.`}
            actions={
              <Button look="quiet" small label={`Put away: ${title}`} onPress={() => setAway(new Set([...away, title]))}>
                Put away
              </Button>
            }
          >
            {words}
          </Banner>
        ))}
    </>
  )
}

const minute = 60_000

/** Whole minutes until an instant, at least none. */
const minutesUntil = (until: string, now: number): number => Math.max(0, Math.ceil((Date.parse(until) - now) / minute))

const leftWords = (minutes: number): string =>
  minutes >= 60 ? `${Math.floor(minutes / 60)} h ${minutes % 60} min left` : `${minutes} min left`

function Emergency({ until, reason }: { readonly until: string; readonly reason: string }): ReactNode {
  const [now, setNow] = useState(() => Date.now())
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 10_000)
    return () => clearInterval(timer)
  }, [])
  return (
    <Banner family="bad" title={`Emergency access, ${leftWords(minutesUntil(until, now))}.`}>
      Reason: {reason.replace(/[.\s]+$/, '')}. Everything that is looked at is written down, and the owners are told.
    </Banner>
  )
}

function Halted({ words }: { readonly words: string }): ReactNode {
  const may = useMay()
  const router = useRouter()
  const [isAsking, setAsking] = useState(false)
  return (
    <>
      <Banner
        family="bad"
        title="The store can only be read."
        actions={
          <>
            {may('backup.manage') && (
              <Button small onPress={() => router.go({ screen: 'setup', section: 'backups' })}>
                Restore a backup
              </Button>
            )}
            {may('security.manage') && (
              <Button small onPress={() => setAsking(true)}>
                Write to it again
              </Button>
            )}
          </>
        }
      >
        {words} {!may('security.manage') && 'An owner can look into it and let it be written to again.'}
      </Banner>
      {isAsking && <ResumeDialog words={words} onClose={() => setAsking(false)} />}
    </>
  )
}
