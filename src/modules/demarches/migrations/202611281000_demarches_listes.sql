-- Lists read in the order of an index, whatever the number of files: each place's latest, each state's latest.
create index dossier_liste on demarches.dossier (territoire, id) include (cherche) where etat <> 'brouillon' and not interne;
create index dossier_etat_depose on demarches.dossier (etat, depose_le, id) where etat <> 'brouillon' and not interne;
-- Figures counted without opening the files; those that wait for the citizen are few.
drop index demarches.dossier_file;
create index dossier_file on demarches.dossier (territoire, echeance, id) include (interne, etat) where station is not null;
create index dossier_pause on demarches.dossier (territoire) include (interne) where station is not null and etat in ('suspendu', 'liquide', 'sollicite');
-- Who is still on a version: asked by the designer, and before moving files.
create index dossier_version on demarches.dossier (demarche, version);
-- dossier_statistiques begins with the same column.
drop index demarches.dossier_depose;
