-- One row an entry. Writers take no lock: `rang` and `feuille` are given later, once, by the sequencer.
create table journal.entree (
  id uuid primary key,
  le timestamptz not null,
  verbe text not null check (verbe ~ '^[!-~]{1,100}$'),
  acteur text not null,
  objet text not null,
  territoire text,
  detail jsonb not null default '{}',
  -- Without it nobody can guess what the hashes of the public line stand for.
  sel bytea not null check (octet_length(sel) = 16),
  rang bigint check (rang >= 0),
  feuille bytea check (octet_length(feuille) = 32),
  constraint entree_rang unique (rang),
  constraint entree_numerotee check ((rang is null) = (feuille is null))
);
create index entree_attente on journal.entree (id) where rang is null;
create index entree_objet on journal.entree (objet, id);
create index entree_territoire on journal.entree (territoire, id);
create index entree_verbe on journal.entree (verbe, id);

create function journal.proteger_entree() returns trigger language plpgsql as $$
begin
  if tg_op <> 'UPDATE' then
    raise exception 'Le journal ne s’efface pas' using errcode = 'insufficient_privilege';
  end if;
  if old.rang is not null or new.rang is null
    or (new.id, new.le, new.verbe, new.acteur, new.objet, new.territoire, new.detail, new.sel)
      is distinct from (old.id, old.le, old.verbe, old.acteur, old.objet, old.territoire, old.detail, old.sel) then
    raise exception 'Une entrée du journal ne change pas' using errcode = 'insufficient_privilege';
  end if;
  return new;
end $$;
create trigger entree_protegee before update or delete on journal.entree for each row execute function journal.proteger_entree();
create trigger entree_gardee before truncate on journal.entree for each statement execute function journal.proteger_entree();

-- Hash of the complete subtree of 256^niveau entries that starts at numero * 256^niveau; level 0 is entree.feuille.
create table journal.noeud (
  niveau smallint not null check (niveau between 1 and 7),
  numero bigint not null check (numero >= 0),
  empreinte bytea not null check (octet_length(empreinte) = 32),
  primary key (niveau, numero)
);

-- Every signed tree head ever published.
create table journal.checkpoint (
  id bigint generated always as identity primary key,
  taille bigint not null check (taille >= 0),
  racine bytea not null check (octet_length(racine) = 32),
  note text not null,
  le timestamptz not null
);
create index checkpoint_taille on journal.checkpoint (taille);
