-- A file waits at a station of its procedure's circuit; `etat` says what kind of gesture is awaited there.
alter table demarches.dossier drop constraint dossier_etat_check;
alter table demarches.dossier add constraint dossier_etat_check
  check (etat in ('brouillon', 'depose', 'suspendu', 'soumis', 'propose', 'signe', 'delivre', 'accorde', 'refuse', 'retire', 'revoque'));
alter table demarches.dossier add column station text;
-- A request of an agent for himself: not of the territory's files, only of those who are called on it.
alter table demarches.dossier add column interne boolean not null default false;
-- Keys of the posts that must act now; and of all those that have had to, who may read the file wherever they are.
alter table demarches.dossier add column attend text[] not null default '{}';
alter table demarches.dossier add column lecteurs text[] not null default '{}';

-- Circuits published so far had two stations, both kept by posts of the file's own arrondissement.
update demarches.dossier d set station = s.code, lecteurs = s.lecteurs, attend = case when d.etat = 'suspendu' then '{}' else s.cles end
from (
  select o.id, case when o.etat = 'propose' then 'signature' else 'instruction' end as code,
    array(select 'poste:' || r || '@' || o.territoire from jsonb_array_elements_text(f.contenu->'circuit'->(case when o.etat = 'propose' then 'signature' else 'instruction' end)->'roles') r) as cles,
    array(select 'poste:' || r || '@' || o.territoire from jsonb_array_elements_text((f.contenu->'circuit'->'instruction'->'roles') || (f.contenu->'circuit'->'signature'->'roles')) r) as lecteurs
  from demarches.dossier o join demarches.definition f on f.code = o.demarche and f.version = o.version
  where o.etat <> 'brouillon' and f.contenu->'circuit' ? 'instruction'
) s where s.id = d.id;
update demarches.dossier set station = null, attend = '{}' where etat not in ('depose', 'suspendu', 'propose');

alter table demarches.dossier add constraint dossier_station check ((etat in ('depose', 'suspendu', 'soumis', 'propose')) = (station is not null));
drop index demarches.dossier_file;
create index dossier_file on demarches.dossier (territoire, echeance, id) where station is not null;
create index dossier_attend on demarches.dossier using gin (attend) where station is not null;
create index dossier_lecteurs on demarches.dossier using gin (lecteurs);

-- One line for each visa, or each opinion, asked of a post; `tour` grows when the file comes back to the station.
create table demarches.visa (
  id uuid primary key,
  dossier_id uuid not null references demarches.dossier,
  station text not null,
  tour int not null,
  rang int not null,
  viseur text not null,
  titre text not null,
  cles text[] not null,
  demande_le timestamptz not null,
  avis text check (avis in ('favorable', 'defavorable')),
  texte text not null default '',
  vise_le timestamptz,
  vise_par text,
  vise_par_nom text,
  -- The round ended without it.
  clos_le timestamptz,
  unique (dossier_id, station, tour, viseur),
  constraint visa_entier check ((avis is null) = (vise_le is null) and (vise_le is null) = (vise_par is null)),
  constraint visa_une_fin check (avis is null or clos_le is null)
);
