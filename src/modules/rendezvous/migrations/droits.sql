-- An appointment is cancelled, never erased: what is personal in it is emptied when its time is over, in its story too.
revoke delete, truncate on rendezvous.agenda, rendezvous.rendezvous, rendezvous.evenement from iroko_exec;
revoke update on rendezvous.evenement from iroko_exec;
grant update (texte) on rendezvous.evenement to iroko_exec;
