-- A station may be a period that must elapse: an opposition, a publicity. Nobody acts on it; its end is `station_echeance`.
alter table demarches.dossier drop constraint dossier_etat_check;
alter table demarches.dossier add constraint dossier_etat_check
  check (etat in ('brouillon', 'depose', 'suspendu', 'soumis', 'sollicite', 'differe', 'propose', 'liquide', 'signe', 'delivre', 'accorde', 'refuse', 'retire', 'revoque'));
alter table demarches.dossier drop constraint dossier_station;
alter table demarches.dossier add constraint dossier_station check ((etat in ('depose', 'suspendu', 'soumis', 'sollicite', 'differe', 'propose', 'liquide')) = (station is not null));
