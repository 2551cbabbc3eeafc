-- What was published once may come back after a bad revision: only the version in force is not published twice.
alter table demarches.definition drop constraint definition_code_empreinte_key;
create unique index definition_essai on demarches.definition (code, empreinte) where version < 0;
