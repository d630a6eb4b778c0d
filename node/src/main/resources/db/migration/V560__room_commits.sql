-- How many characters of commits each person has taken up of a group's log, until the group ends.
create table room_commits (
  talk text not null,
  purpose text not null,
  person text not null,
  characters integer not null,
  primary key (talk, purpose, person)
) strict;
