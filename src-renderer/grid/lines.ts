/** A group as the engine counted it, in the order of the list. */
export type Group = {
  readonly value: string | number | null
  readonly rows: number
  readonly sums: Readonly<Record<string, number>>
}

/** A line on the screen: a row, by its place in the whole list, or the head of a group. */
export type Line = { readonly is: 'row'; readonly index: number; readonly group: number } | { readonly is: 'group'; readonly group: number }

/** How the rows of a list stand below each other, with heads of groups between them and closed groups left out. */
export type Lines = {
  readonly count: number
  /** @returns undefined beyond the last line */
  readonly at: (line: number) => Line | undefined
  /** Where a row stands; the head of its group while that is closed. */
  readonly ofRow: (index: number) => number
  readonly ofGroup: (group: number) => number
  /** The first row of a group, by its place in the whole list, and how many it has. */
  readonly rowsOf: (group: number) => { readonly first: number; readonly rows: number }
}

/** What a group is known by while it is open or closed. */
export const groupKey = ({ value }: Pick<Group, 'value'>): string => JSON.stringify(value)

/** The last of `starts`, which never fall, that is not above `place`. */
function atOrBefore(starts: readonly number[], place: number): number {
  let low = 0
  let high = starts.length - 1
  while (low < high) {
    const middle = Math.ceil((low + high) / 2)
    if ((starts[middle] ?? 0) <= place) low = middle
    else high = middle - 1
  }
  return low
}

/** Rows alone, one a line. */
export const plainLines = (total: number): Lines => ({
  count: total,
  at: (line) => (line >= 0 && line < total ? { is: 'row', index: line, group: -1 } : undefined),
  ofRow: (index) => index,
  ofGroup: () => 0,
  rowsOf: () => ({ first: 0, rows: total }),
})

/**
 * Lines of a list whose rows stand in groups. A step to any line or row is a search among the groups, so that a long list is as quick as a short
 * one.
 * @param closed keys of the groups whose rows do not show
 */
export function groupedLines(groups: readonly Group[], closed: ReadonlySet<string>): Lines {
  const heads: number[] = []
  const firsts: number[] = []
  const isOpen = groups.map((group) => !closed.has(groupKey(group)))
  let line = 0
  let row = 0
  for (const [n, group] of groups.entries()) {
    heads.push(line)
    firsts.push(row)
    line += 1 + (isOpen[n] === true ? group.rows : 0)
    row += group.rows
  }
  const count = line
  return {
    count,
    at(wanted) {
      if (wanted < 0 || wanted >= count) return undefined
      const group = atOrBefore(heads, wanted)
      const into = wanted - (heads[group] ?? 0)
      return into === 0 ? { is: 'group', group } : { is: 'row', index: (firsts[group] ?? 0) + into - 1, group }
    },
    ofRow(index) {
      if (groups.length === 0) return 0
      const group = atOrBefore(firsts, index)
      const head = heads[group] ?? 0
      return isOpen[group] === true ? head + 1 + index - (firsts[group] ?? 0) : head
    },
    ofGroup: (group) => heads[group] ?? 0,
    rowsOf: (group) => ({ first: firsts[group] ?? 0, rows: groups[group]?.rows ?? 0 }),
  }
}
