-- A file given to another person's account: proposed by a personal link, accepted by him, and until then nothing changes.
create table demarches.transfert (
  id uuid primary key,
  dossier_id uuid not null references demarches.dossier on delete cascade,
  -- The phone or the address of whoever is asked.
  destination text not null,
  empreinte bytea not null unique,
  demande_le timestamptz not null,
  demande_par text not null,
  expire_le timestamptz not null,
  accepte_le timestamptz,
  accepte_par text,
  clos_le timestamptz,
  clos_comment text check (clos_comment in ('repris', 'refuse', 'remplace')),
  constraint transfert_une_fin check (accepte_le is null or clos_le is null),
  constraint transfert_accepte check ((accepte_le is null) = (accepte_par is null)),
  constraint transfert_clos check ((clos_le is null) = (clos_comment is null))
);
create unique index transfert_ouvert on demarches.transfert (dossier_id) where accepte_le is null and clos_le is null;
create index transfert_dossier on demarches.transfert (dossier_id, demande_le);
