/**
 * What a patient agreed to pay in parts. A plan is never changed: it ends with the reason, and another is agreed. What was paid on it is not kept here:
 * it is the money that came in after the last entry of the day it was agreed.
 */
export const paymentPlans = {
  number: 610,
  sql: `
create table payment_plan(
  id integer primary key,
  patient integer not null references patient(id),
  -- What was owed when it was agreed.
  total integer not null check (total > 0),
  part integer not null check (part > 0 and part <= total),
  every text not null check (every in ('week', 'two-weeks', 'month')),
  first text not null,
  note text not null,
  -- The last entry of the ledger before it.
  after integer not null,
  at text not null,
  by integer not null,
  ended_at text,
  ended_by integer,
  end_why text,
  check ((ended_at is null) = (ended_by is null) and (ended_at is null) = (end_why is null))) strict;
create unique index payment_plan_open on payment_plan(patient) where ended_at is null;
create index payment_plan_patient on payment_plan(patient, id);

create trigger payment_plan_kept before update of patient, total, part, every, first, note, after, at, by on payment_plan
  begin select raise(abort, 'ledger.append-only'); end;
create trigger payment_plan_ended before update on payment_plan when old.ended_at is not null
  begin select raise(abort, 'ledger.append-only'); end;
create trigger payment_plan_stays before delete on payment_plan begin select raise(abort, 'ledger.append-only'); end;
`,
}
