/** Who works what of the desk, what was put off and why, and the indexes its figures are read by. */
export const desk = {
  number: 120,
  sql: `
-- A line of the desk, or one row of it, given to a person; item 0 is the whole line. The patient is that of the row.
create table desk_owner(
  line text not null,
  item integer not null default 0,
  patient integer references patient(id),
  person integer not null references person(id),
  by integer not null,
  at text not null,
  primary key (line, item)) strict, without rowid;

-- What was put off until a day, and what stood there then: it comes back earlier when that grew worse.
create table desk_aside(
  id integer primary key,
  line text not null,
  item integer not null default 0,
  patient integer references patient(id),
  until text not null,
  reason text not null check (length(reason) > 0),
  items integer not null,
  cents integer not null,
  due text,
  by integer not null,
  at text not null,
  ended_at text) strict;
create unique index desk_aside_once on desk_aside(line, item) where ended_at is null;

-- Patients who were ever of one name and birth date with another: who still is, is asked when they are read.
create table desk_alike(patient integer primary key references patient(id) on delete cascade) strict;
insert into desk_alike(patient)
  select patient.id from (select folded_name, born from patient where born is not null group by folded_name, born having count(*) > 1) as twice
  join patient on patient.folded_name = twice.folded_name and patient.born = twice.born;
create trigger desk_alike_insert after insert on patient
  when exists (select 1 from patient where folded_name = new.folded_name and born = new.born and id <> new.id) begin
  insert or ignore into desk_alike(patient) select id from patient where folded_name = new.folded_name and born = new.born;
end;
create trigger desk_alike_update after update of folded_name, born on patient
  when exists (select 1 from patient where folded_name = new.folded_name and born = new.born and id <> new.id) begin
  insert or ignore into desk_alike(patient) select id from patient where folded_name = new.folded_name and born = new.born;
end;

create index claim_desk on claim(status, origin, sent_at, payer, file_by, cents);
create index claim_sent on claim(sent_at) where origin = 'charge';
create index claim_event_rejected on claim_event(claim) where shape = 'rejected';
create index claim_sum_owed on claim_sum(payer + patient, patient) where payer + patient > 0;
create index appointment_desk on appointment(day, status, service);
create index denial_closed on denial(closed_at, payer, cause, outcome) where status = 'closed';
create index remittance_arrived on remittance(created_at, cents, status);
`,
}
