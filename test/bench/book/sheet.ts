import type { default as Database, Statement } from '@signalapp/sqlcipher'
import type { SqlValue } from '../../../src-main/store/index.ts'

/** Rows go into a table one after the other, by position; the fast way in. */
export type Sheet<C extends string> = {
  /** @param id of the row, and the values of the other columns by name */
  add(row: Readonly<Record<C, SqlValue>>): void
}

/** Prepared inserts, and the transaction they stand in. */
export type Sheets = {
  of<C extends string>(table: string, columns: readonly C[]): Sheet<C>
  /** Ends the transaction and begins another: a log of gigabytes is nobody's friend. */
  turn(): void
  close(): void
}

export function sheets(database: Database): Sheets {
  const open: Statement[] = []
  database.exec('BEGIN IMMEDIATE')
  return {
    of(table, columns) {
      const statement = database.prepare(`insert into ${table} (${columns.join(', ')}) values (${columns.map(() => '?').join(', ')})`, {
        persistent: true,
      })
      open.push(statement)
      return {
        add: (row) => void statement.run(columns.map((column) => row[column] as string | number | null | Uint8Array<ArrayBuffer>)),
      }
    },
    turn() {
      database.exec('COMMIT')
      database.pragma('wal_checkpoint(TRUNCATE)')
      database.exec('BEGIN IMMEDIATE')
    },
    close() {
      database.exec('COMMIT')
      for (const one of open) one.close()
      database.pragma('wal_checkpoint(TRUNCATE)')
    },
  }
}
