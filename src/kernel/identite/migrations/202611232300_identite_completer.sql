-- Where the account is managed from: a commune's secrétaire exécutif sees the agents of his commune, the ministry sees all.
alter table identite.agent add column rattachement text not null default 'BJ';
create index agent_rattachement on identite.agent (rattachement);

-- A forgotten password: one link at a time, one hour.
alter table identite.agent add column oubli_empreinte bytea unique;
alter table identite.agent add column oubli_expire_le timestamptz;

-- Challenges of passkeys are sealed and not stored; those that have served are, so that none serves twice.
create table identite.defi (
  empreinte bytea primary key,
  utilise_le timestamptz not null
);

create index accord_attente on identite.accord (expire_le) where tranche_le is null;
create index requete_donnees_ouverte on identite.requete_donnees (deposee_le) where close_le is null;
create index requete_donnees_citoyen on identite.requete_donnees (citoyen_id);
