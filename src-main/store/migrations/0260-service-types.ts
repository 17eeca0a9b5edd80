/** Which service types a question asked about, the questions that go on from it, and the file of each figure. */
export const serviceTypes = {
  number: 260,
  sql: `
-- Service types (EQ01), parted by commas. Until now a question asked about the plan and mental health at once; what was told by telephone asked none.
alter table inquiry add column services text not null default '30,MH';
update inquiry set services = '' where told_by is not null;
-- The question a run began with; null where this one began it. The first one holds the card of the whole run.
alter table inquiry add column follows integer references inquiry(id);
-- The service type to ask about next, where the answers of the run say nothing of mental health.
alter table inquiry add column next_service text;
create index inquiry_follows on inquiry(follows) where follows is not null;
create index inquiry_begun on inquiry(appointment, id) where follows is null;

-- The file of a figure, where it is not the one that answered the first question.
alter table inquiry_source add column file integer references file(id);

-- A payer that takes several service types in one question.
alter table payer add column many_services integer not null default 0 check (many_services in (0, 1));
`,
}
