/** Who may be billed where: enrollments with payers, licenses by state, supervision, and what a payer asks of a supervised clinician. */
export const credentials = {
  number: 250,
  sql: `
-- A clinician, or the practice itself where none is named, with a payer; participation, or one kind of transaction. A first day is that of the
-- request while it is only asked for.
create table enrollment(
  id integer primary key,
  provider integer references provider(id),
  payer integer not null references payer(id),
  kind text not null default 'participation'
    check (kind in ('participation', 'claims', 'eligibility', 'status', 'remittances', 'payments')),
  state text not null check (state in ('asked', 'in', 'ended')),
  starts text not null,
  ends text,
  check (ends is null or ends >= starts),
  check (state <> 'ended' or ends is not null)) strict;
create index enrollment_payer on enrollment(payer, kind, provider);
create index enrollment_provider on enrollment(provider, kind);

create table license(
  id integer primary key,
  provider integer not null references provider(id),
  state text not null,
  number text not null default '',
  level text not null default 'full' check (level in ('full', 'supervised')),
  starts text not null,
  ends text,
  check (ends is null or ends >= starts)) strict;
create index license_provider on license(provider, state);

create table supervision(
  id integer primary key,
  provider integer not null references provider(id),
  supervisor integer not null references provider(id),
  starts text not null,
  ends text,
  check (supervisor <> provider),
  check (ends is null or ends >= starts)) strict;
create index supervision_provider on supervision(provider, starts);

-- How a payer takes what a supervised clinician did: as any other's, with the supervisor named, in the supervisor's name, or not at all.
alter table payer add column supervised text not null default 'own' check (supervised in ('own', 'named', 'supervisor', 'none'));
alter table payer add column supervised_modifier text not null default '';
`,
}
