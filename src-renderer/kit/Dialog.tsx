import { Drawer as MantineDrawer, Modal } from '@mantine/core'
import { IconX } from '@tabler/icons-react'
import { useLayoutEffect, useRef, type ReactNode } from 'react'
import { KeyLevel } from '../app/keyboard.tsx'
import { Button } from './Button.tsx'
import classes from './Dialog.module.css'

type DialogProps = {
  readonly title: string
  readonly isOpen: boolean
  readonly onClose: () => void
  readonly children?: ReactNode
  /** The buttons: what happens first, then the way out. Null while work is under way that has its own. */
  readonly actions: ReactNode
  readonly width?: number
  /** It may stand over another dialog or a drawer, which then must not hear its Esc: the way out has a key of its own. */
  readonly isOverAll?: boolean
}

/** Asks before what cannot be undone, with numbers. Esc is the way out. */
export function Dialog({ title, isOpen, onClose, children, actions, width = 460, isOverAll = false }: DialogProps): ReactNode {
  return (
    <Modal.Root
      opened={isOpen}
      onClose={onClose}
      size={width}
      centered
      closeOnEscape={!isOverAll}
      closeOnClickOutside={!isOverAll}
      {...(isOverAll && { zIndex: 300 })}
    >
      <Modal.Overlay />
      <Modal.Content data-mantine-stop-propagation={isOverAll || undefined}>
        <KeyLevel dialog={isOpen ? 'open' : 'closing'}>
          <Modal.Body className={classes['dialog']}>
            <Modal.Title className={classes['title']} component="h2">
              {title}
            </Modal.Title>
            <div className={classes['words']}>{children}</div>
            {actions !== null && <div className={classes['actions']}>{actions}</div>}
            <FirstFocus />
          </Modal.Body>
        </KeyLevel>
      </Modal.Content>
    </Modal.Root>
  )
}

/** The first field has the focus as soon as it is there, so that a quick hand's letters are not lost until the trap around it looks for one. */
function FirstFocus(): ReactNode {
  const own = useRef<HTMLSpanElement>(null)
  useLayoutEffect(() => own.current?.closest('[role=dialog]')?.querySelector<HTMLElement>('[data-autofocus]')?.focus(), [])
  return <span ref={own} hidden />
}

type DrawerProps = {
  readonly title: string
  readonly under?: ReactNode
  readonly isOpen: boolean
  readonly onClose: () => void
  readonly children: ReactNode
  /** Stands below, always in sight: a remark at the left, the buttons at the right. */
  readonly foot: ReactNode
  readonly width?: number
}

/** A task with a beginning and an end, beside the list it came from. */
export function Drawer({ title, under, isOpen, onClose, children, foot, width = 560 }: DrawerProps): ReactNode {
  return (
    <MantineDrawer.Root opened={isOpen} onClose={onClose} size={width} position="right" closeOnClickOutside={false}>
      <MantineDrawer.Overlay />
      <MantineDrawer.Content>
        <KeyLevel dialog={isOpen ? 'open' : 'closing'}>
          <header className={classes['head']}>
            <div className="grow">
              <MantineDrawer.Title className={classes['title']} component="h2">
                {title}
              </MantineDrawer.Title>
              {under !== undefined && <div className="small second">{under}</div>}
            </div>
            <Button look="quiet" icon={IconX} label="Close" onPress={onClose} />
          </header>
          <div className={classes['body']}>{children}</div>
          <footer className={classes['foot']}>{foot}</footer>
          <FirstFocus />
        </KeyLevel>
      </MantineDrawer.Content>
    </MantineDrawer.Root>
  )
}
