-- Answers already given: the same key and body replays the redirection.
create table corridor.idempotence (
  cle text not null,
  acteur text not null,
  porte text not null,
  empreinte bytea not null,
  vers text not null,
  message text,
  cree_le timestamptz not null,
  primary key (cle, acteur)
);
create index idempotence_cree on corridor.idempotence (cree_le);

-- What somebody was typing when the session ended; given back after sign-in, to the same person and browser only.
create table corridor.saisie_gardee (
  id uuid primary key,
  navigateur bytea not null,
  personne text not null,
  chemin text not null,
  saisie jsonb not null,
  cree_le timestamptz not null
);
