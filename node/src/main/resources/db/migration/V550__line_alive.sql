-- When this node was last known to run: after a death without a word its lines were up until then, no later.
create table line_alive (
  only_row integer primary key check (only_row = 1),
  at integer not null
) strict;
