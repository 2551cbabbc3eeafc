-- One gesture on several files: asked once, done file by file by a task, with what came of each.
create table demarches.lot (
  id uuid primary key,
  par text not null,
  geste text not null check (geste in ('charger', 'repartir', 'relancer', 'proposer', 'viser')),
  total int not null,
  demande_le timestamptz not null
);
create index lot_par on demarches.lot (par, demande_le desc);

create table demarches.lot_ligne (
  lot_id uuid not null references demarches.lot,
  rang int not null,
  dossier_id uuid not null references demarches.dossier,
  -- What the gesture needs for this file: to whom it is given.
  detail jsonb not null default '{}',
  fait boolean,
  phrase text,
  fait_le timestamptz,
  primary key (lot_id, rang),
  constraint lot_ligne_une unique (lot_id, dossier_id),
  constraint lot_ligne_entiere check ((fait is null) = (phrase is null) and (fait is null) = (fait_le is null))
);
create index lot_ligne_dossier on demarches.lot_ligne (dossier_id);
