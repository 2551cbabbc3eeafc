-- A receipt is struck out, never erased; a closed day does not change.
revoke delete, truncate on paiements.quittance from iroko_exec;
revoke update, delete, truncate on paiements.cloture from iroko_exec;
