/** What payers told of claims on the telephone, on their sites and in letters; append-only, and one taken back stays in sight. */
export const payerContacts = {
  number: 390,
  sql: `
create table payer_contact(
  id integer primary key,
  n integer not null unique,
  claim integer not null references claim(id),
  at text not null,
  user integer not null,
  way text not null check (way in ('phone', 'portal', 'letter')),
  told_by text not null,
  -- The number of the call or letter.
  reference text not null,
  said text not null check (said in ('in-process', 'not-on-file', 'wanted', 'paid', 'denied', 'other')),
  note text not null,
  again text,
  check (way <> 'phone' or (told_by <> '' and reference <> ''))) strict;
create index payer_contact_claim on payer_contact(claim, id);
create index payer_contact_reference on payer_contact(reference) where reference <> '';
create trigger payer_contact_kept before update on payer_contact begin select raise(abort, 'contact.append-only'); end;
create trigger payer_contact_stays before delete on payer_contact begin select raise(abort, 'contact.append-only'); end;

create table payer_contact_undone(
  contact integer primary key references payer_contact(id),
  at text not null,
  user integer not null) strict;
create trigger payer_contact_undone_kept before update on payer_contact_undone begin select raise(abort, 'contact.append-only'); end;
create trigger payer_contact_undone_stays before delete on payer_contact_undone begin select raise(abort, 'contact.append-only'); end;
`,
}
