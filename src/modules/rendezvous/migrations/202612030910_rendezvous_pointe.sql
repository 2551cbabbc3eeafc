-- Nobody read it: the story of the appointment says when somebody arrived, was received, or did not come, and who said so.
alter table rendezvous.rendezvous drop column pointe_le;
