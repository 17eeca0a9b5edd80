import { Select } from '@mantine/core'
import { IconChartHistogram } from '@tabler/icons-react'
import { useRef, type ReactNode } from 'react'
import { parseDay, type Day } from '../../../src-shared/day.ts'
import { wholeNumber } from '../../../src-shared/number.ts'
import { useKeys } from '../../app/keyboard.tsx'
import { useCall } from '../../app/queries.ts'
import { usePlace, useRouter } from '../../app/routes.ts'
import { useToday } from '../../app/sitting.ts'
import { usePicker } from '../../desk/pickers.ts'
import { Answer } from '../../kit/Answer.tsx'
import { Button } from '../../kit/Button.tsx'
import { ScreenBody, ScreenHead } from '../../kit/Screen.tsx'
import { RowsSkeleton } from '../../kit/Skeleton.tsx'
import classes from './Charges.module.css'
import { CodingScreen } from './coding/CodingScreen.tsx'
import { DayPicker } from './DayPicker.tsx'
import { DaySheet } from './DaySheet.tsx'

const everyone = 'all'

/** The charge sheet of a day; or, behind it, how sessions were coded. */
export function ChargesScreen(): ReactNode {
  const router = useRouter()
  const place = usePlace('charges')
  if (place.isCoding) return <CodingScreen onBack={() => router.back() || router.go({ screen: 'charges' })} />
  return <Sheet />
}

/** One row a session, typed without the mouse. */
function Sheet(): ReactNode {
  const router = useRouter()
  const place = usePlace('charges')
  const today = useToday()
  const day = parseDay(place.day ?? '') ?? today
  const { provider } = place
  const providers = usePicker('providers')
  const asked = useCall('charges.day', { day, ...(provider !== undefined && { provider }) })
  const booked = useCall('appointments.list', { from: day, to: day })
  const off = (booked.data ?? []).filter(
    (one) => (one.status === 'cancelled' || one.status === 'no-show') && (provider === undefined || one.provider === provider),
  )
  const filter = useRef<HTMLInputElement>(null)
  useKeys('Charges', [{ keys: '/', words: 'One clinician, or all', run: () => filter.current?.focus() }])
  const toDay = (next: Day): void => router.amend({ ...place, day: next })
  const head = (
    <>
      <DayPicker key={day} day={day} today={today} onDay={toDay} />
      <Select
        ref={filter}
        className={classes['filter'] ?? ''}
        aria-label="Clinician shown"
        data={[
          { value: everyone, label: 'All clinicians' },
          ...(providers ?? []).map(({ id, name }) => ({ value: String(id), label: name })),
        ]}
        value={provider === undefined ? everyone : String(provider)}
        onChange={(next) => {
          const chosen = wholeNumber(next ?? '')
          router.amend({ screen: 'charges', day, ...(chosen !== undefined && { provider: chosen }) })
        }}
      />
      <Button
        look="quiet"
        small
        icon={IconChartHistogram}
        keys="Shift+d"
        group="Charges"
        label="How sessions were coded"
        onPress={() => router.go({ screen: 'charges', isCoding: true })}
      />
    </>
  )
  if (!asked.data || !providers || booked.isPending)
    return (
      <>
        <ScreenHead title="Charges">{head}</ScreenHead>
        <ScreenBody>
          <Answer of={asked} loading={<RowsSkeleton rows={14} />}>
            {() => null}
          </Answer>
        </ScreenBody>
      </>
    )
  return (
    <DaySheet
      key={`${day} ${provider ?? everyone}`}
      head={head}
      day={day}
      today={today}
      sheet={asked.data}
      off={off}
      provider={provider ?? (providers.length === 1 ? (providers[0]?.id ?? null) : null)}
      hasClinicians={providers.length > 0}
      onDay={toDay}
    />
  )
}
