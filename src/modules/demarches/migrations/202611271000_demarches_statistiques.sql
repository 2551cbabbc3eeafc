-- Statistics read this index alone: every column they need is in it.
create index dossier_statistiques on demarches.dossier (depose_le) include (territoire, demarche, bureau, canal, etat, decision, decide_le, a_temps, echeance, station) where depose_le is not null and not interne;
