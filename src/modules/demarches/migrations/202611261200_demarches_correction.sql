-- Answers the office asks to correct, and the corrections being typed: the file itself changes only when they are sent.
alter table demarches.dossier add column correction jsonb;
alter table demarches.dossier add constraint dossier_correction check (correction is null or etat = 'suspendu');
