-- A register of acts is never erased: a number would leave a hole, and a receipt would prove nothing.
revoke delete, truncate on legalite.referentiel, legalite.acte, legalite.compteur, legalite.evenement from iroko_exec;
revoke update on legalite.referentiel, legalite.evenement from iroko_exec;
revoke delete, truncate on legalite.mesure, legalite.controle from iroko_exec;
revoke delete, truncate on legalite.circulaire, legalite.circulaire_destinataire from iroko_exec;
