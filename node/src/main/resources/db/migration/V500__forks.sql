-- Entries of chains whose delegation signed two with one number, beside the branch that came first.
create table other_branch (
  place integer primary key autoincrement,
  talk text not null references talk (id),
  behind integer not null, -- the place of the entry that came last before it
  chain text not null,
  seq integer not null,
  hash text not null,
  jws text not null,
  unique (talk, hash)
) strict;
