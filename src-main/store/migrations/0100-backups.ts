/** The keys of backups, so that one can be proved or restored without a passphrase of its time; and what the store knows of its own upkeep. */
export const backups = {
  number: 100,
  sql: `
-- Each backup has a key of its own. The name is its folder's.
create table backup_key(name text primary key, key text not null, at text not null) strict, without rowid;

-- When the chain was walked whole, whether there is an anchor, the second folder, the last drill: the engine's own, never sent to a window as it is.
create table upkeep(key text primary key, json text not null) strict, without rowid;
`,
}
