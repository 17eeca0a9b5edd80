/** What is remembered of a request for an enrollment. */
export const enrollmentNotes = {
  number: 350,
  sql: `
-- The number of the request, or whom to ask.
alter table enrollment add column note text not null default '';
`,
}
