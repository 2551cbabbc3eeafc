-- A register of acts is never erased: a number would leave a hole, and a receipt would prove nothing.
revoke delete, truncate on legalite.referentiel, legalite.acte, legalite.compteur, legalite.evenement from iroko_exec;
revoke update on legalite.referentiel, legalite.evenement from iroko_exec;
revoke delete, truncate on legalite.mesure, legalite.controle from iroko_exec;
-- Who sat, and what a session did, stay: a mandate ends, it is not erased.
revoke delete, truncate on legalite.membre, legalite.seance, legalite.evenement_seance from iroko_exec;
revoke update on legalite.evenement_seance from iroko_exec;
revoke truncate on legalite.publication, legalite.signalement from iroko_exec;
revoke delete on legalite.signalement from iroko_exec;
revoke delete, truncate on legalite.circulaire, legalite.circulaire_destinataire from iroko_exec;
