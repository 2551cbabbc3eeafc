-- One row a content; the bytes lie on disk under their hash. A content without reference for a day is collected.
create table fichiers.contenu (
  sha256 text primary key check (sha256 ~ '^[0-9a-f]{64}$'),
  type text not null,
  taille bigint not null check (taille > 0),
  cree_le timestamptz not null
);
create table fichiers.reference (
  id uuid primary key,
  sha256 text not null references fichiers.contenu,
  objet text not null,
  champ text not null,
  nom text not null,
  depose_par text not null,
  cree_le timestamptz not null,
  retire_le timestamptz
);
create index reference_objet on fichiers.reference (objet) where retire_le is null;
create index reference_sha on fichiers.reference (sha256);
