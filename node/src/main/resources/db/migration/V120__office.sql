alter table person add column administrator integer not null default 0;
-- Whoever was removed keeps her row, for what refers to it, and her name.
alter table person add column removed integer not null default 0;

create table invitation (
  digest text primary key,
  person text not null references person (id),
  issued_by text not null,
  issued_at integer not null,
  expires_at integer not null,
  used_at integer,
  withdrawn_at integer
) strict;
create index invitation_person on invitation (person);

-- What was done to people, keys and rights. Rows are added and never changed: the triggers hold
-- against our own mistakes, not against whoever can write to the file.
create table audit (
  place integer primary key autoincrement,
  at integer not null,
  delegation text not null references delegation (id),
  actor text not null,
  deed text not null,
  subject text not null,
  detail text not null
) strict;
create index audit_delegation on audit (delegation, place);
create trigger audit_is_not_changed before update on audit
begin
  select raise(abort, 'the audit is only added to');
end;
create trigger audit_is_not_shortened before delete on audit
begin
  select raise(abort, 'the audit is only added to');
end;
