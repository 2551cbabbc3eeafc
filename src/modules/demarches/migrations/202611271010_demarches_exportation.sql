-- An export with answers or papers, written by batches: what is asked, how far it is, where the next batch begins.
create table demarches.exportation (
  id uuid primary key,
  par text not null,
  par_nom text not null,
  fonction text not null,
  format text not null check (format in ('csv', 'jsonl', 'zip')),
  filtre jsonb not null,
  -- Territories of whoever asks, when he asks; null is the whole country.
  codes text[],
  etat text not null default 'en_cours' check (etat in ('en_cours', 'fini', 'annule', 'efface')),
  total int not null,
  faits int not null default 0,
  -- The last file written, and the bytes acknowledged: a batch that was not committed is written over.
  curseur uuid,
  octets bigint not null default 0,
  -- The directory of an archive, kept beside it until its end.
  annexe bigint not null default 0,
  entrees int not null default 0,
  demande_le timestamptz not null,
  avance_le timestamptz not null,
  expire_le timestamptz,
  constraint exportation_csv check (format <> 'csv' or filtre ? 'demarche'),
  constraint exportation_fini check ((etat in ('fini', 'efface')) = (expire_le is not null))
);
create index exportation_par on demarches.exportation (par, demande_le desc);
create index exportation_expire on demarches.exportation (expire_le) where etat = 'fini';
