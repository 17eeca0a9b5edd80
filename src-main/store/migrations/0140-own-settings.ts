/** Theme, rows, size and hints are each person's own. What one person had chosen for all is what everybody begins with. */
export const ownSettings = {
  number: 140,
  sql: `
create table person_setting(
  person integer not null references person(id),
  key text not null,
  json text not null,
  primary key (person, key)) strict, without rowid;

insert into person_setting(person, key, json)
  select person.id, setting.key, setting.json from person cross join setting where setting.key in ('theme', 'density', 'hints');
`,
}
