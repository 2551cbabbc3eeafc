-- A station may ask for a payment: the file waits there, its amount fixed, before or after the signature.
alter table demarches.dossier drop constraint dossier_etat_check;
alter table demarches.dossier add constraint dossier_etat_check
  check (etat in ('brouillon', 'depose', 'suspendu', 'soumis', 'propose', 'liquide', 'signe', 'delivre', 'accorde', 'refuse', 'retire', 'revoque'));
alter table demarches.dossier drop constraint dossier_station;
alter table demarches.dossier add constraint dossier_station check ((etat in ('depose', 'suspendu', 'soumis', 'propose', 'liquide')) = (station is not null));
