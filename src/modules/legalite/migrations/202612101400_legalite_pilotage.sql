-- Figures of the control, exact and fast. Cells are (commune, month of receipt in Porto-Novo, nature, first level of the subject, '' without one). `plan` says what is
-- folded together ('*'): 0 nature and subject, 1 subject, 2 nature, 3 nothing; 4 to 7 are the same by whole year (`mois` is its first day). Ten years of the whole
-- country are then 770 rows to read, and not half a million.
create table legalite.cumul (
  plan smallint not null,
  commune text not null,
  mois date not null,
  nature text not null,
  matiere text not null,
  transmis int not null,
  hors_delai int not null,
  electroniques int not null,
  approfondis int not null,
  lettres int not null,
  demandes int not null,
  reformes int not null,
  suspendus int not null,
  deferes int not null,
  annules int not null,
  annules_partie int not null,
  rejetes int not null,
  desistes int not null,
  silences int not null,
  clos int not null,
  primary key (commune, mois, plan, nature, matiere)
) partition by list (plan);
create table legalite.cumul_tout partition of legalite.cumul for values in (0);
create table legalite.cumul_nature partition of legalite.cumul for values in (1);
create table legalite.cumul_matiere partition of legalite.cumul for values in (2);
create table legalite.cumul_fin partition of legalite.cumul for values in (3);
create table legalite.cumul_an partition of legalite.cumul for values in (4);
create table legalite.cumul_an_nature partition of legalite.cumul for values in (5);
create table legalite.cumul_an_matiere partition of legalite.cumul for values in (6);
create table legalite.cumul_an_fin partition of legalite.cumul for values in (7);

-- How many controls of a cell lasted so many days, folded alike: medians stay exact over any grouping.
create table legalite.cumul_duree (
  plan smallint not null,
  commune text not null,
  mois date not null,
  nature text not null,
  matiere text not null,
  duree int not null,
  n int not null,
  primary key (commune, mois, plan, nature, matiere, duree)
) partition by list (plan);
create table legalite.cumul_duree_tout partition of legalite.cumul_duree for values in (0);
create table legalite.cumul_duree_nature partition of legalite.cumul_duree for values in (1);
create table legalite.cumul_duree_matiere partition of legalite.cumul_duree for values in (2);
create table legalite.cumul_duree_fin partition of legalite.cumul_duree for values in (3);
create table legalite.cumul_duree_an partition of legalite.cumul_duree for values in (4);
create table legalite.cumul_duree_an_nature partition of legalite.cumul_duree for values in (5);
create table legalite.cumul_duree_an_matiere partition of legalite.cumul_duree for values in (6);
create table legalite.cumul_duree_an_fin partition of legalite.cumul_duree for values in (7);

-- Marks, never merged: two gestures on one cell do not wait for each other, and a mark that a running transaction holds cannot be swallowed by the task that removes those it sees.
create table legalite.a_cumuler (
  id bigint primary key generated always as identity,
  commune text not null,
  mois date not null
);
create index a_cumuler_cellule on legalite.a_cumuler (commune, mois);

-- The strongest guard: whatever code writes an act, the cells it leaves and enters are marked in the same transaction.
create function legalite.marquer_arrivees() returns trigger language plpgsql as $$
begin
  insert into legalite.a_cumuler (commune, mois)
    select distinct commune, date_trunc('month', recu_le at time zone 'Africa/Porto-Novo')::date from touches where recu_le is not null;
  return null;
end $$;
create function legalite.marquer_changements() returns trigger language plpgsql as $$
begin
  insert into legalite.a_cumuler (commune, mois)
    select distinct c.commune, date_trunc('month', c.recu_le at time zone 'Africa/Porto-Novo')::date
    from avant o join apres n on n.id = o.id cross join lateral (values (o.commune, o.recu_le), (n.commune, n.recu_le)) as c (commune, recu_le)
    where c.recu_le is not null
      and (o.commune, o.etat, o.nature, o.matiere, o.recu_le, o.a_temps, o.mode, o.canal, o.approfondi, o.issue, o.duree, o.examine_le is null, o.pieces_le is null, o.observe_le is null, o.suspendu_le is null, o.defere_le is null)
        is distinct from (n.commune, n.etat, n.nature, n.matiere, n.recu_le, n.a_temps, n.mode, n.canal, n.approfondi, n.issue, n.duree, n.examine_le is null, n.pieces_le is null, n.observe_le is null, n.suspendu_le is null, n.defere_le is null);
  return null;
end $$;
create trigger acte_arrive_marque after insert on legalite.acte referencing new table as touches for each statement execute function legalite.marquer_arrivees();
create trigger acte_change_marque after update on legalite.acte referencing old table as avant new table as apres for each statement execute function legalite.marquer_changements();
create trigger acte_part_marque after delete on legalite.acte referencing old table as touches for each statement execute function legalite.marquer_arrivees();
insert into legalite.a_cumuler (commune, mois) select distinct commune, date_trunc('month', recu_le at time zone 'Africa/Porto-Novo')::date from legalite.acte where recu_le is not null;

-- What the ministry writes to prefectures and communes.
create table legalite.circulaire (
  id uuid primary key,
  numero text unique,
  etat text not null check (etat in ('projet', 'publiee', 'remplacee', 'retiree', 'abandonnee')),
  titre text not null,
  texte text not null,
  matieres text[] not null default '{}',
  niveaux text[] not null check (niveaux <@ '{departement,commune}' and niveaux <> '{}'),
  -- Empty: the whole country.
  departements text[] not null default '{}',
  remplace uuid references legalite.circulaire,
  reference_id uuid,
  sha256 text,
  fichier text,
  taille int,
  cree_le timestamptz not null,
  cree_par text not null,
  publie_le timestamptz,
  publie_par_nom text,
  fini_le timestamptz,
  motif text not null default '',
  revision int not null default 0,
  cherche text generated always as (db.sans_accent(titre || ' ' || texte || ' ' || coalesce(numero, ''))) stored,
  constraint circulaire_publiee check ((publie_le is null) = (numero is null) and (etat in ('projet', 'abandonnee')) = (publie_le is null)),
  constraint circulaire_pas_elle check (remplace <> id)
);
create index circulaire_ordre on legalite.circulaire (publie_le desc, id);

-- One line an office addressed: who has read it, and when.
create table legalite.circulaire_destinataire (
  circulaire_id uuid not null references legalite.circulaire,
  territoire text not null,
  lu_le timestamptz,
  lu_par text,
  lu_par_nom text,
  primary key (circulaire_id, territoire),
  constraint destinataire_lu check ((lu_le is null) = (lu_par_nom is null))
);
create index destinataire_a_lire on legalite.circulaire_destinataire (territoire) where lu_le is null;
