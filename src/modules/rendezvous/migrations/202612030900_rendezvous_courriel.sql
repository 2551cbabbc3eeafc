-- Whoever has proved an address finds his appointments by it, as he does by his phone.
create index rendezvous_courriel on rendezvous.rendezvous (lower(courriel)) where courriel is not null;
