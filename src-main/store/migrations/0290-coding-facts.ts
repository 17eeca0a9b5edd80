/** Payers that count codes of 15 minutes together over a day, and what a record of a crisis shows. */
export const codingFacts = {
  number: 290,
  sql: `
-- All codes of 15 minutes of one clinician, patient and day share their minutes: a unit for each 15, the last from 8 on.
alter table payer add column quarters_together integer not null default 0 check (quarters_together in (0, 1));
-- Of a crisis alone, as the facts beside them: 1 it is there, 0 it is not, null nobody looked. Never a word of a note.
alter table documentation add column crisis_assessment integer check (crisis_assessment in (0, 1));
alter table documentation add column crisis_resources integer check (crisis_resources in (0, 1));
alter table documentation add column crisis_intervention integer check (crisis_intervention in (0, 1));
`,
}
