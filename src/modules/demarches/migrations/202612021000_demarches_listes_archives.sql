-- What is in the archives is in no list: the indexes of lists leave it out, so that a search by name still reads them alone.
drop index demarches.dossier_liste;
create index dossier_liste on demarches.dossier (territoire, id) include (cherche) where etat <> 'brouillon' and not interne and archive_le is null and efface_le is null;
drop index demarches.dossier_etat_depose;
create index dossier_etat_depose on demarches.dossier (etat, depose_le, id) where etat <> 'brouillon' and not interne and archive_le is null and efface_le is null;

-- Nor does an erased file keep the telephone of whoever another acted for.
alter table demarches.dossier drop constraint dossier_efface;
alter table demarches.dossier add constraint dossier_efface check (efface_le is null or (reponses = '{}' and saisie = '{}' and demandeur = '' and telephone is null and courriel is null
  and titulaire is null and mandat is null and mandant_telephone is null and correction is null and motif is null));
