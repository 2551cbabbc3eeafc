-- A citizen files and follows for another person, with a power: a paper, or a consent by a code on that person's phone.
create table demarches.mandat (
  dossier_id uuid primary key references demarches.dossier on delete cascade,
  nom text not null,
  telephone text not null,
  qualite text not null check (qualite in ('parent', 'tuteur', 'association', 'avocat', 'notaire', 'autre')),
  precision text not null default '',
  preuve text not null check (preuve in ('code', 'procuration')),
  -- The power, among the files of the request.
  fichier uuid,
  -- Phone of the person represented: her consent, her news, the end of the mandate.
  mandant_telephone text,
  -- Her link is derived from this number, and only its hash is kept: what is agreed to changed, the former link opens nothing.
  tour int not null default 0,
  empreinte bytea unique,
  envoye_le timestamptz,
  expire_le timestamptz,
  reponse text check (reponse in ('oui', 'non')),
  repondu_le timestamptz,
  cree_le timestamptz not null,
  fini_le timestamptz,
  fini_par text,
  constraint mandat_preuve check ((preuve = 'procuration' and fichier is not null) or (preuve = 'code' and mandant_telephone is not null)),
  constraint mandat_reponse check ((reponse is null) = (repondu_le is null)),
  constraint mandat_fin check ((fini_le is null) = (fini_par is null))
);
-- Set while a mandate runs on a filed request: the person represented is told of everything, and holds the file too.
alter table demarches.dossier add column mandant_telephone text;
create index dossier_mandant on demarches.dossier (mandant_telephone) where mandant_telephone is not null;
