-- An appointment is cancelled, never erased: what is personal in it is emptied when its time is over.
revoke delete, truncate on rendezvous.agenda, rendezvous.rendezvous, rendezvous.evenement from iroko_exec;
revoke update on rendezvous.evenement from iroko_exec;
