create table identite.agent (
  id uuid primary key,
  nom text not null check (nom <> ''),
  courriel text not null,
  telephone text,
  mot_de_passe text,
  totp bytea,
  totp_confirme_le timestamptz,
  totp_dernier_pas bigint not null default 0,
  invite_empreinte bytea unique,
  invite_expire_le timestamptz,
  invite_par uuid references identite.agent,
  ferme_le timestamptz,
  cree_le timestamptz not null
);
create unique index agent_courriel on identite.agent (lower(courriel));

create table identite.cle_acces (
  id text primary key,
  agent_id uuid not null references identite.agent,
  nom text not null,
  cle_publique bytea not null,
  compteur bigint not null default 0,
  transports text[] not null default '{}',
  cree_le timestamptz not null,
  utilisee_le timestamptz
);
create index cle_acces_agent on identite.cle_acces (agent_id);

create table identite.code_secours (
  agent_id uuid not null references identite.agent,
  empreinte bytea not null,
  utilise_le timestamptz,
  primary key (agent_id, empreinte)
);

create table identite.citoyen (
  id uuid primary key,
  nom text,
  telephone text unique check (telephone ~ '^\+229[0-9]{10}$'),
  courriel text,
  oidc_sujet text unique,
  npi text check (npi ~ '^[0-9]{10}$'),
  cree_le timestamptz not null,
  efface_le timestamptz,
  check (telephone is not null or courriel is not null or oidc_sujet is not null or efface_le is not null)
);
create unique index citoyen_courriel on identite.citoyen (lower(courriel));

-- One-time codes sent by SMS or mail; the code itself is never stored.
create table identite.code_unique (
  id uuid primary key,
  destination text not null,
  empreinte bytea not null,
  essais int not null default 0,
  cree_le timestamptz not null,
  expire_le timestamptz not null,
  utilise_le timestamptz
);
create index code_unique_destination on identite.code_unique (destination, cree_le);

create table identite.session (
  empreinte bytea primary key,
  genre text not null check (genre in ('visiteur', 'citoyen', 'agent')),
  personne_id uuid,
  cles text[] not null default '{}',
  cree_le timestamptz not null,
  vue_le timestamptz not null,
  expire_le timestamptz not null,
  fermee_le timestamptz,
  ip text not null default '',
  navigateur text not null default '',
  fort_le timestamptz,
  check ((genre = 'visiteur') = (personne_id is null))
);
create index session_personne on identite.session (personne_id) where personne_id is not null;

create table identite.poste (
  id uuid primary key,
  role text not null,
  territoire text not null,
  bureau text not null,
  ouvert_le date not null,
  ferme_le date,
  unique (role, territoire, bureau)
);
create index poste_territoire on identite.poste (territoire);

create table identite.affectation (
  id uuid primary key,
  poste_id uuid not null references identite.poste,
  agent_id uuid not null references identite.agent,
  nature text not null check (nature in ('titulaire', 'interim')),
  du date not null,
  au date,
  acte text not null,
  decidee_par text not null,
  cree_le timestamptz not null,
  check (au is null or au >= du),
  -- A post has one holder at a time; deputies are dated and may overlap him.
  constraint affectation_un_titulaire exclude using gist (poste_id with =, daterange(du, au, '[]') with &&) where (nature = 'titulaire'),
  constraint affectation_interim_borne check (nature = 'titulaire' or au is not null)
);
create index affectation_agent on identite.affectation (agent_id);

create table identite.jeton (
  id uuid primary key,
  nom text not null,
  empreinte bytea not null unique,
  permissions text[] not null,
  territoires text[] not null,
  cree_par text not null,
  cree_le timestamptz not null,
  expire_le timestamptz not null,
  revoque_le timestamptz,
  vu_le timestamptz
);

-- Failed sign-ins: counted on the corridor's own connection, so that a refused action does not erase them.
create table identite.tentative (
  cle text primary key,
  compte int not null,
  depuis timestamptz not null,
  bloque_jusque timestamptz
);

create table identite.consultation (
  id bigint generated always as identity primary key,
  objet text not null,
  acteur text not null,
  fonction text not null,
  le timestamptz not null
);
create index consultation_objet on identite.consultation (objet, le);

-- What one person must not do alone: asked by one, granted by another.
create table identite.accord (
  id uuid primary key,
  genre text not null,
  libelle text not null,
  donnees jsonb not null,
  demande_par uuid not null references identite.agent,
  demande_le timestamptz not null,
  expire_le timestamptz not null,
  tranche_par uuid references identite.agent,
  tranche_le timestamptz,
  accorde boolean,
  constraint accord_deux_personnes check (tranche_par is null or tranche_par <> demande_par or not accorde)
);

create table identite.requete_donnees (
  id uuid primary key,
  citoyen_id uuid not null references identite.citoyen,
  genre text not null check (genre in ('copie', 'rectification', 'effacement')),
  texte text not null,
  deposee_le timestamptz not null,
  reponse text,
  close_le timestamptz,
  close_par uuid references identite.agent
);
