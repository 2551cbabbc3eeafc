-- A published version never changes: files keep the rule they started under.
create table demarches.definition (
  code text not null,
  version int not null,
  empreinte text not null,
  contenu jsonb not null,
  modele text not null,
  publiee_le timestamptz not null,
  retiree_le timestamptz,
  primary key (code, version),
  unique (code, empreinte)
);

create sequence demarches.numero;

create table demarches.dossier (
  id uuid primary key,
  numero text unique,
  suivi bytea not null unique,
  serie int not null default 0,
  demarche text not null,
  version int not null,
  etat text not null check (etat in ('brouillon', 'depose', 'suspendu', 'propose', 'signe', 'delivre', 'refuse', 'retire', 'revoque')),
  canal text not null check (canal in ('ligne', 'guichet', 'api')),
  territoire text,
  bureau text,
  titulaire text,
  cree_par text not null,
  demandeur text not null default '',
  telephone text,
  courriel text,
  reponses jsonb not null default '{}',
  -- What was typed and could not be read yet, by step: shown again as it was.
  saisie jsonb not null default '{}',
  mandat jsonb,
  cree_le timestamptz not null,
  modifie_le timestamptz not null,
  depose_le timestamptz,
  horloge jsonb not null default '[]',
  echeance date,
  instructeur uuid,
  decision text check (decision in ('accorder', 'refuser')),
  motif text,
  propose_le timestamptz,
  propose_par text,
  decide_le timestamptz,
  decide_par text,
  -- Decided no later than the due date; kept because the due date is cleared with the decision.
  a_temps boolean,
  constat_requis boolean not null default false,
  constat_id uuid,
  document_id uuid,
  revision int not null default 0,
  cherche text generated always as (db.sans_accent(demandeur || ' ' || coalesce(numero, ''))) stored,
  foreign key (demarche, version) references demarches.definition (code, version),
  constraint dossier_depose_complet check (etat = 'brouillon' or (numero is not null and depose_le is not null and territoire is not null and bureau is not null)),
  -- The proof of life is in the database itself: no code path can sign without it.
  constraint dossier_constat_avant_signature check (not constat_requis or constat_id is not null or etat not in ('signe', 'delivre')),
  constraint dossier_deux_personnes check (decide_par is null or propose_par is null or decide_par <> propose_par)
);
create index dossier_file on demarches.dossier (territoire, echeance, id) where etat in ('depose', 'propose', 'suspendu');
create index dossier_etat on demarches.dossier (etat, territoire, id desc);
create index dossier_titulaire on demarches.dossier (titulaire, modifie_le desc) where titulaire is not null;
create index dossier_brouillon on demarches.dossier (modifie_le) where etat = 'brouillon';
create index dossier_cherche on demarches.dossier using gin (cherche gin_trgm_ops);
create index dossier_depose on demarches.dossier (depose_le) where depose_le is not null;

-- The first paper given for somebody seen alive: who saw whom, when, where, how identified, with signature or mark.
create table demarches.constat (
  id uuid primary key,
  dossier_id uuid not null references demarches.dossier,
  vu_le timestamptz not null,
  cadre text not null check (cadre in ('guichet', 'domicile', 'autorite')),
  lieu text not null,
  par text not null,
  par_nom text not null,
  autorite text,
  identifie_par text not null,
  piece_numero text,
  marque text not null check (marque in ('signature', 'empreinte', 'temoin')),
  temoin text,
  note text not null default '',
  cree_le timestamptz not null,
  constraint constat_autorite check (cadre <> 'autorite' or autorite is not null),
  constraint constat_temoin check (marque <> 'temoin' or temoin is not null)
);
create index constat_dossier on demarches.constat (dossier_id);
alter table demarches.dossier add constraint dossier_constat foreign key (constat_id) references demarches.constat;

-- What happened to a file, in the words people read.
create table demarches.evenement (
  id uuid primary key,
  dossier_id uuid not null references demarches.dossier,
  genre text not null,
  le timestamptz not null,
  par text not null,
  par_nom text not null,
  texte text not null default '',
  detail jsonb not null default '{}',
  -- Notes of the office stay in the office.
  public boolean not null default true
);
create index evenement_dossier on demarches.evenement (dossier_id, le, id);
create index evenement_semaine on demarches.evenement (le) where genre in ('depose', 'delivre', 'refuse');
create index dossier_telephone on demarches.dossier (telephone) where telephone is not null;
create index dossier_npi on demarches.dossier ((reponses->>'npi')) where reponses ? 'npi';
