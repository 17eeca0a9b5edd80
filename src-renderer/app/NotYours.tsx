import { IconEyeOff } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import type { Screen } from '../../src-shared/contract/today.ts'
import { Button } from '../kit/Button.tsx'
import { Empty } from '../kit/Empty.tsx'
import { ScreenHead } from '../kit/Screen.tsx'
import { screens } from '../screens/screens.ts'
import { ROLE_WORDS } from './roles.ts'
import { useRouter } from './routes.ts'
import { useSitting } from './sitting.ts'

/** Where a link led to a screen one may not open. */
export function NotYours({ screen }: { readonly screen: Screen }): ReactNode {
  const { role } = useSitting().user
  const router = useRouter()
  const { title } = screens[screen]
  return (
    <>
      <ScreenHead title={title} />
      <Empty
        icon={IconEyeOff}
        title={`You cannot open ${title}`}
        actions={
          <Button look="go" onPress={() => router.go({ screen: 'today' })}>
            To Today
          </Button>
        }
      >
        Your role is {ROLE_WORDS[role].inSentence}. {ROLE_WORDS[role].sees} An owner can change what you may do.
      </Empty>
    </>
  )
}
