/** A denial may be put off until a day, which is never behind its limit. */
export const denialsAgain = {
  number: 690,
  sql: `alter table denial add column again text;`,
}
