-- What is private to a side until it is released.
create table press_draft (
  id text primary key,
  delegation text not null references delegation (id),
  talk text not null,
  kind text not null,
  about_room text,
  about_statement text,
  level text not null,
  subjects text not null,
  texts text not null,
  picture text,
  revision integer not null,
  changed_at integer not null,
  changed_by text not null references person (id),
  -- Set while a release is under way, so that a node that died in it knows what to finish.
  releasing_jws text,
  -- The statement that it became; null until it is released.
  statement text
) strict;
create index press_draft_talk on press_draft (delegation, talk);

create table press_draft_picture (
  delegation text not null references delegation (id),
  sha256 text not null,
  bytes blob not null,
  primary key (delegation, sha256)
) strict;

-- What is public. Nothing here points back to a talk or a draft.
create table published_statement (
  id text primary key,
  room text not null,
  jws text not null
) strict;
create index published_statement_room on published_statement (room);

create table published_picture (
  room text not null,
  sha256 text not null,
  bytes blob not null,
  primary key (room, sha256)
) strict;
