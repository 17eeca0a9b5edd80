import { Combobox, TextInput, useCombobox } from '@mantine/core'
import { wholeNumber } from '../../../src-shared/number.ts'
import { useEffect, useState, type ReactNode } from 'react'

export type PickOption<T> = {
  readonly value: T
  readonly label: string
  readonly detail?: string
  /** The list is still on its way: it shows, and is not taken before the whole of it is there. */
  readonly isUnsure?: boolean
}

type Props<T> = {
  readonly label: string
  readonly field: string
  /** What is chosen, as it shows. */
  readonly shown: string
  readonly options: readonly PickOption<T>[]
  readonly onPick: (option: PickOption<T>) => void
  /** What is typed, for options that are asked for; without it they are narrowed here. */
  readonly onType?: (text: string) => void
  readonly placeholder?: string
  readonly nothing?: string
  readonly isWrong?: boolean
}

/** One of some, chosen by typing: the first that fits stands ready, and Tab or Enter takes it. */
export function Pick<T>(props: Props<T>): ReactNode {
  const { label, field, shown, options, onPick, onType, placeholder, nothing = 'None', isWrong = false } = props
  const [typed, setTyped] = useState<string>()
  const [isIn, setIn] = useState(false)
  const list = useCombobox()
  const plain = typed?.trim().toLowerCase() ?? ''
  const isExact = (one: PickOption<T>): boolean => one.label.toLowerCase() === plain
  const fitting =
    onType || typed === undefined
      ? options
      : options.filter((one) => fits(one.label, plain)).toSorted((one, other) => (isExact(other) ? 1 : 0) - (isExact(one) ? 1 : 0))
  const { dropdownOpened: isOpen, selectFirstOption } = list
  const names = fitting.map((one) => one.label).join('|')
  useEffect(() => {
    if (isOpen && plain !== '') selectFirstOption()
    // Anew for each list of names.
  }, [isOpen, plain, names, selectFirstOption])
  const take = (option: PickOption<T>): void => {
    setTyped(undefined)
    onType?.('')
    list.closeDropdown()
    onPick(option)
  }
  // A quick hand is out of the field before the answer is there; then only a single name is beyond doubt.
  const [only] = fitting.length === 1 && fitting[0]?.isUnsure !== true ? fitting : []
  useEffect(() => {
    // oxlint-disable-next-line react/set-state-in-effect -- the answer comes from outside, after the hand has left
    if (!isIn && plain !== '' && only) take(only)
  })
  return (
    <Combobox
      store={list}
      shadow="md"
      transitionProps={{ duration: 0 }}
      width="max-content"
      position="bottom-start"
      onOptionSubmit={(at) => {
        const option = fitting[wholeNumber(at) ?? -1]
        if (option && option.isUnsure !== true) take(option)
      }}
    >
      <Combobox.Target withExpandedAttribute>
        <TextInput
          // The target adds what it opens, and whether it is open.
          // oxlint-disable-next-line jsx-a11y/role-has-required-aria-props
          role="combobox"
          aria-label={label}
          data-field={field}
          value={typed ?? shown}
          placeholder={placeholder ?? ''}
          error={isWrong || (!isIn && typed !== undefined)}
          autoComplete="off"
          spellCheck={false}
          onChange={(event) => {
            setTyped(event.currentTarget.value)
            onType?.(event.currentTarget.value)
            list.openDropdown()
          }}
          onClick={() => list.openDropdown()}
          onFocus={() => setIn(true)}
          onBlur={() => {
            setIn(false)
            const at = list.getSelectedOptionIndex()
            const option = fitting[at === -1 ? 0 : at]
            const wasOpen = isOpen
            list.closeDropdown()
            if (typed === undefined) return
            if (plain === '') setTyped(undefined)
            else if (wasOpen && option && option.isUnsure !== true) take(option)
          }}
        />
      </Combobox.Target>
      <Combobox.Dropdown hidden={onType !== undefined && plain === ''}>
        <Combobox.Options aria-label={label} mah={260} style={{ overflowY: 'auto' }}>
          {fitting.map((one, at) => (
            <Combobox.Option key={`${one.label} ${one.detail ?? ''}`} value={String(at)}>
              {one.label}
              {one.detail !== undefined && <span className="third small"> {one.detail}</span>}
            </Combobox.Option>
          ))}
          {fitting.length === 0 && <Combobox.Empty>{nothing}</Combobox.Empty>}
        </Combobox.Options>
      </Combobox.Dropdown>
    </Combobox>
  )
}

const fits = (label: string, typed: string): boolean =>
  label
    .toLowerCase()
    .split(/[\s/-]+/)
    .some((word) => word.startsWith(typed)) || label.toLowerCase().startsWith(typed)
