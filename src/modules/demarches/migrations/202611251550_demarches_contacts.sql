-- Files without account are found by the proved address of whoever signs in.
create index dossier_courriel on demarches.dossier (lower(courriel)) where courriel is not null;
