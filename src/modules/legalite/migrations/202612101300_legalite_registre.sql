-- What a commune lets everybody read of an act. Prepared (`choix` holds the passages to mask while they are being chosen), seen as it will be, then published; taken back with a reason, and kept.
create table legalite.publication (
  id uuid primary key,
  acte_id uuid not null references legalite.acte,
  -- Copied from the act, which does not change once it is sent: a search reads this table alone.
  commune text not null,
  nature text not null,
  matiere text,
  numero text not null,
  date_acte date not null,
  mode text not null check (mode in ('original', 'masque', 'fourni')),
  -- The public words: what is masked is nowhere in this row once it is published.
  objet text not null,
  texte text not null default '',
  reference_id uuid not null,
  sha256 text not null,
  taille int not null,
  -- SHA-256 of the paper it was made from: another paper meanwhile, and it is made again.
  source text not null,
  -- How many passages of each kind are masked, never which.
  passages jsonb not null default '{}',
  choix jsonb,
  preparee_le timestamptz not null,
  preparee_par text not null,
  publiee_le timestamptz,
  publiee_par text,
  publiee_par_nom text,
  retiree_le timestamptz,
  retiree_par text,
  retiree_par_nom text,
  retrait_motif text,
  mots tsvector generated always as (setweight(to_tsvector('legalite.francais'::regconfig, objet || ' ' || numero), 'A') || to_tsvector('legalite.francais'::regconfig, left(texte, 250000))) stored,
  constraint publication_choix_oublie check (publiee_le is null or choix is null),
  constraint publication_individuelle check (not (nature = 'arrete-individuel' and mode = 'original')),
  constraint publication_publiee check ((publiee_le is null) = (publiee_par is null)),
  constraint publication_retrait check ((retiree_le is null) = (retrait_motif is null) and (retiree_le is null or publiee_le is not null))
);
create unique index publication_preparee_une_fois on legalite.publication (acte_id) where publiee_le is null;
create unique index publication_publiee_une_fois on legalite.publication (acte_id) where publiee_le is not null and retiree_le is null;
create index publication_acte on legalite.publication (acte_id, publiee_le);
create index publication_mots on legalite.publication using gin (mots) where publiee_le is not null and retiree_le is null;
create index publication_date on legalite.publication (date_acte desc, id desc) where publiee_le is not null and retiree_le is null;
create index publication_commune on legalite.publication (commune, date_acte desc, id desc) where publiee_le is not null and retiree_le is null;
create index publication_nature on legalite.publication (nature, date_acte desc, id desc) where publiee_le is not null and retiree_le is null;
create index publication_matiere on legalite.publication (matiere text_pattern_ops) where publiee_le is not null and retiree_le is null;
create index publication_flux on legalite.publication (publiee_le desc, id desc) where publiee_le is not null and retiree_le is null;
create index publication_flux_commune on legalite.publication (commune, publiee_le desc, id desc) where publiee_le is not null and retiree_le is null;

-- What a citizen or an elected person tells the prefecture about an act. Who says it is never public, and may be erased.
create table legalite.signalement (
  id uuid primary key,
  -- HMAC of the follow code: the code itself is shown once.
  code bytea not null unique,
  commune text not null,
  acte_id uuid references legalite.acte,
  -- How the author names an act that is not in the public register.
  designation text not null default '',
  qualite text not null check (qualite in ('citoyen', 'elu')),
  nom text not null,
  telephone text,
  courriel text,
  titulaire text,
  texte text not null,
  reference_id uuid,
  fichier_nom text,
  fichier_sha256 text,
  fichier_type text,
  fichier_taille int,
  etat text not null default 'recu' check (etat in ('recu', 'examine', 'repondu', 'ecarte')),
  recu_le timestamptz not null,
  examine_le timestamptz,
  examine_par_nom text,
  -- The answer, or why it is out of scope.
  reponse text not null default '',
  clos_le timestamptz,
  clos_par text,
  clos_par_nom text,
  efface_le timestamptz,
  constraint signalement_lieu check (acte_id is not null or designation <> ''),
  constraint signalement_clos check ((etat in ('repondu', 'ecarte')) = (clos_le is not null) and (clos_le is null or reponse <> '')),
  constraint signalement_joignable check (efface_le is not null or telephone is not null or courriel is not null),
  constraint signalement_efface check (efface_le is null or (nom = '' and telephone is null and courriel is null and titulaire is null))
);
create index signalement_commune on legalite.signalement (commune, recu_le desc, id desc);
create index signalement_acte on legalite.signalement (acte_id, recu_le) where acte_id is not null;
create index signalement_ouvert on legalite.signalement (commune, recu_le) where etat in ('recu', 'examine');
create index signalement_titulaire on legalite.signalement (titulaire) where titulaire is not null;
