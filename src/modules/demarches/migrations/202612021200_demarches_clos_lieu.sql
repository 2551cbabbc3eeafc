-- What must soon be archived is read among what is not yet, and what must soon be erased among the archives; in one office, among its own.
drop index demarches.dossier_clos;
create index dossier_clos on demarches.dossier (demarche, clos_le) where clos_le is not null and archive_le is null and efface_le is null;
create index dossier_archive_le on demarches.dossier (demarche, archive_le) where archive_le is not null and efface_le is null;
create index dossier_clos_lieu on demarches.dossier (territoire, clos_le) where clos_le is not null and archive_le is null and efface_le is null;
