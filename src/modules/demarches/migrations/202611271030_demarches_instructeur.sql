-- Files given to an agent, and how many open ones each has.
create index dossier_instructeur on demarches.dossier (instructeur, echeance, id) where instructeur is not null and station is not null;
