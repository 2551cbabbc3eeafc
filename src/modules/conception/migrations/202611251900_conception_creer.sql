-- A procedure being designed. `contenu` is the definition as YAML would give it, right or wrong: what is typed is kept.
create table conception.projet (
  id uuid primary key,
  code text not null,
  titre text not null,
  -- The published version it started from; null for a new procedure.
  base int,
  contenu jsonb not null,
  modele text not null,
  revision int not null default 0,
  cree_par text not null,
  cree_le timestamptz not null,
  modifie_par text not null,
  modifie_par_nom text not null,
  modifie_le timestamptz not null,
  publie_le timestamptz,
  version int,
  abandonne_le timestamptz,
  constraint projet_une_fin check (publie_le is null or abandonne_le is null),
  constraint projet_publie check ((publie_le is null) = (version is null))
);
-- One open project a procedure: two persons work on the same one, and see each other's changes.
create unique index projet_ouvert on conception.projet (code) where publie_le is null and abandonne_le is null;
