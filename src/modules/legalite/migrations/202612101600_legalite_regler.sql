-- A list being changed, one a kind and a territory: what is typed is kept until it is published or given up.
create table legalite.projet_referentiel (
  genre text not null check (genre in ('regles', 'natures', 'matieres', 'grilles', 'strategie', 'anomalies', 'lettres')),
  territoire text not null,
  -- The published version it started from; null for a prefecture's first strategy.
  base int,
  corps jsonb not null,
  revision int not null default 0,
  ouvert_par text not null,
  ouvert_le timestamptz not null,
  modifie_par text not null,
  modifie_par_nom text not null,
  modifie_le timestamptz not null,
  primary key (genre, territoire),
  constraint projet_referentiel_lieu check (territoire = 'BJ' or genre = 'strategie')
);
