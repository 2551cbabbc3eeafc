-- What somebody owes, once for each reason (`code`) of an object of another module (`dossier:<uuid>`). Amounts are whole FCFA.
create table paiements.paiement (
  id uuid primary key,
  objet text not null,
  code text not null,
  libelle text not null,
  payeur text not null,
  -- Where its holder reads about the object.
  lien text not null,
  montant int not null,
  source text not null,
  verifie boolean not null,
  moyens text[] not null,
  territoire text not null,
  bureau text not null,
  etat text not null check (etat in ('du', 'paye', 'exempte', 'annule', 'rembourse')),
  moyen text check (moyen in ('especes', 'cheque', 'mobile', 'en_ligne')),
  -- Number of the cheque, of the mobile transfer, or the provider's.
  reference text,
  motif text,
  demande_le timestamptz not null,
  demande_par text not null,
  regle_le timestamptz,
  regle_par text,
  regle_par_nom text,
  clos_le timestamptz,
  clos_par text,
  constraint paiement_montant check (montant > 0),
  constraint paiement_moyens check (moyens <@ '{guichet,en_ligne}' and cardinality(moyens) > 0),
  constraint paiement_regle check ((etat in ('paye', 'exempte', 'rembourse')) = (regle_le is not null) and (regle_le is null) = (regle_par is null)),
  constraint paiement_moyen check ((etat in ('paye', 'rembourse')) = (moyen is not null)),
  constraint paiement_reference check (moyen is null or moyen = 'especes' or reference is not null),
  constraint paiement_exempte check (etat <> 'exempte' or motif is not null),
  constraint paiement_clos check ((etat in ('annule', 'rembourse')) = (clos_le is not null))
);
-- Asked once: a file that comes back to its station finds what it has already paid.
create unique index paiement_vivant on paiements.paiement (objet, code) where etat in ('du', 'paye', 'exempte');
create index paiement_objet on paiements.paiement (objet, demande_le);
create index paiement_territoire on paiements.paiement (territoire, id desc);

-- Receipts of an office are numbered from 1 each year, without a gap: the row is locked until the end of the transaction.
create table paiements.compteur (
  territoire text not null,
  bureau text not null,
  annee int not null,
  dernier int not null,
  primary key (territoire, bureau, annee)
);

create table paiements.quittance (
  id uuid primary key,
  paiement_id uuid not null references paiements.paiement,
  -- The office that has the money, which may not be that of the file.
  territoire text not null,
  bureau text not null,
  annee int not null,
  rang int not null check (rang > 0),
  numero text not null generated always as (annee::text || '-' || lpad(rang::text, greatest(6, length(rang::text)), '0')) stored,
  jour date not null,
  montant int not null check (montant > 0),
  moyen text not null check (moyen in ('especes', 'cheque', 'mobile')),
  reference text,
  etablie_le timestamptz not null,
  par text not null,
  par_nom text not null,
  -- Struck out: the number stays.
  annulee_le timestamptz,
  annulee_par text,
  annulee_par_nom text,
  annulee_motif text,
  unique (territoire, bureau, annee, rang),
  constraint quittance_annulee check ((annulee_le is null) = (annulee_par is null) and (annulee_le is null) = (annulee_motif is null))
);
create unique index quittance_une on paiements.quittance (paiement_id) where annulee_le is null;
create index quittance_jour on paiements.quittance (jour, territoire, bureau, rang);

-- The cash of an office for a day, counted and frozen.
create table paiements.cloture (
  territoire text not null,
  bureau text not null,
  jour date not null,
  nombre int not null,
  annulees int not null,
  especes int8 not null,
  cheque int8 not null,
  mobile int8 not null,
  total int8 not null,
  close_le timestamptz not null,
  close_par text not null,
  close_par_nom text not null,
  primary key (territoire, bureau, jour),
  constraint cloture_total check (total = especes + cheque + mobile)
);

-- A closed day takes no receipt any more, and loses none. Both sides hold the row of `compteur`. A restoration, which is not the
-- run role, brings back closed days with their receipts.
create function paiements.jour_clos() returns trigger language plpgsql as $$
begin
  if exists (select from paiements.cloture c where c.territoire = new.territoire and c.bureau = new.bureau and c.jour = new.jour) then
    raise exception 'jour clos' using errcode = 'check_violation', constraint = 'quittance_jour_clos';
  end if;
  return new;
end $$;
create trigger quittance_jour_clos before insert or update on paiements.quittance for each row when (current_user = 'iroko_exec') execute function paiements.jour_clos();
