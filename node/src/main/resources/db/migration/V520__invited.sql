-- Whether it was this side that invited the counterpart. One that only says that it invites us must learn nothing of a
-- talk that we have.
alter table talk_counterpart add column invited_here integer not null default 0;
