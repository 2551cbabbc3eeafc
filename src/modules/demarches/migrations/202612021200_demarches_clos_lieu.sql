-- What an office must soon archive: read among its own closed files, not among those of the country.
create index dossier_clos_lieu on demarches.dossier (territoire, clos_le) where clos_le is not null and efface_le is null;
