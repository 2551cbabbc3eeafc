-- When a file was closed, which its retention counts from; until when its document is valid; when it left the office, and when it was erased.
alter table demarches.dossier add column clos_le timestamptz generated always as (case when etat in ('retire', 'revoque') then modifie_le when etat in ('delivre', 'accorde', 'refuse') then decide_le end) stored;
alter table demarches.dossier add column valable_jusque timestamptz;
alter table demarches.dossier add column archive_le timestamptz;
alter table demarches.dossier add column efface_le timestamptz;
update demarches.dossier d set valable_jusque = o.expire_le from documents.document o where o.id = d.document_id;
alter table demarches.dossier add constraint dossier_conserve check (clos_le is not null or (archive_le is null and efface_le is null));
-- An erased file holds nothing of the person: the database itself refuses that it would.
alter table demarches.dossier add constraint dossier_efface check (efface_le is null or (reponses = '{}' and saisie = '{}' and demandeur = '' and telephone is null and courriel is null
  and titulaire is null and mandat is null and correction is null and motif is null));
create index dossier_clos on demarches.dossier (demarche, clos_le) where clos_le is not null and efface_le is null;
create index dossier_archive on demarches.dossier (territoire, id desc) where archive_le is not null and efface_le is null;
create index dossier_efface on demarches.dossier (efface_le desc) where efface_le is not null;

-- What the holder of a file was told would become of it, and on which day at the earliest; and why it must be kept all the same.
create table demarches.conservation (
  dossier_id uuid primary key references demarches.dossier,
  annonce text check (annonce in ('archiver', 'effacer')),
  annonce_le timestamptz,
  pour_le date,
  gele_le timestamptz,
  gele_par text,
  gele_par_nom text,
  gele_motif text,
  constraint conservation_annonce check ((annonce is null) = (annonce_le is null) and (annonce is null) = (pour_le is null)),
  constraint conservation_gel check ((gele_le is null) = (gele_par is null) and (gele_le is null) = (gele_motif is null))
);
