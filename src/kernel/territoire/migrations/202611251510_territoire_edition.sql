-- Grows with every write: each process reads the territory again when it has changed, whoever changed it.
create table territoire.edition (
  seule boolean primary key default true check (seule),
  numero bigint not null
);

create function territoire.noter_edition() returns trigger language plpgsql as $$
begin
  insert into territoire.edition (numero) values (1) on conflict (seule) do update set numero = territoire.edition.numero + 1;
  return null;
end $$;
create trigger territoire_edition after insert or update or delete on territoire.territoire for each statement execute function territoire.noter_edition();
create trigger succession_edition after insert or update or delete on territoire.succession for each statement execute function territoire.noter_edition();
create trigger bureau_edition after insert or update or delete on territoire.bureau for each statement execute function territoire.noter_edition();
