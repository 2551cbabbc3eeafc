-- What the person thought of it, once a file, after the decision.
create table demarches.satisfaction (
  dossier_id uuid primary key references demarches.dossier,
  note int not null check (note between 1 and 5),
  remarque text not null default '',
  donnee_le timestamptz not null
);
