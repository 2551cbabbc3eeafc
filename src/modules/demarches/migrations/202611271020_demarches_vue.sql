-- Filters of the list of files kept under a name, each for its author.
create table demarches.vue (
  id uuid primary key,
  par text not null,
  nom text not null check (nom <> ''),
  filtre jsonb not null,
  cree_le timestamptz not null,
  constraint vue_nom_unique unique (par, nom)
);
