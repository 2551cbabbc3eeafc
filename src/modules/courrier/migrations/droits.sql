-- A line of a register is struck, never erased: its number would leave a hole.
revoke delete, truncate on courrier.courrier, courrier.compteur, courrier.imputation, courrier.evenement from iroko_exec;
revoke update on courrier.evenement from iroko_exec;
