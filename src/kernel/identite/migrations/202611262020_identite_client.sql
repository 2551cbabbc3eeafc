-- A software that speaks through the information mediator: the same rights, places and end as a token, and a name instead of a secret.
alter table identite.jeton add column client text;
alter table identite.jeton add constraint jeton_client check (client ~ '^[^/[:space:]]+(/[^/[:space:]]+){3}$');
create unique index jeton_client_vivant on identite.jeton (client) where client is not null and revoque_le is null;
