-- "If asked" lines lie beside a draft and are never published.
alter table press_draft add column if_asked text not null default '[]';

-- Every text that was ever saved of a draft, so that officers see what was changed since.
create table press_revision (
  draft text not null references press_draft (id) on delete cascade,
  revision integer not null,
  level text not null,
  subjects text not null,
  texts text not null,
  picture text,
  if_asked text not null,
  saved_by text not null references person (id),
  saved_at integer not null,
  primary key (draft, revision)
) strict;
insert into press_revision (draft, revision, level, subjects, texts, picture, if_asked, saved_by, saved_at)
  select id, revision, level, subjects, texts, picture, '[]', changed_by, changed_at from press_draft;

-- A side's chains of clearance; the latest edition counts for what is submitted from then on.
create table press_chain (
  delegation text not null references delegation (id),
  edition integer not null,
  in_turn integer not null,
  officers text not null,
  changed_by text not null references person (id),
  changed_at integer not null,
  primary key (delegation, edition)
) strict;

-- What was laid before the officers, under the chain of that moment.
create table press_submission (
  draft text not null references press_draft (id) on delete cascade,
  number integer not null,
  revision integer not null,
  digest text not null,
  in_turn integer not null,
  officers text not null,
  submitted_by text not null references person (id),
  submitted_at integer not null,
  -- Ended by an edit, a return or a taking back.
  ended integer not null default 0,
  primary key (draft, number)
) strict;

create table press_verdict (
  place integer primary key,
  draft text not null,
  submission integer not null,
  cleared integer not null,
  said_by text not null references person (id),
  said_at integer not null,
  remark text not null,
  shown text not null,
  foreign key (draft, submission) references press_submission (draft, number) on delete cascade
) strict;
create index press_verdict_draft on press_verdict (draft);
