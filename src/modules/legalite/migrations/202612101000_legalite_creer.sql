-- Rules, natures, subjects, grids, strategies: a published version never changes, an act keeps the one it was received under.
create table legalite.referentiel (
  id uuid primary key,
  genre text not null check (genre in ('regles', 'natures', 'matieres', 'grilles', 'strategie', 'anomalies', 'lettres')),
  -- The whole country, or a prefecture's own strategy.
  territoire text not null default 'BJ',
  version int not null check (version > 0),
  -- First day it applies to what arrives.
  du date not null,
  corps jsonb not null,
  empreinte text not null,
  note text not null default '',
  publie_le timestamptz not null,
  publie_par text not null,
  publie_par_nom text not null,
  constraint referentiel_version unique (genre, territoire, version)
);
create index referentiel_courant on legalite.referentiel (genre, territoire, du desc, version desc);

-- The members of a council, for as long as they sit.
create table legalite.membre (
  id uuid primary key,
  commune text not null,
  nom text not null,
  qualite text not null,
  rang int not null,
  telephone text,
  courriel text,
  du date not null,
  au date,
  constraint membre_dates check (au is null or au >= du)
);
create index membre_commune on legalite.membre (commune, rang);

create table legalite.seance (
  id uuid primary key,
  commune text not null,
  genre text not null check (genre in ('ordinaire', 'extraordinaire')),
  -- Month of the ordinary session it belongs to (1 to 12).
  session int check (session between 1 and 12),
  prevue_le timestamptz not null,
  lieu text not null,
  motif text not null default '',
  etat text not null check (etat in ('preparee', 'convoquee', 'ouverte', 'sans-quorum', 'close', 'annulee')),
  -- The one it replaces, for want of quorum.
  remplace uuid references legalite.seance,
  regles uuid not null references legalite.referentiel,
  membres int not null default 0,
  quorum int not null default 0,
  convoquee_le timestamptz,
  ouverte_le timestamptz,
  close_le timestamptz,
  president text,
  secretaire text,
  proces_verbal text not null default '',
  affiche_le date,
  affiche_preuve text not null default '',
  revision int not null default 0,
  cree_le timestamptz not null,
  cree_par text not null,
  constraint seance_ordinaire_session check ((genre = 'ordinaire') = (session is not null)),
  constraint seance_close_ouverte check (close_le is null or ouverte_le is not null)
);
create index seance_commune on legalite.seance (commune, prevue_le desc);

create table legalite.point (
  id uuid primary key,
  seance_id uuid not null references legalite.seance,
  rang int not null,
  objet text not null,
  nature text not null default 'deliberation',
  matiere text,
  rapporteur text not null default '',
  -- Empty while it has not been put to the vote.
  vote text check (vote in ('adopte', 'rejete', 'ajourne', 'retire', 'information')),
  scrutin text check (scrutin in ('public', 'nominal', 'secret')),
  pour int,
  contre int,
  abstentions int,
  texte text not null default '',
  constraint point_rang unique (seance_id, rang) deferrable initially deferred,
  constraint point_vote_compte check (vote is null or vote not in ('adopte', 'rejete') or (pour is not null and contre is not null and abstentions is not null and scrutin is not null))
);

-- One line a member called: how and when he was told, whether he came, who spoke for him.
create table legalite.convocation (
  seance_id uuid not null references legalite.seance,
  membre_id uuid not null references legalite.membre,
  mode text check (mode in ('courriel', 'sms', 'porteur', 'main-propre')),
  envoyee_le timestamptz,
  preuve text not null default '',
  message_id uuid,
  presence text check (presence in ('present', 'absent', 'excuse', 'represente')),
  mandataire uuid references legalite.membre,
  primary key (seance_id, membre_id),
  constraint convocation_pas_a_soi check (mandataire is null or mandataire <> membre_id),
  constraint convocation_represente check ((presence = 'represente') = (mandataire is not null))
);

create table legalite.voix (
  point_id uuid not null references legalite.point,
  membre_id uuid not null references legalite.membre,
  voix text not null check (voix in ('pour', 'contre', 'abstention')),
  primary key (point_id, membre_id)
);

-- Numbers without a hole: one row a commune, a series and a year, locked when the number is given and not before.
create table legalite.compteur (
  territoire text not null,
  serie text not null,
  annee int not null,
  dernier int not null check (dernier > 0),
  primary key (territoire, serie, annee)
);

create table legalite.acte (
  id uuid primary key,
  commune text not null,
  regime text not null default 'loi-2021-14',
  etat text not null check (etat in ('brouillon', 'signe', 'recu', 'pieces', 'observe', 'suspendu', 'defere', 'clos', 'juge', 'annule', 'retourne', 'abandonne', 'archive')),
  nature text not null,
  matiere text,
  numero text check (numero ~ '^[A-Z0-9/_-]{1,15}$'),
  objet text not null default '',
  date_acte date,
  seance_id uuid references legalite.seance,
  point_id uuid references legalite.point,
  signataire_poste uuid,
  signataire_nom text not null default '',
  signataire_qualite text not null default '',
  mode text not null default 'numerise' check (mode in ('electronique', 'numerise')),
  signe_le timestamptz,
  montant bigint check (montant >= 0),
  budget jsonb,
  exercice int,
  -- SHA-256 of the main paper: the same text is not sent twice.
  empreinte text,
  canal text check (canal in ('ecran', 'json', 'xml')),
  reference text,
  transmis_par text,
  transmis_par_nom text,
  recu_le timestamptz,
  ar_numero text,
  referentiels jsonb not null default '{}',
  -- The number the clock is counted with: the last day, null while it is stopped and once it is over.
  horloge jsonb not null default '[]',
  echeance date,
  limite_transmission date,
  a_temps boolean,
  publie_le date,
  publication_mode text,
  publication_preuve text not null default '',
  executoire_le date,
  risque int not null default 0 check (risque between 0 and 100),
  approfondi boolean not null default false,
  selection jsonb not null default '[]',
  affecte_a uuid,
  affecte_nom text,
  affecte_le timestamptz,
  examine_le timestamptz,
  pieces_le timestamptz,
  observe_le timestamptz,
  suspendu_le timestamptz,
  defere_le timestamptz,
  juge_le date,
  clos_le timestamptz,
  issue text check (issue in ('silence', 'sans-observation', 'observations-levees', 'retire', 'reforme', 'annule-juge', 'annule-partie', 'rejete-juge', 'desiste', 'ancien-approuve', 'ancien-annule', 'ancien-autre')),
  -- Days of the rule's clock used when it closed.
  duree int,
  retour jsonb,
  public_le timestamptz,
  cree_le timestamptz not null,
  cree_par text not null,
  modifie_le timestamptz not null,
  revision int not null default 0,
  cherche text generated always as (db.sans_accent(objet || ' ' || coalesce(numero, '') || ' ' || coalesce(ar_numero, ''))) stored,
  constraint acte_numero unique (commune, numero),
  constraint acte_ar unique (ar_numero),
  constraint acte_point_une_fois unique (point_id),
  -- No receipt without its moment and its number, and no control without a receipt.
  constraint acte_recu_complet check ((recu_le is null) = (ar_numero is null)),
  constraint acte_controle_recu check (etat in ('brouillon', 'signe', 'archive', 'retourne', 'annule', 'abandonne') or (recu_le is not null and numero is not null and date_acte is not null and empreinte is not null)),
  constraint acte_signe_complet check (etat in ('brouillon', 'archive', 'abandonne') or (numero is not null and date_acte is not null and signataire_nom <> '')),
  constraint acte_clos_issue check ((etat in ('clos', 'juge', 'archive')) = (issue is not null)),
  constraint acte_echeance_ouverte check (echeance is null or etat in ('recu', 'pieces', 'observe', 'suspendu'))
);
create unique index acte_texte_une_fois on legalite.acte (commune, empreinte) where etat not in ('brouillon', 'signe', 'annule', 'retourne', 'abandonne');
create index acte_file on legalite.acte (commune, echeance, id) where etat in ('recu', 'pieces', 'observe', 'suspendu');
create index acte_echeance on legalite.acte (echeance, id) where echeance is not null;
create index acte_commune on legalite.acte (commune, recu_le desc, id);
create index acte_seance on legalite.acte (seance_id) where seance_id is not null;
create index acte_prepare on legalite.acte (commune, modifie_le desc) where etat in ('brouillon', 'signe', 'retourne');
create index acte_affecte on legalite.acte (affecte_a, echeance) where affecte_a is not null and etat in ('recu', 'pieces', 'observe', 'suspendu');
create index acte_cherche on legalite.acte using gin (cherche gin_trgm_ops);

-- The papers of an act: the bytes are kept by fichiers, what was read in them here.
create table legalite.piece (
  id uuid primary key,
  acte_id uuid not null references legalite.acte,
  role text not null check (role in ('principal', 'annexe', 'complement', 'reponse')),
  code text not null default '',
  titre text not null default '',
  rang int not null,
  reference_id uuid not null,
  sha256 text not null,
  nom text not null,
  type text not null,
  taille int not null,
  pages int,
  -- natif: the PDF holds its text; scan: only pictures; ocr: read by a machine.
  lecture text not null default 'attente' check (lecture in ('attente', 'natif', 'scan', 'ocr', 'image', 'illisible')),
  signatures jsonb not null default '[]',
  -- What the paper says, page after page (form feeds between); empty for a picture that no machine has read.
  texte text not null default '',
  ajoutee_le timestamptz not null,
  retiree_le timestamptz
);
create index piece_acte on legalite.piece (acte_id, rang);
create index piece_contenu on legalite.piece (sha256);
create unique index piece_principale on legalite.piece (acte_id) where role = 'principal' and retiree_le is null;

-- French words without their accents, for what is searched in full.
create text search configuration legalite.francais (copy = pg_catalog.french);
alter text search configuration legalite.francais alter mapping for hword, hword_part, word with public.unaccent, french_stem;

-- What an act is found by: the words of its object and of its papers, and beside them its year and its commune as words of their own, so that one index answers
-- « these words, in these communes, that year » without reading a row. Beyond 250,000 signs a vector of words would not hold.
create function legalite.mots_de(objet text, texte text, jour date, commune text) returns tsvector language sql stable parallel safe as $$
  select setweight(to_tsvector('legalite.francais', objet), 'A') || to_tsvector('legalite.francais', left(texte, 250000)) || array_to_tsvector(array['§a' || extract(year from jour)::int, '§c' || commune])
$$;

-- The words of a received act, apart: the queue never drags them along.
create table legalite.texte (
  acte_id uuid primary key references legalite.acte,
  commune text not null,
  mots tsvector not null
);
create index texte_mots on legalite.texte using gin (mots);

create table legalite.lien (
  acte_id uuid not null references legalite.acte,
  genre text not null check (genre in ('modifie', 'abroge', 'repond', 'remplace')),
  vers uuid not null references legalite.acte,
  primary key (acte_id, genre, vers),
  constraint lien_pas_a_soi check (vers <> acte_id)
);
create index lien_vers on legalite.lien (vers);

create table legalite.evenement (
  id uuid primary key,
  rang bigint generated always as identity,
  acte_id uuid not null references legalite.acte,
  genre text not null,
  le timestamptz not null,
  par text not null,
  par_nom text not null,
  texte text not null default '',
  -- The prefecture's kitchen is not the commune's to read.
  interne boolean not null default false,
  detail jsonb not null default '{}'
);
create index evenement_acte on legalite.evenement (acte_id, le, rang);
