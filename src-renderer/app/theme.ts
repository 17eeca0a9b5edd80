import {
  Checkbox,
  Combobox,
  createTheme,
  Drawer,
  Input,
  Menu,
  Modal,
  Popover,
  Select,
  Tooltip,
  type CSSVariablesResolver,
  type MantineColorsTuple,
} from '@mantine/core'
import classes from './mantine.module.css'

// Mantine wants ten shades; every one of ours is a variable of tokens.css, which each theme sets.
const petrol: MantineColorsTuple = [
  'var(--accent-soft)',
  'var(--accent-soft)',
  'var(--accent-line)',
  'var(--accent-line)',
  'var(--accent)',
  'var(--accent)',
  'var(--accent)',
  'var(--accent-press)',
  'var(--accent-press)',
  'var(--accent-press)',
]

const quick = { transition: 'fade', duration: 140 } as const

export const theme = createTheme({
  fontFamily: 'var(--font)',
  fontFamilyMonospace: 'var(--mono)',
  fontSizes: { xs: '11px', sm: '12px', md: '13px', lg: '15px', xl: '18px' },
  lineHeights: { xs: '14px', sm: '16px', md: '18px', lg: '20px', xl: '24px' },
  spacing: { xs: '4px', sm: '8px', md: '12px', lg: '16px', xl: '24px' },
  radius: { xs: '3px', sm: '5px', md: '8px', lg: '12px' },
  defaultRadius: 'sm',
  shadows: { sm: 'none', md: 'var(--shadow-pop)', xl: 'var(--shadow-dialog)' },
  primaryColor: 'petrol',
  primaryShade: { light: 6, dark: 4 },
  cursorType: 'pointer',
  respectReducedMotion: true,
  focusRing: 'auto',
  colors: { petrol },
  components: {
    Input: Input.extend({
      vars: () => ({
        wrapper: {
          '--input-height': 'var(--control)',
          '--input-fz': 'var(--fs-13)',
          '--input-bd': 'var(--edge)',
          '--input-padding': '9px',
          '--input-left-section-width': '30px',
          '--input-right-section-width': '30px',
        },
      }),
      classNames: { input: classes['input'] ?? '', section: classes['section'] ?? '' },
    }),
    InputWrapper: Input.Wrapper.extend({
      defaultProps: { size: 'sm', inputWrapperOrder: ['label', 'input', 'error', 'description'] },
      classNames: { label: classes['label'] ?? '', description: classes['description'] ?? '', error: classes['error'] ?? '' },
    }),
    Checkbox: Checkbox.extend({
      vars: () => ({ root: { '--checkbox-size': 'var(--s-16)' } }),
      classNames: { input: classes['tick'] ?? '', label: classes['tickLabel'] ?? '' },
    }),
    Select: Select.extend({
      defaultProps: { allowDeselect: false, withCheckIcon: false, comboboxProps: { transitionProps: quick, shadow: 'md' } },
      classNames: { dropdown: classes['dropdown'] ?? '', option: classes['option'] ?? '', groupLabel: classes['groupLabel'] ?? '' },
    }),
    Combobox: Combobox.extend({
      classNames: { dropdown: classes['dropdown'] ?? '', option: classes['option'] ?? '' },
    }),
    Menu: Menu.extend({
      defaultProps: { withInitialFocusPlaceholder: false, transitionProps: quick, shadow: 'md', position: 'bottom-end', offset: 4 },
      classNames: { dropdown: classes['dropdown'] ?? '', item: classes['item'] ?? '', label: classes['groupLabel'] ?? '' },
    }),
    Popover: Popover.extend({
      defaultProps: { transitionProps: quick, shadow: 'md', position: 'bottom-start', offset: 4 },
      classNames: { dropdown: classes['dropdown'] ?? '' },
    }),
    Tooltip: Tooltip.extend({
      defaultProps: { openDelay: 400, transitionProps: quick, events: { hover: true, focus: true, touch: false } },
      classNames: { tooltip: classes['tooltip'] ?? '' },
    }),
    // Defaults are asked for by one name, styles by the other.
    ModalRoot: Modal.Root.extend({ defaultProps: { transitionProps: quick, lockScroll: false, radius: 'lg', padding: 0 } }),
    Modal: Modal.extend({ classNames: { overlay: classes['veil'] ?? '', content: classes['dialog'] ?? '' } }),
    DrawerRoot: Drawer.Root.extend({
      defaultProps: { position: 'right', transitionProps: { transition: 'slide-left', duration: 200 }, lockScroll: false, padding: 0 },
    }),
    Drawer: Drawer.extend({
      classNames: { overlay: classes['veil'] ?? '', content: classes['drawer'] ?? '', inner: classes['drawerInner'] ?? '' },
    }),
  },
})

/** Mantine's colours are ours; a theme changes the variables, so light and dark say the same here. */
export const resolver: CSSVariablesResolver = () => {
  const shared = {
    '--mantine-color-body': 'var(--surface)',
    '--mantine-color-text': 'var(--ink)',
    '--mantine-color-bright': 'var(--ink)',
    '--mantine-color-dimmed': 'var(--ink-3)',
    '--mantine-color-default': 'var(--surface)',
    '--mantine-color-default-color': 'var(--ink)',
    '--mantine-color-default-border': 'var(--edge)',
    '--mantine-color-default-hover': 'var(--hover)',
    '--mantine-color-disabled': 'var(--surface-2)',
    '--mantine-color-disabled-color': 'var(--ink-3)',
    '--mantine-color-error': 'var(--bad)',
    '--mantine-color-anchor': 'var(--accent)',
    '--mantine-color-placeholder': 'var(--ink-3)',
    '--mantine-primary-color-filled': 'var(--accent)',
    '--mantine-primary-color-filled-hover': 'var(--accent-press)',
    '--mantine-primary-color-contrast': 'var(--on-accent)',
    '--mantine-primary-color-light': 'var(--accent-soft)',
    '--mantine-primary-color-light-hover': 'var(--accent-soft)',
    '--mantine-primary-color-light-color': 'var(--accent)',
  }
  return { variables: shared, light: shared, dark: shared }
}
