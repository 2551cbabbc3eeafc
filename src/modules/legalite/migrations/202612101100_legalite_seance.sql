-- Who presides is one of the members; a vote keeps how many voted, whoever comes or leaves afterwards.
alter table legalite.seance
  add column president_id uuid references legalite.membre,
  add constraint seance_sans_quorum_jamais_ouverte check (etat <> 'sans-quorum' or ouverte_le is null),
  add constraint seance_close_entiere check (etat <> 'close' or (close_le is not null and proces_verbal <> ''));
-- A session without quorum is held again once.
create unique index seance_remplace_une_fois on legalite.seance (remplace) where etat <> 'annulee';
create index seance_en_cours on legalite.seance (commune, prevue_le) where etat in ('preparee', 'convoquee', 'ouverte') or (etat = 'close' and affiche_le is null);

alter table legalite.point
  add column votants int,
  add column preponderante text check (preponderante in ('pour', 'contre')),
  add constraint point_voix check (pour is null or (pour >= 0 and contre >= 0 and abstentions >= 0 and (votants is null or pour + contre + abstentions = votants))),
  add constraint point_cent check (rang between 1 and 100);

-- The story of a session.
create table legalite.evenement_seance (
  id uuid primary key,
  rang bigint generated always as identity,
  seance_id uuid not null references legalite.seance,
  genre text not null,
  le timestamptz not null,
  par text not null,
  par_nom text not null,
  texte text not null default ''
);
create index evenement_seance_seance on legalite.evenement_seance (seance_id, rang);
