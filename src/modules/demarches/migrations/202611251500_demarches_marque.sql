-- The mark itself, not only its kind: the signed slip photographed, a signature drawn on the screen, or where the paper is kept.
alter table demarches.constat add column marque_fichier uuid;
alter table demarches.constat add column classement text;
-- Proofs recorded before this rule stay as they are.
alter table demarches.constat add constraint constat_marque_gardee check (marque_fichier is not null or classement is not null) not valid;
