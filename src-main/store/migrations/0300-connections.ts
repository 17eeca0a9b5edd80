/** Where files go by themselves: connections with what opens them, which payer's files each carries, and the outbox. */
export const connections = {
  number: 300,
  sql: `
create table connection(
  id integer primary key,
  name text not null,
  kind text not null check (kind in ('folder', 'sftp', 'core')),
  preset text not null,
  host text not null default '',
  port integer not null default 22,
  user text not null default '',
  auth text not null default 'password' check (auth in ('password', 'key')),
  -- The server's key a person confirmed, as SHA256:…; nothing is sent before there is one.
  host_key text,
  url text not null default '',
  envelope text not null default 'mime' check (envelope in ('mime', 'soap')),
  sender text not null default '',
  receiver text not null default '',
  -- Who vouches for the server besides those the machine trusts, and the key it must have; both as PEM or base64, neither is secret.
  authority text not null default '',
  pin text not null default '',
  send_to text not null default '',
  fetch_from text not null default '',
  after_fetch text not null default 'leave' check (after_fetch in ('leave', 'move', 'delete')),
  move_to text not null default '',
  naming text not null default '{name}',
  -- The kinds of file it takes, parted by commas; whose, say the routes.
  carries text not null default '',
  minutes integer not null default 15 check (minutes between 1 and 1440),
  paused integer not null default 0 check (paused in (0, 1)),
  -- How the last tries went: since when none succeeds, why, and when the next one is.
  tries integer not null default 0,
  reason text,
  since text,
  next_at text,
  worked_at text,
  fetched_at text,
  saved_at text not null,
  removed_at text) strict;
create unique index connection_name on connection(name collate nocase) where removed_at is null;

-- What opens a connection. No list of connections reads this table, so nothing of it can slip out with one.
create table connection_secret(
  connection integer primary key references connection(id),
  password text,
  private_key text,
  key_phrase text,
  public_key text) strict;

-- Which connection takes files of a kind to a payer; 0 stands for every payer that has none of its own.
create table connection_route(
  payer integer not null,
  kind text not null,
  connection integer not null references connection(id),
  primary key (payer, kind)) strict, without rowid;

create table outbox(
  id integer primary key,
  file integer not null unique references file(id),
  connection integer not null references connection(id),
  kind text not null,
  -- The name over there, settled once, so that a second try is the same file and never a second one.
  name text not null,
  sha256 text not null,
  -- Names the message of an envelope that wants a number of its own.
  message text not null unique,
  state text not null check (state in ('waiting', 'sending', 'sent', 'reconcile', 'failed')),
  -- Set before the step after which the other side may have the file.
  committing integer not null default 0 check (committing in (0, 1)),
  -- The sitting that sends it; of a sitting that is over, nothing is on its way any more.
  holder text not null default '',
  tries integer not null default 0,
  reason text,
  queued_at text not null,
  tried_at text,
  sent_at text,
  unique (connection, name)) strict;
create index outbox_open on outbox(connection, id) where state <> 'sent';
create trigger outbox_parcel_kept before update of file, name, sha256, message on outbox begin select raise(abort, 'outbox.kept'); end;
create trigger outbox_stays before delete on outbox begin select raise(abort, 'outbox.kept'); end;
`,
}
