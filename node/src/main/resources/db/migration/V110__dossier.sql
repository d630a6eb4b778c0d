create table talk (
  place integer primary key autoincrement,
  id text not null unique
) strict;

-- The delegations of this node that are in a talk; what the talk's entries say of others is in the entries.
create table talk_delegation (
  talk text not null references talk (id),
  delegation text not null references delegation (id),
  primary key (talk, delegation)
) strict;

create table entry (
  place integer primary key autoincrement,
  talk text not null references talk (id),
  chain text not null,
  seq integer not null,
  jws text not null,
  unique (talk, chain, seq)
) strict;

-- Texts that entries refer to by digest. They can be erased; the entries stay.
create table body (
  talk text not null references talk (id),
  digest text not null,
  salt text not null,
  content text not null,
  primary key (talk, digest)
) strict;
