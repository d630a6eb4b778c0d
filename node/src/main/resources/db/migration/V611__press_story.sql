-- What of a talk its public may know as one: drawn when a first statement of it is about to be released.
create table press_story (
  talk text not null,
  delegation text not null references delegation (id),
  story text not null,
  primary key (talk, delegation)
) strict;
