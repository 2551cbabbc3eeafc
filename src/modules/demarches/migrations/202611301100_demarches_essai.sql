-- A version that was never published, made from a project to try it for real: numbered below zero, retired from the start.
create sequence demarches.version_essai;
alter table demarches.definition add column projet uuid;
alter table demarches.definition add constraint definition_essai check ((version < 0) = (projet is not null) and (version > 0 or retiree_le is not null));
create index definition_projet on demarches.definition (projet) where projet is not null;

-- A test follows such a version, and is a test for ever. It is nobody's file but its author's (`interne`), which keeps it out of every
-- territory, figure, export and announcement; it has no public number, no document, and nobody to write to.
alter table demarches.dossier add column essai boolean not null generated always as (version < 0) stored;
alter table demarches.dossier add constraint dossier_essai check (version > 0 or (interne and titulaire is not null and telephone is null and courriel is null and document_id is null and instructeur is null
  and (numero is null or numero like 'ESSAI-%')));
create index dossier_essai on demarches.dossier (cree_le) where version < 0;

-- A test never becomes a true file, nor the other way: no code path carries it to a published version.
create function demarches.essai_toujours() returns trigger language plpgsql as $$
begin
  raise exception 'essai' using errcode = 'check_violation', constraint = 'dossier_essai_toujours';
end $$;
create trigger dossier_essai_toujours before update of version on demarches.dossier for each row when ((old.version < 0) <> (new.version < 0)) execute function demarches.essai_toujours();

-- A register holds no test: its numbers are without a gap.
create function demarches.pas_d_essai() returns trigger language plpgsql as $$
begin
  if exists (select from demarches.dossier d where d.id = new.dossier_id and d.version < 0) then
    raise exception 'essai' using errcode = 'check_violation', constraint = 'inscription_essai';
  end if;
  return new;
end $$;
create trigger inscription_essai before insert on demarches.inscription for each row execute function demarches.pas_d_essai();

-- What would have been sent about a test: shown to its author, sent to nobody.
create table demarches.message_essai (
  id uuid primary key,
  dossier_id uuid not null references demarches.dossier,
  canal text not null check (canal in ('sms', 'courriel', 'interne')),
  destinataire text not null,
  sujet text not null,
  texte text not null,
  le timestamptz not null
);
create index message_essai_dossier on demarches.message_essai (dossier_id, le);
