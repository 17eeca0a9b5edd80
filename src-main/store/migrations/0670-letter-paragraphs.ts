/** Paragraphs that a practice keeps for its letters. */
export const letterParagraphs = {
  number: 670,
  sql: `
create table letter_paragraph(
  id integer primary key,
  title text not null unique,
  text text not null,
  saved_at text not null) strict;
`,
}
