-- Who asked through the mediator: the id of the applicant is the calling system's, and means nothing here.
create table govstack.demande (
  dossier_id uuid primary key,
  jeton_id uuid not null,
  demandeur_id text not null,
  nom text not null,
  cree_le timestamptz not null
);
create index demande_demandeur on govstack.demande (jeton_id, demandeur_id);
