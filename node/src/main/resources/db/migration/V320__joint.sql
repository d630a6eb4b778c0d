-- Both sides of a talk publish a joint statement under one id, so an id is one room's.
create table published (
  id text not null,
  room text not null,
  jws text not null,
  primary key (room, id)
) strict;
insert into published (id, room, jws) select id, room, jws from published_statement;
drop table published_statement;
alter table published rename to published_statement;

-- What a delegation of this node knew, before the instant, to be signed by all: it publishes that and nothing else.
create table press_joint (
  talk text not null,
  proposal text not null,
  delegation text not null references delegation (id),
  public_id text not null,
  release_at integer not null,
  known_at integer not null,
  published_at integer,
  primary key (talk, proposal, delegation)
) strict;

-- When the feed of another side first showed it.
create table press_joint_seen (
  talk text not null,
  proposal text not null,
  delegation text not null references delegation (id),
  side text not null,
  seen_at integer not null,
  primary key (talk, proposal, delegation, side)
) strict;
