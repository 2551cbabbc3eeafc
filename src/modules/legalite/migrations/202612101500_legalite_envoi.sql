-- An envelope that a commune's own software has sent, and what became of each of its acts.
create table legalite.envoi (
  id uuid primary key,
  commune text not null,
  canal text not null check (canal in ('json', 'xml')),
  emetteur text not null,
  reference text not null,
  archive text not null,
  nombre int not null check (nombre > 0),
  recu_le timestamptz not null,
  depose_par text not null,
  depose_par_nom text not null,
  -- The same envelope sent again is the same envelope.
  constraint envoi_une_fois unique (commune, emetteur, reference)
);
create index envoi_commune on legalite.envoi (commune, id desc);

create table legalite.envoi_acte (
  envoi_id uuid not null references legalite.envoi,
  rang int not null,
  numero text not null,
  objet text not null,
  contenu jsonb not null,
  etat text not null default 'attente' check (etat in ('attente', 'recu', 'refuse')),
  acte_id uuid references legalite.acte,
  anomalies jsonb not null default '[]',
  juge_le timestamptz,
  primary key (envoi_id, rang),
  constraint envoi_acte_juge check ((etat = 'attente') = (juge_le is null)),
  constraint envoi_acte_recu check (etat <> 'recu' or acte_id is not null)
);

-- A large file sent by pieces over a bad line: whole only when every byte is there.
create table legalite.depot (
  id uuid primary key,
  acte_id uuid not null references legalite.acte,
  champ text not null check (champ in ('principal', 'annexe')),
  nom text not null,
  taille bigint not null check (taille > 0),
  recu bigint not null default 0,
  morceaux jsonb not null default '[]',
  code text not null default '',
  titre text not null default '',
  cree_par text not null,
  cree_le timestamptz not null,
  fini_le timestamptz,
  constraint depot_entier check (fini_le is null or recu = taille)
);
create index depot_acte on legalite.depot (acte_id, cree_le);
