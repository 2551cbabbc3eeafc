-- Another system that is told what happens to files, by an address it answers at.
create table abonnements.abonnement (
  id uuid primary key,
  nom text not null,
  url text not null,
  -- Encrypted (AES-256-GCM); shown once, when it is made.
  secret bytea not null,
  -- Kinds of events told; procedures and territories they are about. No procedure named: all of them.
  genres text[] not null check (cardinality(genres) > 0),
  demarches text[] not null,
  territoires text[] not null check (cardinality(territoires) > 0),
  etat text not null default 'actif' check (etat in ('actif', 'suspendu', 'supprime')),
  cree_par text not null,
  cree_le timestamptz not null,
  modifie_le timestamptz not null
);
create unique index abonnement_nom on abonnements.abonnement (lower(nom)) where etat <> 'supprime';

-- One event to tell one subscriber. `rang` is the order of telling; the next one of a file waits for the former.
create table abonnements.livraison (
  id uuid primary key,
  rang bigint generated always as identity,
  abonnement_id uuid not null references abonnements.abonnement,
  evenement_id uuid not null,
  dossier_id uuid not null,
  genre text not null,
  corps text not null,
  etat text not null default 'attente' check (etat in ('attente', 'livre', 'abandonne')),
  essais int not null default 0,
  -- Not before. While it is being sent, the moment when it is believed lost.
  prochain timestamptz not null,
  cree_le timestamptz not null,
  fini_le timestamptz,
  rejeu_de uuid references abonnements.livraison,
  constraint livraison_finie check ((etat = 'attente') = (fini_le is null))
);
create unique index livraison_une on abonnements.livraison (abonnement_id, evenement_id) where rejeu_de is null;
create index livraison_attente on abonnements.livraison (abonnement_id, dossier_id, rang) where etat = 'attente';
create index livraison_journal on abonnements.livraison (abonnement_id, rang desc);

-- Each time it was sent, and what was answered.
create table abonnements.tentative (
  id uuid primary key,
  livraison_id uuid not null references abonnements.livraison,
  le timestamptz not null,
  statut int,
  erreur text,
  duree_ms int not null
);
create index tentative_livraison on abonnements.tentative (livraison_id, le desc);
