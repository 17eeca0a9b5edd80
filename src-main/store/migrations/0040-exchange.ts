/** Files that came and went, whole and for ever as they were. */
export const exchange = {
  number: 40,
  sql: `
create table file(
  id integer primary key,
  direction text not null check (direction in ('in', 'out')),
  name text not null,
  kind text not null,
  sha256 text not null,
  bytes blob not null,
  size integer not null,
  at text not null,
  status text not null,
  summary text not null default '',
  findings integer not null default 0,
  unique(direction, sha256)) strict;
create index file_at on file(at, id);

-- What became of each part of a file (an envelope's acknowledgment, a transaction set), written together with its effect: an import that was cut off
-- goes on behind the last one.
create table file_part(
  file integer not null references file(id),
  n integer not null,
  kind text not null,
  status text not null check (status in ('posted', 'partly', 'quarantined', 'taken', 'known')),
  words text not null,
  details text not null default '',
  primary key (file, n)) strict, without rowid;

create trigger file_bytes_kept before update of bytes, sha256, size on file begin select raise(abort, 'file.kept'); end;
create trigger file_stays before delete on file begin select raise(abort, 'file.kept'); end;

create table batch(
  id integer primary key,
  file integer references file(id),
  receiver text not null,
  payer integer references payer(id),
  reference text not null unique,
  interchange integer not null,
  group_control integer not null,
  set_control text not null,
  usage text not null check (usage in ('T', 'P')),
  claims integer not null,
  cents integer not null,
  status text not null check (status in ('written', 'received', 'rejected', 'partly', 'accepted')),
  words text not null default '',
  created_at text not null,
  answered_at text,
  unique(receiver, interchange)) strict;
`,
}
