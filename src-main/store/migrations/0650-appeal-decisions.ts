/** What was decided on an appeal, when, and by whose word. Its money comes later, or the next level begins. */
export const appealDecisions = {
  number: 650,
  sql: `
alter table appeal add column decided_on text;
alter table appeal add column decision_note text not null default '';
`,
}
