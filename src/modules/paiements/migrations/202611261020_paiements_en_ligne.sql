-- A payment tried at a provider. Its reference is the provider's, known once the provider has answered.
create table paiements.tentative (
  id uuid primary key,
  paiement_id uuid not null references paiements.paiement,
  prestataire text not null,
  reference text,
  -- Where the payer goes to pay.
  url text,
  montant int not null check (montant > 0),
  etat text not null default 'ouverte' check (etat in ('ouverte', 'reussie', 'echouee', 'expiree')),
  ouverte_le timestamptz not null,
  ouverte_par text not null,
  finie_le timestamptz,
  unique (prestataire, reference),
  constraint tentative_finie check ((etat = 'ouverte') = (finie_le is null)),
  constraint tentative_reussie check (etat <> 'reussie' or reference is not null)
);
create index tentative_paiement on paiements.tentative (paiement_id, ouverte_le);
create index tentative_ouverte on paiements.tentative (ouverte_le) where etat = 'ouverte';

-- Money received that nobody asked for any more, or that somebody decides to give back: once for an attempt.
create table paiements.remboursement (
  id uuid primary key,
  paiement_id uuid not null references paiements.paiement,
  tentative_id uuid not null unique references paiements.tentative,
  montant int not null check (montant > 0),
  motif text not null,
  etat text not null default 'a_faire' check (etat in ('a_faire', 'demande', 'fait')),
  cree_le timestamptz not null,
  demande_le timestamptz,
  demande_par text,
  demande_par_nom text,
  fait_le timestamptz,
  reference text,
  constraint remboursement_demande check ((etat = 'a_faire') = (demande_le is null) and (demande_le is null) = (demande_par is null)),
  constraint remboursement_fait check ((etat = 'fait') = (fait_le is not null) and (fait_le is null) = (reference is null))
);

-- What the provider says and what we know do not agree. Told once.
create table paiements.ecart (
  id uuid primary key,
  prestataire text not null,
  reference text not null,
  tentative_id uuid references paiements.tentative,
  nature text not null check (nature in ('montant', 'inconnue', 'dementie')),
  montant int not null,
  constate_le timestamptz not null,
  unique (prestataire, reference, nature)
);

-- The memory of the sandbox, a provider that takes no money: it is outside the house, and only kept here.
create table paiements.bac_a_sable (
  reference text primary key,
  tentative text not null,
  montant int not null,
  libelle text not null,
  retour text not null,
  issue text not null default 'ouverte' check (issue in ('ouverte', 'reussie', 'echouee', 'abandonnee')),
  rembourse_par text unique,
  cree_le timestamptz not null
);
