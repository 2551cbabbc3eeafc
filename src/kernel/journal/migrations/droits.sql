-- Append-only for the run role: an entry is numbered once, nothing is changed or erased.
revoke update, delete, truncate on all tables in schema journal from iroko_exec;
grant update (rang, feuille) on journal.entree to iroko_exec;
