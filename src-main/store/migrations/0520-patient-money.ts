/**
 * What patients pay. The ledger has the money; these say whose it is: `receipt` what came in, `patient_move` which entry did what to whose money.
 * `money` is what came in or went out, `credit` what the patient's unapplied credit grew by, both as the entry's own postings have them (`verify`
 * compares). What waits for a second person is about a patient: a denial is one thing that may be asked about among others.
 */
export const patientMoney = {
  number: 520,
  sql: `
create table receipt(
  id integer primary key,
  patient integer not null references patient(id),
  day text not null,
  method text not null check (method in ('cash', 'check', 'card', 'other')),
  reference text not null,
  note text not null,
  cents integer not null check (cents > 0)) strict;
create index receipt_patient on receipt(patient, day);

create table patient_move(
  id integer primary key,
  patient integer not null references patient(id),
  receipt integer references receipt(id),
  entry integer not null unique references entry(id),
  does text not null check (does in ('receive', 'allocate', 'refund', 'transfer', 'write-off', 'undo')),
  undoes integer unique references patient_move(id),
  day text not null,
  money integer not null,
  credit integer not null,
  -- Why: the reason of a write-off, and what a person wrote.
  reason text not null,
  note text not null,
  check ((does = 'undo') = (undoes is not null)),
  check (receipt is not null or (money = 0 and credit = 0))) strict;
create index patient_move_patient on patient_move(patient, id);
create index patient_move_receipt on patient_move(receipt) where receipt is not null;

create trigger receipt_kept before update on receipt begin select raise(abort, 'ledger.append-only'); end;
create trigger receipt_stays before delete on receipt begin select raise(abort, 'ledger.append-only'); end;
create trigger patient_move_kept before update on patient_move begin select raise(abort, 'ledger.append-only'); end;
create trigger patient_move_stays before delete on patient_move begin select raise(abort, 'ledger.append-only'); end;

create table asked(
  id integer primary key,
  kind text not null check (kind in ('write-off', 'patient-write-off', 'refund')),
  patient integer not null references patient(id),
  claim integer references claim(id),
  denial integer references denial(id),
  line integer references claim_line(id),
  receipt integer references receipt(id),
  cents integer not null check (cents > 0),
  -- What shall be done when it is approved, as the call that asked.
  input text not null,
  asked_by integer not null references person(id),
  asked_at text not null,
  state text not null default 'waiting' check (state in ('waiting', 'approved', 'declined')),
  decided_by integer references person(id),
  decided_at text,
  note text not null default '',
  check (decided_by is null or decided_by <> asked_by or state = 'declined'),
  check ((kind = 'write-off') = (denial is not null)),
  check ((kind = 'patient-write-off') = (line is not null)),
  check ((kind = 'refund') = (receipt is not null))
) strict;
insert into asked(id, kind, patient, claim, denial, cents, input, asked_by, asked_at, state, decided_by, decided_at, note)
  select approval.id, approval.kind, claim.patient, claim.id, approval.denial, approval.cents, approval.input, approval.asked_by,
    approval.asked_at, approval.state, approval.decided_by, approval.decided_at, approval.note
  from approval join denial on denial.id = approval.denial join claim on claim.id = denial.claim;
drop table approval;
alter table asked rename to approval;
create unique index approval_waits_once on approval(kind, coalesce(denial, line, receipt)) where state = 'waiting';
create index approval_denial on approval(denial) where denial is not null;
`,
}
