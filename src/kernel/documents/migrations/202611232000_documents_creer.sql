-- Public halves of the institution's keys; private halves never enter the database. Old keys stay: they vouch for old papers.
create table documents.cle (
  kid         text primary key,
  role        text not null check (role in ('racine', 'pdf', 'sceau', 'liste')),
  publique    jsonb not null,
  certificat  text,
  creee_le    timestamptz not null,
  retiree_le  timestamptz,
  check (retiree_le is null or retiree_le >= creee_le)
);

-- One issued document. Never updated: a correction is another document, and this one is revoked.
create table documents.document (
  id          uuid primary key,
  code_court  text not null unique check (code_court ~ '^[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{2}$'),
  genre       text not null,
  numero      text not null,
  titre       text not null,
  objet       text not null,
  territoire  text not null,
  champs      jsonb not null,
  kid         text not null references documents.cle (kid),
  cose        bytea not null,
  sha256      text not null check (sha256 ~ '^[0-9a-f]{64}$'),
  taille      integer not null check (taille > 0),
  emis_le     timestamptz not null,
  expire_le   timestamptz check (expire_le > emis_le),
  emis_par    text not null,
  unique (genre, numero)
);
create index document_objet on documents.document (objet);
create index document_territoire on documents.document (territoire, emis_le desc);

create table documents.revocation (
  document_id uuid primary key references documents.document (id),
  revoque_le  timestamptz not null,
  motif       text not null check (length(motif) between 1 and 200),
  par         text not null
);
create index revocation_moment on documents.revocation (revoque_le);
