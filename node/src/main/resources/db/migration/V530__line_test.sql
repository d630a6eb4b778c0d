-- Tests of lines, and that there was none when one was due; the oldest go. Times in microseconds, the connection's
-- age in seconds; without figures where none came of it.
create table line_test (
  place integer primary key autoincrement,
  delegation text not null,
  line_key text not null,
  at integer not null,
  asker text not null,
  finding text not null,
  median integer,
  p95 integer,
  jitter integer,
  sounds_sent integer,
  sounds_back integer,
  frames_sent integer,
  frames_back integer,
  altered integer,
  bits integer,
  clock_offset integer,
  connection_age integer
) strict;
create index line_test_line on line_test (delegation, line_key, place);
