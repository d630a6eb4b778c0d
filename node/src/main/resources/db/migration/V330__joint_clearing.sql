-- Words of joint statements that were laid before a side's officers, with the instant of their release.
create table press_joint_laying (
  place integer primary key,
  talk text not null,
  delegation text not null references delegation (id),
  digest text not null,
  release_at integer not null,
  content text not null,
  -- As somebody of the side has typed them; empty if another side proposed them.
  typed text not null,
  in_turn integer not null,
  officers text not null,
  laid_by text not null references person (id),
  laid_at integer not null,
  -- Ended by a return or a taking back.
  ended integer not null default 0
) strict;
create unique index press_joint_laying_open on press_joint_laying (talk, delegation, digest) where ended = 0;
create index press_joint_laying_offer on press_joint_laying (talk, delegation, digest, place);

create table press_joint_verdict (
  place integer primary key,
  laying integer not null references press_joint_laying (place),
  cleared integer not null,
  said_by text not null references person (id),
  said_at integer not null,
  remark text not null
) strict;
create index press_joint_verdict_laying on press_joint_verdict (laying);
