create table delegation (
  id text primary key,
  language text not null,
  zone text not null,
  names text not null
) strict;

create table person (
  id text primary key,
  delegation text not null references delegation (id),
  names text not null,
  offices text not null,
  roles text not null,
  language text not null,
  place integer not null
) strict;

-- Only digests of secrets: who reads a copy of this table can sign in as nobody.
create table sign_in_link (
  digest text primary key,
  person text not null references person (id),
  expires_at integer not null,
  used_at integer
) strict;

create table session (
  digest text primary key,
  person text not null references person (id),
  started_at integer not null,
  seen_at integer not null
) strict;
create index session_person on session (person);
