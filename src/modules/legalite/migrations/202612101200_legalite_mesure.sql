-- What a controller has ticked on the grid of an act.
create table legalite.controle (
  acte_id uuid primary key references legalite.acte,
  grille uuid not null references legalite.referentiel,
  points jsonb not null default '{}',
  note text not null default '',
  par text not null,
  par_nom text not null,
  le timestamptz not null,
  revision int not null default 1
);

-- An act of the prefect about an act of a commune: prepared by a controller, signed by the authority, answered by the town hall, read, closed.
create table legalite.mesure (
  id uuid primary key,
  acte_id uuid not null references legalite.acte,
  commune text not null,
  genre text not null check (genre in ('demande-pieces', 'observations', 'suspension', 'defere')),
  etat text not null check (etat in ('projet', 'soumise', 'signee', 'repondue', 'close', 'retiree')),
  numero text unique,
  motif text not null default '',
  points jsonb not null default '[]',
  texte text not null,
  repondre_avant date,
  prepare_par text not null,
  prepare_par_nom text not null,
  prepare_le timestamptz not null,
  soumis_le timestamptz,
  renvoi text not null default '',
  signe_par text,
  signe_par_nom text,
  signe_qualite text,
  signe_le timestamptz,
  document_id uuid,
  lu_par_nom text,
  lu_le timestamptz,
  -- What the town hall answers: it sends papers, keeps its act, withdraws it, amends it by another.
  reponse_sens text check (reponse_sens in ('pieces', 'maintient', 'retire', 'reforme')),
  reponse text not null default '',
  repondu_par_nom text,
  repondu_le timestamptz,
  acte_reponse uuid references legalite.acte,
  -- How the prefecture reads it.
  suite text check (suite in ('satisfait', 'insuffisant', 'sans-reponse', 'levee', 'jugee', 'desiste')),
  suite_note text not null default '',
  suite_le timestamptz,
  juridiction text,
  jugement_numero text,
  jugement_le date,
  jugement_sens text check (jugement_sens in ('annule', 'annule-partie', 'rejete', 'desiste', 'suspendu', 'non-suspendu')),
  dispositif text not null default '',
  revision int not null default 0,
  constraint mesure_signee check ((signe_le is null) = (numero is null) and (signe_le is null) = (signe_par is null) and (etat in ('projet', 'soumise', 'retiree') or signe_le is not null)),
  constraint mesure_motivee check (genre not in ('suspension') or motif <> ''),
  constraint mesure_reponse check ((repondu_le is null) = (reponse_sens is null)),
  constraint mesure_jugee check ((jugement_le is null) = (jugement_sens is null))
);
create index mesure_acte on legalite.mesure (acte_id, prepare_le);
create unique index mesure_ouverte_une_fois on legalite.mesure (acte_id, genre) where etat in ('projet', 'soumise', 'signee', 'repondue');
create index mesure_attente on legalite.mesure (commune, repondre_avant) where etat = 'signee';
create index mesure_a_signer on legalite.mesure (commune, soumis_le) where etat = 'soumise';
-- The latest acts of a subject: what similar ones became.
create index acte_matiere on legalite.acte (matiere, recu_le desc) where recu_le is not null;
create index acte_par_numero on legalite.acte (numero) where numero is not null;
