/** What the engine itself keeps: sittings, commands done, jobs, counters, drafts, views, settings. */
export const engine = {
  number: 10,
  sql: `
create table sitting(id integer primary key, at text not null default (strftime('%Y-%m-%dT%H:%M:%fZ', 'now'))) strict;

-- A command and its reply under the key the window made when the form opened: a retry after a crash has no second effect.
create table command_done(
  key text primary key,
  name text not null,
  digest text not null,
  reply text not null,
  at text not null) strict, without rowid;

create table job(
  id integer primary key,
  name text not null,
  title text not null,
  status text not null check (status in ('running', 'done', 'stopped', 'failed')),
  done integer not null default 0,
  total integer,
  words text not null default '',
  started_at text not null,
  ended_at text) strict;

-- Numbers that are never given twice: control numbers for each receiver, traces.
create table counter(name text primary key, next integer not null) strict, without rowid;

create table setting(key text primary key, json text not null) strict, without rowid;

-- What was typed and not saved yet; it outlives a lock and a crash.
create table draft(key text primary key, json text not null, at text not null) strict, without rowid;

create table saved_view(
  id integer primary key,
  screen text not null,
  name text not null,
  json text not null,
  owner integer not null,
  position integer not null,
  unique(screen, owner, name)) strict;
`,
}
