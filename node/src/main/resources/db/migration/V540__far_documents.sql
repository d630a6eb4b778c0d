-- Documents cross between houses: whose each is, what its ciphertext is, and whether it is here.
-- side: the slug of an own delegation, the chain of a far one. state: whole, coming, or refused because other bytes came.
alter table room_document add column side text not null default '';
alter table room_document add column far integer not null default 0;
alter table room_document add column digest text not null default '';
alter table room_document add column state text not null default 'whole';
