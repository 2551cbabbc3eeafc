-- A station may ask other persons for their consent: a second parent, a witness.
alter table demarches.dossier drop constraint dossier_etat_check;
alter table demarches.dossier add constraint dossier_etat_check
  check (etat in ('brouillon', 'depose', 'suspendu', 'soumis', 'sollicite', 'propose', 'liquide', 'signe', 'delivre', 'accorde', 'refuse', 'retire', 'revoque'));
alter table demarches.dossier drop constraint dossier_station;
alter table demarches.dossier add constraint dossier_station check ((etat in ('depose', 'suspendu', 'soumis', 'sollicite', 'propose', 'liquide')) = (station is not null));

create table demarches.accord (
  id uuid primary key,
  dossier_id uuid not null references demarches.dossier,
  station text not null,
  tour int not null,
  rang int not null,
  partie text not null,
  titre text not null,
  nom text not null,
  telephone text not null,
  -- Whose link it is: only its hash is kept, and a new link ends the former one.
  empreinte bytea not null unique,
  demande_le timestamptz not null,
  envoye_le timestamptz not null,
  expire_le timestamptz not null,
  reponse text check (reponse in ('oui', 'non')),
  raison text not null default '',
  repondu_le timestamptz,
  moyen text check (moyen in ('lien', 'guichet')),
  -- At the counter: who received it, on which identity paper.
  recu_par text,
  recu_par_nom text,
  piece text,
  clos_le timestamptz,
  unique (dossier_id, station, tour, partie),
  constraint accord_entier check ((reponse is null) = (repondu_le is null) and (reponse is null) = (moyen is null)),
  constraint accord_guichet check ((moyen is not distinct from 'guichet') = (recu_par is not null) and (recu_par is null) = (piece is null)),
  constraint accord_une_fin check (reponse is null or clos_le is null)
);
