/** What is wrong with patients' standing data, kept when it changes, so that lists and the desk need not work it out. */
export const patientLooks = {
  number: 280,
  sql: `
-- What a payer’s member ids look like, as the practice says it: 3 letters then 9 digits.
alter table payer add column member_shape text not null default '';

-- What the checks of a patient say in some days, the worst of it; days on which nothing is to be seen to have no row.
create table patient_look(
  patient integer not null references patient(id) on delete cascade,
  starts text not null,
  ends text not null,
  wrong text not null,
  primary key (patient, starts),
  check (ends >= starts)) strict, without rowid;

-- Patients whose facts changed since: checked again at the end of the same transaction.
create table patient_due(patient integer primary key references patient(id) on delete cascade) strict;
insert into patient_due(patient) select id from patient;
create trigger patient_due_new after insert on patient begin
  insert or ignore into patient_due(patient) values (new.id);
end;
create trigger patient_due_changed after update of last, first, born, sex, state on patient begin
  insert or ignore into patient_due(patient) values (new.id);
end;
create trigger patient_due_coverage_new after insert on coverage begin
  insert or ignore into patient_due(patient) values (new.patient);
end;
create trigger patient_due_coverage_changed after update on coverage begin
  insert or ignore into patient_due(patient) values (old.patient), (new.patient);
end;
create trigger patient_due_coverage_gone after delete on coverage begin
  insert or ignore into patient_due(patient) values (old.patient);
end;
create trigger patient_due_payer after update of kind, member_shape on payer
  when new.kind is not old.kind or new.member_shape is not old.member_shape begin
  insert or ignore into patient_due(patient) select patient from coverage where payer = new.id;
end;

-- Patients who ever carried a member id that another had as his own too: who still does, is asked when they are read. Of those who share one already
-- each is here, so that another one of them needs to name one more at most.
create table patient_shared(patient integer primary key references patient(id) on delete cascade) strict;
insert into patient_shared(patient)
  select distinct coverage.patient from coverage
  join (select payer, member_id from coverage where relationship = '18' and member_id <> '' group by payer, member_id
    having count(distinct patient) > 1) as twice on twice.payer = coverage.payer and twice.member_id = coverage.member_id
  where coverage.relationship = '18';
create trigger patient_shared_new after insert on coverage
  when new.relationship = '18' and new.member_id <> '' and exists (select 1 from coverage where member_id = new.member_id and payer = new.payer
    and relationship = '18' and patient <> new.patient) begin
  insert or ignore into patient_shared(patient) values (new.patient);
  insert or ignore into patient_shared(patient)
    select patient from coverage where member_id = new.member_id and payer = new.payer and relationship = '18' and patient <> new.patient limit 1;
end;
create trigger patient_shared_changed after update of member_id, payer, relationship, patient on coverage
  when new.relationship = '18' and new.member_id <> '' and exists (select 1 from coverage where member_id = new.member_id and payer = new.payer
    and relationship = '18' and patient <> new.patient) begin
  insert or ignore into patient_shared(patient) values (new.patient);
  insert or ignore into patient_shared(patient)
    select patient from coverage where member_id = new.member_id and payer = new.payer and relationship = '18' and patient <> new.patient limit 1;
end;
`,
}
