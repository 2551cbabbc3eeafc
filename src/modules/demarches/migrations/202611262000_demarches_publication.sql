-- What happened to a file is told to subscribers: the row of the event is the outbox, written in the same transaction as the event.
-- `etat`: the state the file was in once the event was written. `publie`: handed over to those who tell.
alter table demarches.evenement add column etat text;
alter table demarches.evenement add column publie boolean not null default false;
update demarches.evenement set publie = true;
create index evenement_a_publier on demarches.evenement (le, id) where not publie;
