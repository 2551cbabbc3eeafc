create table territoire.territoire (
  code text primary key check (code ~ '^(BJ|[0-9]{2}|[0-9]{4}|[0-9]{6}|[0-9]{9})$'),
  niveau text not null check (niveau in ('pays', 'departement', 'commune', 'arrondissement', 'village')),
  nom text not null check (nom <> ''),
  parent text references territoire.territoire deferrable initially deferred,
  population_2013 integer check (population_2013 >= 0),
  code_cod text,
  code_iso text,
  ouvert_le date,
  ferme_le date,
  cherche text generated always as (db.sans_accent(nom)) stored,
  seme_le timestamptz,
  -- Set when someone edits the row: content/ never overwrites it again.
  modifie_le timestamptz,
  constraint territoire_parent check ((niveau = 'pays') = (parent is null)),
  constraint territoire_dates check (ferme_le >= ouvert_le)
);
create index territoire_enfants on territoire.territoire (parent);
create index territoire_cherche on territoire.territoire using gin (cherche public.gin_trgm_ops);

-- A split or a merger: the new territory sees the files of the old one.
create table territoire.succession (
  ancien text not null references territoire.territoire,
  nouveau text not null references territoire.territoire,
  le date not null,
  acte text not null,
  primary key (ancien, nouveau),
  constraint succession_distincte check (ancien <> nouveau)
);

create table territoire.bureau (
  id text primary key,
  genre text not null check (genre in ('mairie', 'arrondissement', 'prefecture', 'direction')),
  nom text not null check (nom <> ''),
  territoire text not null references territoire.territoire,
  adresse text,
  telephone text,
  horaires text,
  verifie boolean not null default false,
  seme_le timestamptz,
  modifie_le timestamptz
);
create index bureau_territoire on territoire.bureau (territoire);

-- Outlines are imported by the ministry, not shipped. WGS 84, GeoJSON geometry (RFC 7946).
create table territoire.contour (
  territoire text primary key references territoire.territoire,
  geometrie jsonb not null,
  source text not null,
  importe_le timestamptz not null
);
