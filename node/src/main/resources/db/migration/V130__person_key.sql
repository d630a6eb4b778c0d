-- The keys that people sign with. The one that is not replaced is shown in her delegation's next credentials;
-- in a talk that key counts which the accepted credentials show, so replaced ones stay.
create table person_key (
  place integer primary key autoincrement,
  person text not null references person (id),
  credential text not null unique,
  cose text not null unique,
  rp text not null,
  demo integer not null,
  counter integer not null,
  added_at integer not null,
  replaced_at integer
) strict;
create unique index person_key_current on person_key (person) where replaced_at is null;

-- When the session's person last touched her passkey.
alter table session add column proven_at integer;
