-- The group of a talk's room, of its latest generation. Of one that has ended only the number stays.
create table room_group (
  talk text not null,
  purpose text not null,
  generation integer not null,
  group_id text not null,
  group_info text not null,
  ended integer not null,
  primary key (talk, purpose)
) strict;

-- Commits and messages, ciphertext, in the order in which all are told. One commit leads on from each epoch: the index is
-- what decides between two.
create table room_event (
  place integer primary key autoincrement,
  talk text not null,
  purpose text not null,
  epoch integer not null,
  sender text,
  id text,
  content text not null,
  check ((sender is null) = (id is null)),
  foreign key (talk, purpose) references room_group (talk, purpose)
) strict;
create unique index room_commit on room_event (talk, purpose, epoch) where sender is null;
create unique index room_message on room_event (talk, purpose, sender, id) where sender is not null;

-- Documents as ciphertext; each is a file of this name.
create table room_document (
  id text primary key,
  talk text not null,
  size integer not null
) strict;
create index room_document_talk on room_document (talk);
