-- Words that no machine could judge, and who said, clearing the draft, that she had looked at them.
create table press_looked (
  draft text not null,
  submission integer not null,
  mention text not null,
  said_by text not null references person (id),
  said_at integer not null,
  primary key (draft, submission, mention, said_by),
  foreign key (draft, submission) references press_submission (draft, number) on delete cascade
) strict;
