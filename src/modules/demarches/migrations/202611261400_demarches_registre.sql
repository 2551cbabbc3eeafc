-- A decision may be written in a register of the office (affirmations, civil registers): numbered by office and year, without a gap.
create table demarches.registre (
  registre text not null,
  territoire text not null,
  bureau text not null,
  annee int not null,
  dernier int not null,
  primary key (registre, territoire, bureau, annee)
);
create table demarches.inscription (
  dossier_id uuid primary key references demarches.dossier,
  registre text not null,
  territoire text not null,
  bureau text not null,
  annee int not null,
  rang int not null check (rang > 0),
  numero text not null generated always as (rang::text || '/' || annee::text) stored,
  inscrite_le timestamptz not null,
  inscrite_par text not null,
  unique (registre, territoire, bureau, annee, rang)
);
