-- What one office asks another about a file, with its own last day: the other reads only what is given to it.
create table demarches.sous_demande (
  id uuid primary key,
  dossier_id uuid not null references demarches.dossier on delete cascade,
  objet text not null,
  bureau text not null,
  territoire text not null,
  -- Keys of the posts of that office: whoever holds one may read and answer.
  cles text[] not null,
  -- Answers given as they read that day, and papers given, by reference.
  partage jsonb not null default '[]',
  papiers uuid[] not null default '{}',
  demandee_le timestamptz not null,
  demandee_par text not null,
  demandee_par_nom text not null,
  echeance date not null,
  -- The clock of the file is stopped meanwhile, under a confirmed rule of the procedure.
  arrete boolean not null default false,
  etat text not null default 'attendue' check (etat in ('attendue', 'repondue', 'refusee', 'annulee')),
  reponse text not null default '',
  fermee_le timestamptz,
  fermee_par text,
  fermee_par_nom text,
  a_temps boolean,
  rappelee_le timestamptz,
  tardive_le timestamptz,
  constraint sous_demande_fin check ((etat = 'attendue') = (fermee_le is null) and (fermee_le is null) = (fermee_par is null))
);
create index sous_demande_dossier on demarches.sous_demande (dossier_id, demandee_le);
create index sous_demande_cles on demarches.sous_demande using gin (cles);
create index sous_demande_attendue on demarches.sous_demande (echeance) where etat = 'attendue';
