const COLUMNS = `id, patient, status, origin, day, file_by, sent_on, charge, paid, owed, codes, payer, provider, clinician, batch, patient_name, patient_first, patient_last`

/** Makes the rows of some claims. @param sentOn the day of an instant */
export const claimRow = (which: string, sentOn = 'substr(claim.sent_at, 1, 10)'): string => `
insert into claim_row(${COLUMNS})
  select claim.id, claim.patient, claim.status, claim.origin, claim.first_day, claim.file_by, coalesce(${sentOn}, ''), claim.cents,
    coalesce(claim_sum.payment, 0), coalesce(claim_sum.payer + claim_sum.patient, 0), claim.codes, payer.name,
    coalesce(provider.last || ', ' || coalesce(provider.first, ''), ''), claim.provider, coalesce(batch.reference, ''),
    patient.last || ', ' || patient.first, patient.first, patient.last
  from claim
  join patient on patient.id = claim.patient
  join payer on payer.id = claim.payer
  left join provider on provider.id = claim.provider
  left join batch on batch.id = claim.batch
  left join claim_sum on claim_sum.claim = claim.id
  where ${which};`

/**
 * What the list of claims shows, a narrow row a claim, with an index for each order it may stand in; kept by triggers from claims, ledger, patients, payers,
 * clinicians and batches, and held against them by `verify`. Besides, saved views that are shared, and how each person has them.
 */
export const lists = {
  number: 110,
  sql: `
create table claim_row(
  id integer primary key references claim(id),
  patient integer not null,
  status text not null,
  origin text not null,
  day text not null,
  file_by text not null,
  sent_on text not null,
  charge integer not null,
  paid integer not null,
  owed integer not null,
  codes text not null,
  payer text not null,
  provider text not null,
  clinician integer,
  batch text not null,
  patient_name text not null,
  patient_first text not null,
  patient_last text not null) strict;
${claimRow('1')}
create index claim_row_patient on claim_row(patient);
-- A row's number stands behind each by itself.
create index claim_row_day on claim_row(day);
create index claim_row_file_by on claim_row(file_by);
create index claim_row_charge on claim_row(charge);
create index claim_row_paid on claim_row(paid);
create index claim_row_owed on claim_row(owed);
create index claim_row_codes on claim_row(codes);
create index claim_row_batch on claim_row(batch);
create index claim_row_name on claim_row(patient_name);
create index claim_row_status on claim_row(status, day desc, id desc);
create index claim_row_payer on claim_row(payer, day desc, id desc);
create index claim_row_provider on claim_row(provider, day desc, id desc);
-- Counts and sums read this alone.
create index claim_row_figures on claim_row(status, payer, day, origin, sent_on, charge, paid, owed);
-- What sorted the list before.
drop index claim_cents;
drop index claim_sum_payer;
drop index claim_sum_payment;

create trigger claim_row_new after insert on claim begin
  ${claimRow('claim.id = new.id')}
end;
create trigger claim_row_gone after delete on claim begin
  delete from claim_row where id = old.id;
end;
create trigger claim_row_status after update of status on claim when new.status is not old.status begin
  update claim_row set status = new.status where id = new.id;
end;
create trigger claim_row_sent after update of batch, sent_at on claim begin
  update claim_row set batch = coalesce((select reference from batch where batch.id = new.batch), ''), sent_on = coalesce(substr(new.sent_at, 1, 10), '')
    where id = new.id;
end;
create trigger claim_row_codes after update of codes on claim when new.codes is not old.codes begin
  update claim_row set codes = new.codes where id = new.id;
end;
create trigger claim_row_file_by after update of file_by on claim when new.file_by is not old.file_by begin
  update claim_row set file_by = new.file_by where id = new.id;
end;
create trigger claim_row_made_anew after update of patient, origin, first_day, cents, payer, provider on claim begin
  delete from claim_row where id = new.id;
  ${claimRow('claim.id = new.id')}
end;
-- An entry is whole when it is sealed; each of its postings by itself would move the row for nothing.
create trigger claim_row_money after insert on seal begin
  update claim_row set paid = sums.payment, owed = sums.payer + sums.patient
    from (select claim, payment, payer, patient from claim_sum where claim in (select claim from posting where entry = new.entry)) as sums
    where claim_row.id = sums.claim and (claim_row.paid <> sums.payment or claim_row.owed <> sums.payer + sums.patient);
end;
create trigger claim_row_patient_named after update of first, last on patient when new.first is not old.first or new.last is not old.last begin
  update claim_row set patient_name = new.last || ', ' || new.first, patient_first = new.first, patient_last = new.last where patient = new.id;
end;
create trigger claim_row_payer_named after update of name on payer when new.name is not old.name begin
  update claim_row set payer = new.name where id in (select claim.id from claim where claim.payer = new.id);
end;
create trigger claim_row_provider_named after update of first, last on provider when new.first is not old.first or new.last is not old.last begin
  update claim_row set provider = new.last || ', ' || coalesce(new.first, '') where clinician = new.id;
end;
create trigger claim_row_batch_named after update of reference on batch when new.reference is not old.reference begin
  update claim_row set batch = new.reference where id in (select claim.id from claim where claim.batch = new.id);
end;

-- The list of patients as it stands by itself.
create index patient_listed on patient(last || ', ' || first);

alter table saved_view add column is_shared integer not null default 0 check (is_shared in (0, 1));
create table view_place(
  person integer not null,
  view integer not null references saved_view(id),
  position integer,
  is_on_rail integer not null default 0 check (is_on_rail in (0, 1)),
  primary key (person, view)) strict, without rowid;
create index view_place_view on view_place(view);
`,
}
