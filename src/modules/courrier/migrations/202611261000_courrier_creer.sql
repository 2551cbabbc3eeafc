-- Numbers without a hole: a sequence would leave one at each refusal. One row an office, a way and a year, locked when the line is written and not before.
create table courrier.compteur (
  bureau text not null,
  sens text not null check (sens in ('arrivee', 'depart')),
  annee int not null,
  dernier int not null check (dernier > 0),
  primary key (bureau, sens, annee)
);

create table courrier.courrier (
  id uuid primary key,
  bureau text not null,
  territoire text not null,
  sens text not null check (sens in ('arrivee', 'depart')),
  etat text not null check (etat in ('prepare', 'enregistre', 'impute', 'traite', 'envoye', 'classe', 'annule')),
  annee int,
  ordre int,
  numero text generated always as ((case sens when 'arrivee' then 'A-' else 'D-' end) || annee::text || '-' || lpad(ordre::text, 5, '0')) stored,
  -- The day of the line: received, for an arrival; numbered, for a departure.
  jour date not null,
  reference text not null default '',
  date_lettre date,
  correspondant text not null,
  genre text not null check (genre in ('personne', 'organisme')),
  adresse text not null default '',
  contact text not null default '',
  objet text not null,
  nature text not null,
  confidentiel boolean not null default false,
  urgent boolean not null default false,
  echeance date,
  -- The letter this one answers, and the object of another room it is about (`dossier:<id>`).
  repond_a uuid references courrier.courrier,
  lie text,
  mode text,
  envoye_le date,
  suivi text not null default '',
  decharge_le date,
  decharge_par text,
  repondu_le date,
  -- Sent back to whoever dispatches, and not dispatched again since.
  renvoye_le timestamptz,
  classement text not null default '',
  motif text,
  enregistre_le timestamptz,
  enregistre_par_nom text,
  cree_le timestamptz not null,
  cree_par text not null,
  modifie_le timestamptz not null,
  cherche text generated always as (db.sans_accent(correspondant || ' ' || reference || ' ' || coalesce((case sens when 'arrivee' then 'A-' else 'D-' end) || annee::text || '-' || lpad(ordre::text, 5, '0'), ''))) stored,
  -- Apart: what a confidential letter is about is not found by whoever may not read it.
  cherche_objet text generated always as (db.sans_accent(objet)) stored,
  constraint courrier_numero unique (bureau, sens, annee, ordre),
  constraint courrier_numero_complet check ((annee is null) = (ordre is null) and (annee is null) = (enregistre_le is null)),
  constraint courrier_enregistre_numerote check (etat in ('prepare', 'annule') or ordre is not null),
  constraint courrier_etat_du_sens check (case sens when 'arrivee' then etat not in ('prepare', 'envoye') else etat not in ('impute', 'traite') end),
  constraint courrier_annule_motive check (etat <> 'annule' or motif is not null),
  constraint courrier_envoye_complet check (etat <> 'envoye' or (mode is not null and envoye_le is not null)),
  constraint courrier_pas_a_soi check (repond_a <> id)
);
create index courrier_registre on courrier.courrier (bureau, id desc);
create index courrier_jour on courrier.courrier (bureau, jour);
create index courrier_en_cours on courrier.courrier (bureau, echeance) where etat in ('prepare', 'enregistre', 'impute');
create index courrier_reponses on courrier.courrier (repond_a) where repond_a is not null;
create index courrier_cherche on courrier.courrier using gin (cherche gin_trgm_ops, cherche_objet gin_trgm_ops);

-- To whom a letter was given, with what to do: an office or a post, never a person, who may leave.
create table courrier.imputation (
  id uuid primary key,
  courrier_id uuid not null references courrier.courrier,
  de uuid references courrier.imputation,
  vers_bureau text,
  vers_poste uuid,
  vers_nom text not null,
  instruction text not null,
  note text not null default '',
  echeance date,
  le timestamptz not null,
  par_nom text not null,
  recu_le timestamptz,
  recu_par_nom text,
  fini_le timestamptz,
  fini_par_nom text,
  issue text check (issue in ('traite', 'transmis', 'renvoye', 'retire')),
  reponse text not null default '',
  constraint imputation_un_destinataire check ((vers_bureau is null) <> (vers_poste is null)),
  constraint imputation_finie check ((issue is null) = (fini_le is null))
);
create index imputation_courrier on courrier.imputation (courrier_id, le, id);
create unique index imputation_poste_une_fois on courrier.imputation (vers_poste, courrier_id) where issue is null;
create unique index imputation_bureau_une_fois on courrier.imputation (vers_bureau, courrier_id) where issue is null;
create index imputation_poste on courrier.imputation (vers_poste, courrier_id);
create index imputation_bureau on courrier.imputation (vers_bureau, courrier_id) where vers_bureau is not null;

-- What happened to a letter, in the words people read.
create table courrier.evenement (
  id uuid primary key,
  -- Two moments of one gesture have the same hour: they stay in the order they were written.
  rang bigint generated always as identity,
  courrier_id uuid not null references courrier.courrier,
  genre text not null,
  le timestamptz not null,
  par_nom text not null,
  texte text not null default ''
);
create index evenement_courrier on courrier.evenement (courrier_id, le, rang);
