-- How a designation compares: « Lot 012-A », « lot 12 A » and « 12a » are one; « 1-2 » is not « 12 ».
create function parcelles.cle(texte text) returns text
  language sql immutable parallel safe strict
  as $$ select regexp_replace(
    regexp_replace(regexp_replace(db.sans_accent(texte), '([0-9])[ _./,;:''’()°-]+(?=[0-9])', '\1~', 'g'), '[ _./,;:''’()°-]+', '', 'g'),
    '(^|[^0-9])0+(?=[0-9])', '\1', 'g') $$;

create table parcelles.parcelle (
  id uuid primary key,
  -- Commune or arrondissement; `commune` is the same or its parent, and is what a designation is unique in.
  territoire text not null,
  commune text not null,
  quartier text not null default '',
  lotissement text not null default '',
  tranche text not null default '',
  lot text not null default '',
  parcelle text not null default '',
  el text not null default '',
  -- Declared, in m².
  contenance double precision,
  titre text not null default '',
  -- One ring of [longitude, latitude], WGS 84, not closed.
  contour jsonb,
  ouest double precision,
  sud double precision,
  est double precision,
  nord double precision,
  -- Computed from the outline, in m².
  superficie double precision,
  etat text not null check (etat in ('active', 'litigieuse', 'divisee', 'fusionnee')),
  close_le date,
  cree_le timestamptz not null,
  modifie_le timestamptz not null,
  emprise box generated always as (box(point(ouest, sud), point(est, nord))) stored,
  identite text generated always as (parcelles.cle(lotissement) || '/' || parcelles.cle(tranche) || '/' || parcelles.cle(lot) || '/' || parcelles.cle(parcelle)) stored,
  identite_el text generated always as (parcelles.cle(lotissement) || '/' || parcelles.cle(el)) stored,
  cle_lotissement text generated always as (parcelles.cle(lotissement)) stored,
  -- « lot 2 » before « lot 10 ».
  rang_lot integer generated always as (coalesce(substring(lot from '[0-9]{1,9}')::integer, 0)) stored,
  cherche text generated always as (db.sans_accent(lotissement || ' tranche ' || tranche || ' lot ' || lot || ' parcelle ' || parcelle || ' el ' || el || ' ' || quartier || ' ' || titre)) stored,
  constraint parcelle_designee check (lot <> '' or el <> ''),
  constraint parcelle_contenance check (contenance > 0),
  constraint parcelle_contour_entier check (num_nulls(contour, ouest, sud, est, nord, superficie) in (0, 6)),
  constraint parcelle_close check ((etat in ('divisee', 'fusionnee')) = (close_le is not null))
);
-- A divided or merged parcel keeps its designation for history; a living one may take it again.
create unique index parcelle_identite on parcelles.parcelle (commune, identite) where lot <> '' and close_le is null;
-- The survey of occupants numbers plots by lotissement.
create unique index parcelle_el on parcelles.parcelle (commune, identite_el) where el <> '' and close_le is null;
create index parcelle_territoire on parcelles.parcelle (territoire, cle_lotissement);
-- A designation known in part: the lot or the EL alone.
create index parcelle_lot on parcelles.parcelle (commune, parcelles.cle(lot)) where close_le is null;
create index parcelle_etat_lieux on parcelles.parcelle (commune, parcelles.cle(el)) where close_le is null;
-- What an import must not enter again.
create index parcelle_close_identite on parcelles.parcelle (commune, identite) where close_le is not null;
create index parcelle_close_el on parcelles.parcelle (commune, identite_el) where close_le is not null;
create index parcelle_emprise on parcelles.parcelle using gist (emprise) where close_le is null;
create index parcelle_cherche on parcelles.parcelle using gin (cherche public.gin_trgm_ops);

-- Who holds a parcel, and how it came to them. One at a time: several names together are one holder.
create table parcelles.detention (
  id uuid primary key,
  parcelle_id uuid not null references parcelles.parcelle,
  genre text not null check (genre in ('personne', 'organisme', 'collectivite')),
  nom text not null check (nom <> ''),
  piece text not null default '',
  mode text not null check (mode in ('attribution', 'vente', 'donation', 'echange', 'succession', 'jugement', 'inconnu')),
  acte text not null default '',
  -- Null: not known.
  du date,
  au date,
  cree_par text not null,
  cree_le timestamptz not null,
  cherche text generated always as (db.sans_accent(nom)) stored,
  constraint detention_dates check (au >= du),
  constraint detention_une_a_la_fois exclude using gist (parcelle_id with =, daterange(du, au, '[)') with &&)
);
create index detention_parcelle on parcelles.detention (parcelle_id);
create index detention_cherche on parcelles.detention using gin (cherche public.gin_trgm_ops);

-- A division has one mother and several daughters, a merger several mothers and one daughter.
create table parcelles.filiation (
  mere uuid not null references parcelles.parcelle,
  fille uuid not null references parcelles.parcelle,
  genre text not null check (genre in ('division', 'fusion')),
  le date not null,
  acte text not null default '',
  primary key (mere, fille),
  constraint filiation_distincte check (mere <> fille)
);
create index filiation_fille on parcelles.filiation (fille);

create table parcelles.evenement (
  id bigint generated always as identity primary key,
  parcelle_id uuid not null references parcelles.parcelle,
  genre text not null,
  le timestamptz not null,
  par text not null,
  par_nom text not null,
  texte text not null default ''
);
create index evenement_parcelle on parcelles.evenement (parcelle_id, id);

-- A notice: for some days anybody may oppose. How long is what its source says; nothing happens by itself at its end.
create table parcelles.opposition (
  id uuid primary key,
  parcelle_id uuid not null references parcelles.parcelle,
  objet text not null check (objet in ('attestation', 'attribution', 'mutation', 'morcellement', 'autre')),
  demandeur text not null check (demandeur <> ''),
  motif text not null default '',
  lieu text not null check (lieu <> ''),
  du date not null,
  au date not null,
  source text not null check (source <> ''),
  verifie boolean not null default false,
  levee_le date,
  levee_motif text,
  publie_par text not null,
  publie_le timestamptz not null,
  constraint opposition_dates check (au >= du),
  constraint opposition_levee check (num_nulls(levee_le, levee_motif) in (0, 2) and levee_motif <> '' and levee_le <= au)
);
create index opposition_parcelle on parcelles.opposition (parcelle_id);
create index opposition_au on parcelles.opposition (au);

-- What was received at the office against a notice.
create table parcelles.contestation (
  id uuid primary key,
  opposition_id uuid not null references parcelles.opposition,
  nom text not null check (nom <> ''),
  motif text not null check (motif <> ''),
  recue_le date not null,
  par text not null,
  cree_le timestamptz not null
);
create index contestation_opposition on parcelles.contestation (opposition_id);

-- A file being imported: read and judged, then confirmed, then written by batches. `faites` lines are done.
create table parcelles.importation (
  id uuid primary key,
  territoire text not null,
  nom text not null,
  genre text not null check (genre in ('csv', 'geojson')),
  reference_id uuid not null,
  presentes text not null check (presentes in ('ignorer', 'mettre-a-jour')),
  colonnes jsonb not null,
  total integer not null,
  justes integer not null,
  deja integer not null,
  fautes jsonb not null,
  nombre_fautes integer not null,
  exemple jsonb not null,
  etat text not null check (etat in ('lue', 'confirmee', 'finie', 'abandonnee')),
  faites integer not null default 0,
  creees integer not null default 0,
  modifiees integer not null default 0,
  ignorees integer not null default 0,
  refusees integer not null default 0,
  par text not null,
  par_nom text not null,
  cree_le timestamptz not null,
  fini_le timestamptz,
  constraint importation_avance check (faites between 0 and total)
);
create index importation_territoire on parcelles.importation (territoire, id);
