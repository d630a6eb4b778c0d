-- Delegations of other nodes to which delegations of this node have a line.
create table counterpart (
  delegation text not null references delegation (id),
  line_key text not null,
  nickname text not null,
  names text not null,
  addresses text not null,
  since integer not null,
  primary key (delegation, line_key)
) strict;

-- A nickname stands where a delegation's name does: whoever came first keeps it.
create trigger delegation_is_no_nickname before insert on delegation
when exists (select 1 from counterpart where nickname = new.id)
begin
  select raise(ignore);
end;

-- The talks to which a counterpart was invited, and those by which it is known. A talk's entries may come later.
create table talk_counterpart (
  talk text not null,
  delegation text not null,
  line_key text not null,
  primary key (talk, delegation, line_key),
  foreign key (delegation, line_key) references counterpart (delegation, line_key)
) strict;

-- Invitations of delegations that this node does not know yet, by the digests of their tokens.
create table line_invitation (
  digest text primary key,
  talk text not null references talk (id),
  delegation text not null references delegation (id),
  names text not null,
  expires_at integer not null,
  used_at integer,
  used_by text,
  withdrawn_at integer
) strict;
create index line_invitation_talk on line_invitation (talk, delegation);

-- What happened on a line; the oldest go. Without a line: what somebody unknown did.
create table line_event (
  place integer primary key autoincrement,
  delegation text not null,
  line_key text not null,
  at integer not null,
  kind text not null,
  what text not null,
  detail text not null
) strict;
create index line_event_line on line_event (delegation, line_key, place);
