-- What was changed on screen is never overwritten by the files of content/ at a restart.
alter table demarches.definition add column origine text not null default 'contenu' check (origine in ('contenu', 'conception'));
alter table demarches.definition add column publiee_par text;
