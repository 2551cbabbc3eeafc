-- Files received with what was typed: their bytes wait in the store, and go with the next sending of the same form.
alter table corridor.saisie_gardee add column fichiers jsonb not null default '[]';
