-- How a statement goes out beside its words: under whose name, on which page, what a notice expects. Empty is the plain way.
alter table press_draft add column manner text not null default '';
alter table press_revision add column manner text not null default '';
