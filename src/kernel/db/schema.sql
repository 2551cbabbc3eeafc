-- Written by `npm run schema` from the migrated database; a test keeps it true.

create table abonnements.abonnement (
  id uuid not null,
  nom text not null,
  url text not null,
  secret bytea not null,
  genres text[] not null,
  demarches text[] not null,
  territoires text[] not null,
  etat text not null default 'actif'::text,
  cree_par text not null,
  cree_le timestamp with time zone not null,
  modifie_le timestamp with time zone not null,
  constraint abonnement_etat_check CHECK ((etat = ANY (ARRAY['actif'::text, 'suspendu'::text, 'supprime'::text]))),
  constraint abonnement_genres_check CHECK ((cardinality(genres) > 0)),
  constraint abonnement_pkey PRIMARY KEY (id),
  constraint abonnement_territoires_check CHECK ((cardinality(territoires) > 0))
);
CREATE UNIQUE INDEX abonnement_nom ON abonnements.abonnement USING btree (lower(nom)) WHERE (etat <> 'supprime'::text);
CREATE UNIQUE INDEX abonnement_pkey ON abonnements.abonnement USING btree (id);

create table abonnements.livraison (
  id uuid not null,
  rang bigint not null generated,
  abonnement_id uuid not null,
  evenement_id uuid not null,
  dossier_id uuid not null,
  genre text not null,
  corps text not null,
  etat text not null default 'attente'::text,
  essais integer not null default 0,
  prochain timestamp with time zone not null,
  cree_le timestamp with time zone not null,
  fini_le timestamp with time zone,
  rejeu_de uuid,
  constraint livraison_abonnement_id_fkey FOREIGN KEY (abonnement_id) REFERENCES abonnements.abonnement(id),
  constraint livraison_etat_check CHECK ((etat = ANY (ARRAY['attente'::text, 'livre'::text, 'abandonne'::text]))),
  constraint livraison_finie CHECK (((etat = 'attente'::text) = (fini_le IS NULL))),
  constraint livraison_pkey PRIMARY KEY (id),
  constraint livraison_rejeu_de_fkey FOREIGN KEY (rejeu_de) REFERENCES abonnements.livraison(id)
);
CREATE INDEX livraison_attente ON abonnements.livraison USING btree (abonnement_id, dossier_id, rang) WHERE (etat = 'attente'::text);
CREATE INDEX livraison_journal ON abonnements.livraison USING btree (abonnement_id, rang DESC);
CREATE UNIQUE INDEX livraison_pkey ON abonnements.livraison USING btree (id);
CREATE UNIQUE INDEX livraison_une ON abonnements.livraison USING btree (abonnement_id, evenement_id) WHERE (rejeu_de IS NULL);

create table abonnements.tentative (
  id uuid not null,
  livraison_id uuid not null,
  le timestamp with time zone not null,
  statut integer,
  erreur text,
  duree_ms integer not null,
  constraint tentative_livraison_id_fkey FOREIGN KEY (livraison_id) REFERENCES abonnements.livraison(id),
  constraint tentative_pkey PRIMARY KEY (id)
);
CREATE INDEX tentative_livraison ON abonnements.tentative USING btree (livraison_id, le DESC);
CREATE UNIQUE INDEX tentative_pkey ON abonnements.tentative USING btree (id);

create table conception.projet (
  id uuid not null,
  code text not null,
  titre text not null,
  base integer,
  contenu jsonb not null,
  modele text not null,
  revision integer not null default 0,
  cree_par text not null,
  cree_le timestamp with time zone not null,
  modifie_par text not null,
  modifie_par_nom text not null,
  modifie_le timestamp with time zone not null,
  publie_le timestamp with time zone,
  version integer,
  abandonne_le timestamp with time zone,
  constraint projet_pkey PRIMARY KEY (id),
  constraint projet_publie CHECK (((publie_le IS NULL) = (version IS NULL))),
  constraint projet_une_fin CHECK (((publie_le IS NULL) OR (abandonne_le IS NULL)))
);
CREATE UNIQUE INDEX projet_ouvert ON conception.projet USING btree (code) WHERE ((publie_le IS NULL) AND (abandonne_le IS NULL));
CREATE UNIQUE INDEX projet_pkey ON conception.projet USING btree (id);

create table corridor.idempotence (
  cle text not null,
  acteur text not null,
  porte text not null,
  empreinte bytea not null,
  vers text not null,
  message text,
  cree_le timestamp with time zone not null,
  constraint idempotence_pkey PRIMARY KEY (cle, acteur)
);
CREATE INDEX idempotence_cree ON corridor.idempotence USING btree (cree_le);
CREATE UNIQUE INDEX idempotence_pkey ON corridor.idempotence USING btree (cle, acteur);

create table corridor.saisie_gardee (
  id uuid not null,
  navigateur bytea not null,
  personne text not null,
  chemin text not null,
  saisie jsonb not null,
  cree_le timestamp with time zone not null,
  fichiers jsonb not null default '[]'::jsonb,
  constraint saisie_gardee_pkey PRIMARY KEY (id)
);
CREATE UNIQUE INDEX saisie_gardee_pkey ON corridor.saisie_gardee USING btree (id);

create table courrier.compteur (
  bureau text not null,
  sens text not null,
  annee integer not null,
  dernier integer not null,
  constraint compteur_dernier_check CHECK ((dernier > 0)),
  constraint compteur_pkey PRIMARY KEY (bureau, sens, annee),
  constraint compteur_sens_check CHECK ((sens = ANY (ARRAY['arrivee'::text, 'depart'::text])))
);
CREATE UNIQUE INDEX compteur_pkey ON courrier.compteur USING btree (bureau, sens, annee);

create table courrier.courrier (
  id uuid not null,
  bureau text not null,
  territoire text not null,
  sens text not null,
  etat text not null,
  annee integer,
  ordre integer,
  numero text generated default (((
CASE sens
    WHEN 'arrivee'::text THEN 'A-'::text
    ELSE 'D-'::text
END || (annee)::text) || '-'::text) || lpad((ordre)::text, 5, '0'::text)),
  jour date not null,
  reference text not null default ''::text,
  date_lettre date,
  correspondant text not null,
  genre text not null,
  adresse text not null default ''::text,
  contact text not null default ''::text,
  objet text not null,
  nature text not null,
  confidentiel boolean not null default false,
  urgent boolean not null default false,
  echeance date,
  repond_a uuid,
  lie text,
  mode text,
  envoye_le date,
  suivi text not null default ''::text,
  decharge_le date,
  decharge_par text,
  repondu_le date,
  renvoye_le timestamp with time zone,
  classement text not null default ''::text,
  motif text,
  enregistre_le timestamp with time zone,
  enregistre_par_nom text,
  cree_le timestamp with time zone not null,
  cree_par text not null,
  modifie_le timestamp with time zone not null,
  cherche text generated default db.sans_accent(((((correspondant || ' '::text) || reference) || ' '::text) || COALESCE((((
CASE sens
    WHEN 'arrivee'::text THEN 'A-'::text
    ELSE 'D-'::text
END || (annee)::text) || '-'::text) || lpad((ordre)::text, 5, '0'::text)), ''::text))),
  cherche_objet text generated default db.sans_accent(objet),
  constraint courrier_annule_motive CHECK (((etat <> 'annule'::text) OR (motif IS NOT NULL))),
  constraint courrier_enregistre_numerote CHECK (((etat = ANY (ARRAY['prepare'::text, 'annule'::text])) OR (ordre IS NOT NULL))),
  constraint courrier_envoye_complet CHECK (((etat <> 'envoye'::text) OR ((mode IS NOT NULL) AND (envoye_le IS NOT NULL)))),
  constraint courrier_etat_check CHECK ((etat = ANY (ARRAY['prepare'::text, 'enregistre'::text, 'impute'::text, 'traite'::text, 'envoye'::text, 'classe'::text, 'annule'::text]))),
  constraint courrier_etat_du_sens CHECK (
CASE sens
    WHEN 'arrivee'::text THEN (etat <> ALL (ARRAY['prepare'::text, 'envoye'::text]))
    ELSE (etat <> ALL (ARRAY['impute'::text, 'traite'::text]))
END),
  constraint courrier_genre_check CHECK ((genre = ANY (ARRAY['personne'::text, 'organisme'::text]))),
  constraint courrier_numero UNIQUE (bureau, sens, annee, ordre),
  constraint courrier_numero_complet CHECK ((((annee IS NULL) = (ordre IS NULL)) AND ((annee IS NULL) = (enregistre_le IS NULL)))),
  constraint courrier_pas_a_soi CHECK ((repond_a <> id)),
  constraint courrier_pkey PRIMARY KEY (id),
  constraint courrier_repond_a_fkey FOREIGN KEY (repond_a) REFERENCES courrier.courrier(id),
  constraint courrier_sens_check CHECK ((sens = ANY (ARRAY['arrivee'::text, 'depart'::text])))
);
CREATE INDEX courrier_cherche ON courrier.courrier USING gin (cherche gin_trgm_ops, cherche_objet gin_trgm_ops);
CREATE INDEX courrier_en_cours ON courrier.courrier USING btree (bureau, echeance) WHERE (etat = ANY (ARRAY['prepare'::text, 'enregistre'::text, 'impute'::text]));
CREATE INDEX courrier_jour ON courrier.courrier USING btree (bureau, jour);
CREATE INDEX courrier_lie ON courrier.courrier USING btree (lie) WHERE (lie IS NOT NULL);
CREATE UNIQUE INDEX courrier_numero ON courrier.courrier USING btree (bureau, sens, annee, ordre);
CREATE UNIQUE INDEX courrier_pkey ON courrier.courrier USING btree (id);
CREATE INDEX courrier_registre ON courrier.courrier USING btree (bureau, id DESC);
CREATE INDEX courrier_reponses ON courrier.courrier USING btree (repond_a) WHERE (repond_a IS NOT NULL);

create table courrier.evenement (
  id uuid not null,
  rang bigint not null generated,
  courrier_id uuid not null,
  genre text not null,
  le timestamp with time zone not null,
  par_nom text not null,
  texte text not null default ''::text,
  constraint evenement_courrier_id_fkey FOREIGN KEY (courrier_id) REFERENCES courrier.courrier(id),
  constraint evenement_pkey PRIMARY KEY (id)
);
CREATE INDEX evenement_courrier ON courrier.evenement USING btree (courrier_id, le, rang);
CREATE UNIQUE INDEX evenement_pkey ON courrier.evenement USING btree (id);

create table courrier.imputation (
  id uuid not null,
  courrier_id uuid not null,
  de uuid,
  vers_bureau text,
  vers_poste uuid,
  vers_nom text not null,
  instruction text not null,
  note text not null default ''::text,
  echeance date,
  le timestamp with time zone not null,
  par_nom text not null,
  recu_le timestamp with time zone,
  recu_par_nom text,
  fini_le timestamp with time zone,
  fini_par_nom text,
  issue text,
  reponse text not null default ''::text,
  constraint imputation_courrier_id_fkey FOREIGN KEY (courrier_id) REFERENCES courrier.courrier(id),
  constraint imputation_de_fkey FOREIGN KEY (de) REFERENCES courrier.imputation(id),
  constraint imputation_finie CHECK (((issue IS NULL) = (fini_le IS NULL))),
  constraint imputation_issue_check CHECK ((issue = ANY (ARRAY['traite'::text, 'transmis'::text, 'renvoye'::text, 'retire'::text]))),
  constraint imputation_pkey PRIMARY KEY (id),
  constraint imputation_un_destinataire CHECK (((vers_bureau IS NULL) <> (vers_poste IS NULL)))
);
CREATE INDEX imputation_bureau ON courrier.imputation USING btree (vers_bureau, courrier_id) WHERE (vers_bureau IS NOT NULL);
CREATE UNIQUE INDEX imputation_bureau_une_fois ON courrier.imputation USING btree (vers_bureau, courrier_id) WHERE (issue IS NULL);
CREATE INDEX imputation_courrier ON courrier.imputation USING btree (courrier_id, le, id);
CREATE UNIQUE INDEX imputation_pkey ON courrier.imputation USING btree (id);
CREATE INDEX imputation_poste ON courrier.imputation USING btree (vers_poste, courrier_id);
CREATE UNIQUE INDEX imputation_poste_une_fois ON courrier.imputation USING btree (vers_poste, courrier_id) WHERE (issue IS NULL);

create table demarches.accord (
  id uuid not null,
  dossier_id uuid not null,
  station text not null,
  tour integer not null,
  rang integer not null,
  partie text not null,
  titre text not null,
  nom text not null,
  telephone text not null,
  empreinte bytea not null,
  demande_le timestamp with time zone not null,
  envoye_le timestamp with time zone not null,
  expire_le timestamp with time zone not null,
  reponse text,
  raison text not null default ''::text,
  repondu_le timestamp with time zone,
  moyen text,
  recu_par text,
  recu_par_nom text,
  piece text,
  clos_le timestamp with time zone,
  constraint accord_dossier_id_fkey FOREIGN KEY (dossier_id) REFERENCES demarches.dossier(id),
  constraint accord_dossier_id_station_tour_partie_key UNIQUE (dossier_id, station, tour, partie),
  constraint accord_empreinte_key UNIQUE (empreinte),
  constraint accord_entier CHECK ((((reponse IS NULL) = (repondu_le IS NULL)) AND ((reponse IS NULL) = (moyen IS NULL)))),
  constraint accord_guichet CHECK ((((NOT (moyen IS DISTINCT FROM 'guichet'::text)) = (recu_par IS NOT NULL)) AND ((recu_par IS NULL) = (piece IS NULL)))),
  constraint accord_moyen_check CHECK ((moyen = ANY (ARRAY['lien'::text, 'guichet'::text]))),
  constraint accord_pkey PRIMARY KEY (id),
  constraint accord_reponse_check CHECK ((reponse = ANY (ARRAY['oui'::text, 'non'::text]))),
  constraint accord_une_fin CHECK (((reponse IS NULL) OR (clos_le IS NULL)))
);
CREATE UNIQUE INDEX accord_dossier_id_station_tour_partie_key ON demarches.accord USING btree (dossier_id, station, tour, partie);
CREATE UNIQUE INDEX accord_empreinte_key ON demarches.accord USING btree (empreinte);
CREATE UNIQUE INDEX accord_pkey ON demarches.accord USING btree (id);

create table demarches.conservation (
  dossier_id uuid not null,
  annonce text,
  annonce_le timestamp with time zone,
  pour_le date,
  gele_le timestamp with time zone,
  gele_par text,
  gele_par_nom text,
  gele_motif text,
  constraint conservation_annonce CHECK ((((annonce IS NULL) = (annonce_le IS NULL)) AND ((annonce IS NULL) = (pour_le IS NULL)))),
  constraint conservation_annonce_check CHECK ((annonce = ANY (ARRAY['archiver'::text, 'effacer'::text]))),
  constraint conservation_dossier_id_fkey FOREIGN KEY (dossier_id) REFERENCES demarches.dossier(id),
  constraint conservation_gel CHECK ((((gele_le IS NULL) = (gele_par IS NULL)) AND ((gele_le IS NULL) = (gele_motif IS NULL)))),
  constraint conservation_pkey PRIMARY KEY (dossier_id)
);
CREATE UNIQUE INDEX conservation_pkey ON demarches.conservation USING btree (dossier_id);

create table demarches.constat (
  id uuid not null,
  dossier_id uuid not null,
  vu_le timestamp with time zone not null,
  cadre text not null,
  lieu text not null,
  par text not null,
  par_nom text not null,
  autorite text,
  identifie_par text not null,
  piece_numero text,
  marque text not null,
  temoin text,
  note text not null default ''::text,
  cree_le timestamp with time zone not null,
  marque_fichier uuid,
  classement text,
  constraint constat_autorite CHECK (((cadre <> 'autorite'::text) OR (autorite IS NOT NULL))),
  constraint constat_cadre_check CHECK ((cadre = ANY (ARRAY['guichet'::text, 'domicile'::text, 'autorite'::text]))),
  constraint constat_dossier_id_fkey FOREIGN KEY (dossier_id) REFERENCES demarches.dossier(id),
  constraint constat_marque_check CHECK ((marque = ANY (ARRAY['signature'::text, 'empreinte'::text, 'temoin'::text]))),
  constraint constat_marque_gardee CHECK (((marque_fichier IS NOT NULL) OR (classement IS NOT NULL))) NOT VALID,
  constraint constat_pkey PRIMARY KEY (id),
  constraint constat_temoin CHECK (((marque <> 'temoin'::text) OR (temoin IS NOT NULL)))
);
CREATE INDEX constat_dossier ON demarches.constat USING btree (dossier_id);
CREATE UNIQUE INDEX constat_pkey ON demarches.constat USING btree (id);

create table demarches.definition (
  code text not null,
  version integer not null,
  empreinte text not null,
  contenu jsonb not null,
  modele text not null,
  publiee_le timestamp with time zone not null,
  retiree_le timestamp with time zone,
  origine text not null default 'contenu'::text,
  publiee_par text,
  projet uuid,
  constraint definition_essai CHECK ((((version < 0) = (projet IS NOT NULL)) AND ((version > 0) OR (retiree_le IS NOT NULL)))),
  constraint definition_origine_check CHECK ((origine = ANY (ARRAY['contenu'::text, 'conception'::text]))),
  constraint definition_pkey PRIMARY KEY (code, version)
);
CREATE UNIQUE INDEX definition_essai ON demarches.definition USING btree (code, empreinte) WHERE (version < 0);
CREATE UNIQUE INDEX definition_pkey ON demarches.definition USING btree (code, version);
CREATE INDEX definition_projet ON demarches.definition USING btree (projet) WHERE (projet IS NOT NULL);

create table demarches.dossier (
  id uuid not null,
  numero text,
  suivi bytea not null,
  serie integer not null default 0,
  demarche text not null,
  version integer not null,
  etat text not null,
  canal text not null,
  territoire text,
  bureau text,
  titulaire text,
  cree_par text not null,
  demandeur text not null default ''::text,
  telephone text,
  courriel text,
  reponses jsonb not null default '{}'::jsonb,
  saisie jsonb not null default '{}'::jsonb,
  mandat jsonb,
  cree_le timestamp with time zone not null,
  modifie_le timestamp with time zone not null,
  depose_le timestamp with time zone,
  horloge jsonb not null default '[]'::jsonb,
  echeance date,
  instructeur uuid,
  decision text,
  motif text,
  propose_le timestamp with time zone,
  propose_par text,
  decide_le timestamp with time zone,
  decide_par text,
  a_temps boolean,
  constat_requis boolean not null default false,
  constat_id uuid,
  document_id uuid,
  revision integer not null default 0,
  cherche text generated default db.sans_accent(((demandeur || ' '::text) || COALESCE(numero, ''::text))),
  station text,
  interne boolean not null default false,
  attend text[] not null default '{}'::text[],
  lecteurs text[] not null default '{}'::text[],
  correction jsonb,
  station_echeance date,
  silence_le timestamp with time zone,
  station_silence_le timestamp with time zone,
  clos_le timestamp with time zone generated default 
CASE
    WHEN (etat = ANY (ARRAY['retire'::text, 'revoque'::text])) THEN modifie_le
    WHEN (etat = ANY (ARRAY['delivre'::text, 'accorde'::text, 'refuse'::text])) THEN decide_le
    ELSE NULL::timestamp with time zone
END,
  valable_jusque timestamp with time zone,
  archive_le timestamp with time zone,
  efface_le timestamp with time zone,
  essai boolean not null generated default (version < 0),
  mandant_telephone text,
  constraint dossier_canal_check CHECK ((canal = ANY (ARRAY['ligne'::text, 'guichet'::text, 'api'::text]))),
  constraint dossier_conserve CHECK (((clos_le IS NOT NULL) OR ((archive_le IS NULL) AND (efface_le IS NULL)))),
  constraint dossier_constat FOREIGN KEY (constat_id) REFERENCES demarches.constat(id),
  constraint dossier_constat_avant_signature CHECK (((NOT constat_requis) OR (constat_id IS NOT NULL) OR (etat <> ALL (ARRAY['signe'::text, 'delivre'::text])))),
  constraint dossier_correction CHECK (((correction IS NULL) OR (etat = 'suspendu'::text))),
  constraint dossier_decision_check CHECK ((decision = ANY (ARRAY['accorder'::text, 'refuser'::text]))),
  constraint dossier_demarche_version_fkey FOREIGN KEY (demarche, version) REFERENCES demarches.definition(code, version),
  constraint dossier_depose_complet CHECK (((etat = 'brouillon'::text) OR ((numero IS NOT NULL) AND (depose_le IS NOT NULL) AND (territoire IS NOT NULL) AND (bureau IS NOT NULL)))),
  constraint dossier_deux_personnes CHECK (((decide_par IS NULL) OR (propose_par IS NULL) OR (decide_par <> propose_par))),
  constraint dossier_efface CHECK (((efface_le IS NULL) OR ((reponses = '{}'::jsonb) AND (saisie = '{}'::jsonb) AND (demandeur = ''::text) AND (telephone IS NULL) AND (courriel IS NULL) AND (titulaire IS NULL) AND (mandat IS NULL) AND (mandant_telephone IS NULL) AND (correction IS NULL) AND (motif IS NULL)))),
  constraint dossier_essai CHECK (((version > 0) OR (interne AND (titulaire IS NOT NULL) AND (telephone IS NULL) AND (courriel IS NULL) AND (document_id IS NULL) AND (instructeur IS NULL) AND ((numero IS NULL) OR (numero ~~ 'ESSAI-%'::text))))),
  constraint dossier_etat_check CHECK ((etat = ANY (ARRAY['brouillon'::text, 'depose'::text, 'suspendu'::text, 'soumis'::text, 'sollicite'::text, 'differe'::text, 'propose'::text, 'liquide'::text, 'signe'::text, 'delivre'::text, 'accorde'::text, 'refuse'::text, 'retire'::text, 'revoque'::text]))),
  constraint dossier_numero_key UNIQUE (numero),
  constraint dossier_pkey PRIMARY KEY (id),
  constraint dossier_station CHECK (((etat = ANY (ARRAY['depose'::text, 'suspendu'::text, 'soumis'::text, 'sollicite'::text, 'differe'::text, 'propose'::text, 'liquide'::text])) = (station IS NOT NULL))),
  constraint dossier_suivi_key UNIQUE (suivi)
);
CREATE INDEX dossier_archive ON demarches.dossier USING btree (territoire, id DESC) WHERE ((archive_le IS NOT NULL) AND (efface_le IS NULL));
CREATE INDEX dossier_archive_le ON demarches.dossier USING btree (demarche, archive_le) WHERE ((archive_le IS NOT NULL) AND (efface_le IS NULL));
CREATE INDEX dossier_attend ON demarches.dossier USING gin (attend) WHERE (station IS NOT NULL);
CREATE INDEX dossier_brouillon ON demarches.dossier USING btree (modifie_le) WHERE (etat = 'brouillon'::text);
CREATE INDEX dossier_cherche ON demarches.dossier USING gin (cherche gin_trgm_ops);
CREATE INDEX dossier_clos ON demarches.dossier USING btree (demarche, clos_le) WHERE ((clos_le IS NOT NULL) AND (archive_le IS NULL) AND (efface_le IS NULL));
CREATE INDEX dossier_clos_lieu ON demarches.dossier USING btree (territoire, clos_le) WHERE ((clos_le IS NOT NULL) AND (archive_le IS NULL) AND (efface_le IS NULL));
CREATE INDEX dossier_courriel ON demarches.dossier USING btree (lower(courriel)) WHERE (courriel IS NOT NULL);
CREATE INDEX dossier_efface ON demarches.dossier USING btree (efface_le DESC) WHERE (efface_le IS NOT NULL);
CREATE INDEX dossier_essai ON demarches.dossier USING btree (cree_le) WHERE (version < 0);
CREATE INDEX dossier_etat ON demarches.dossier USING btree (etat, territoire, id DESC);
CREATE INDEX dossier_etat_depose ON demarches.dossier USING btree (etat, depose_le, id) WHERE ((etat <> 'brouillon'::text) AND (NOT interne) AND (archive_le IS NULL) AND (efface_le IS NULL));
CREATE INDEX dossier_file ON demarches.dossier USING btree (territoire, echeance, id) INCLUDE (interne, etat) WHERE (station IS NOT NULL);
CREATE INDEX dossier_instructeur ON demarches.dossier USING btree (instructeur, echeance, id) WHERE ((instructeur IS NOT NULL) AND (station IS NOT NULL));
CREATE INDEX dossier_lecteurs ON demarches.dossier USING gin (lecteurs);
CREATE INDEX dossier_liste ON demarches.dossier USING btree (territoire, id) INCLUDE (cherche) WHERE ((etat <> 'brouillon'::text) AND (NOT interne) AND (archive_le IS NULL) AND (efface_le IS NULL));
CREATE INDEX dossier_mandant ON demarches.dossier USING btree (mandant_telephone) WHERE (mandant_telephone IS NOT NULL);
CREATE INDEX dossier_npi ON demarches.dossier USING btree (((reponses ->> 'npi'::text))) WHERE (reponses ? 'npi'::text);
CREATE UNIQUE INDEX dossier_numero_key ON demarches.dossier USING btree (numero);
CREATE INDEX dossier_pause ON demarches.dossier USING btree (territoire) INCLUDE (interne) WHERE ((station IS NOT NULL) AND (etat = ANY (ARRAY['suspendu'::text, 'liquide'::text, 'sollicite'::text])));
CREATE UNIQUE INDEX dossier_pkey ON demarches.dossier USING btree (id);
CREATE INDEX dossier_silence ON demarches.dossier USING btree (echeance) WHERE ((station IS NOT NULL) AND (silence_le IS NULL));
CREATE INDEX dossier_silence_station ON demarches.dossier USING btree (station_echeance) WHERE ((station IS NOT NULL) AND (station_silence_le IS NULL) AND (station_echeance IS NOT NULL));
CREATE INDEX dossier_statistiques ON demarches.dossier USING btree (depose_le) INCLUDE (territoire, demarche, bureau, canal, etat, decision, decide_le, a_temps, echeance, station) WHERE ((depose_le IS NOT NULL) AND (NOT interne));
CREATE UNIQUE INDEX dossier_suivi_key ON demarches.dossier USING btree (suivi);
CREATE INDEX dossier_telephone ON demarches.dossier USING btree (telephone) WHERE (telephone IS NOT NULL);
CREATE INDEX dossier_titulaire ON demarches.dossier USING btree (titulaire, modifie_le DESC) WHERE (titulaire IS NOT NULL);
CREATE INDEX dossier_version ON demarches.dossier USING btree (demarche, version);

create table demarches.evenement (
  id uuid not null,
  dossier_id uuid not null,
  genre text not null,
  le timestamp with time zone not null,
  par text not null,
  par_nom text not null,
  texte text not null default ''::text,
  detail jsonb not null default '{}'::jsonb,
  public boolean not null default true,
  etat text,
  publie boolean not null default false,
  constraint evenement_dossier_id_fkey FOREIGN KEY (dossier_id) REFERENCES demarches.dossier(id),
  constraint evenement_pkey PRIMARY KEY (id)
);
CREATE INDEX evenement_a_publier ON demarches.evenement USING btree (le, id) WHERE (NOT publie);
CREATE INDEX evenement_dossier ON demarches.evenement USING btree (dossier_id, le, id);
CREATE UNIQUE INDEX evenement_pkey ON demarches.evenement USING btree (id);
CREATE INDEX evenement_semaine ON demarches.evenement USING btree (le) WHERE (genre = ANY (ARRAY['depose'::text, 'delivre'::text, 'refuse'::text]));

create table demarches.exportation (
  id uuid not null,
  par text not null,
  par_nom text not null,
  fonction text not null,
  format text not null,
  filtre jsonb not null,
  codes text[],
  etat text not null default 'en_cours'::text,
  total integer not null,
  faits integer not null default 0,
  curseur uuid,
  octets bigint not null default 0,
  annexe bigint not null default 0,
  entrees integer not null default 0,
  demande_le timestamp with time zone not null,
  avance_le timestamp with time zone not null,
  expire_le timestamp with time zone,
  constraint exportation_csv CHECK (((format <> ALL (ARRAY['csv'::text, 'xlsx'::text])) OR (filtre ? 'demarche'::text))),
  constraint exportation_etat_check CHECK ((etat = ANY (ARRAY['en_cours'::text, 'fini'::text, 'annule'::text, 'efface'::text]))),
  constraint exportation_fini CHECK (((etat = ANY (ARRAY['fini'::text, 'efface'::text])) = (expire_le IS NOT NULL))),
  constraint exportation_format_check CHECK ((format = ANY (ARRAY['csv'::text, 'xlsx'::text, 'jsonl'::text, 'zip'::text]))),
  constraint exportation_pkey PRIMARY KEY (id)
);
CREATE INDEX exportation_expire ON demarches.exportation USING btree (expire_le) WHERE (etat = 'fini'::text);
CREATE INDEX exportation_par ON demarches.exportation USING btree (par, demande_le DESC);
CREATE UNIQUE INDEX exportation_pkey ON demarches.exportation USING btree (id);

create table demarches.inscription (
  dossier_id uuid not null,
  registre text not null,
  territoire text not null,
  bureau text not null,
  annee integer not null,
  rang integer not null,
  numero text not null generated default (((rang)::text || '/'::text) || (annee)::text),
  inscrite_le timestamp with time zone not null,
  inscrite_par text not null,
  constraint inscription_dossier_id_fkey FOREIGN KEY (dossier_id) REFERENCES demarches.dossier(id),
  constraint inscription_pkey PRIMARY KEY (dossier_id),
  constraint inscription_rang_check CHECK ((rang > 0)),
  constraint inscription_registre_territoire_bureau_annee_rang_key UNIQUE (registre, territoire, bureau, annee, rang)
);
CREATE UNIQUE INDEX inscription_pkey ON demarches.inscription USING btree (dossier_id);
CREATE UNIQUE INDEX inscription_registre_territoire_bureau_annee_rang_key ON demarches.inscription USING btree (registre, territoire, bureau, annee, rang);

create table demarches.lot (
  id uuid not null,
  par text not null,
  geste text not null,
  total integer not null,
  demande_le timestamp with time zone not null,
  constraint lot_geste_check CHECK ((geste = ANY (ARRAY['charger'::text, 'repartir'::text, 'relancer'::text, 'proposer'::text, 'viser'::text]))),
  constraint lot_pkey PRIMARY KEY (id)
);
CREATE INDEX lot_par ON demarches.lot USING btree (par, demande_le DESC);
CREATE UNIQUE INDEX lot_pkey ON demarches.lot USING btree (id);

create table demarches.lot_ligne (
  lot_id uuid not null,
  rang integer not null,
  dossier_id uuid not null,
  detail jsonb not null default '{}'::jsonb,
  fait boolean,
  phrase text,
  fait_le timestamp with time zone,
  constraint lot_ligne_dossier_id_fkey FOREIGN KEY (dossier_id) REFERENCES demarches.dossier(id),
  constraint lot_ligne_entiere CHECK ((((fait IS NULL) = (phrase IS NULL)) AND ((fait IS NULL) = (fait_le IS NULL)))),
  constraint lot_ligne_lot_id_fkey FOREIGN KEY (lot_id) REFERENCES demarches.lot(id),
  constraint lot_ligne_pkey PRIMARY KEY (lot_id, rang),
  constraint lot_ligne_une UNIQUE (lot_id, dossier_id)
);
CREATE INDEX lot_ligne_dossier ON demarches.lot_ligne USING btree (dossier_id);
CREATE UNIQUE INDEX lot_ligne_pkey ON demarches.lot_ligne USING btree (lot_id, rang);
CREATE UNIQUE INDEX lot_ligne_une ON demarches.lot_ligne USING btree (lot_id, dossier_id);

create table demarches.mandat (
  dossier_id uuid not null,
  nom text not null,
  telephone text not null,
  qualite text not null,
  precision text not null default ''::text,
  preuve text not null,
  fichier uuid,
  mandant_telephone text,
  tour integer not null default 0,
  empreinte bytea,
  envoye_le timestamp with time zone,
  expire_le timestamp with time zone,
  reponse text,
  repondu_le timestamp with time zone,
  cree_le timestamp with time zone not null,
  fini_le timestamp with time zone,
  fini_par text,
  constraint mandat_dossier_id_fkey FOREIGN KEY (dossier_id) REFERENCES demarches.dossier(id) ON DELETE CASCADE,
  constraint mandat_empreinte_key UNIQUE (empreinte),
  constraint mandat_fin CHECK (((fini_le IS NULL) = (fini_par IS NULL))),
  constraint mandat_pkey PRIMARY KEY (dossier_id),
  constraint mandat_preuve CHECK ((((preuve = 'procuration'::text) AND (fichier IS NOT NULL)) OR ((preuve = 'code'::text) AND (mandant_telephone IS NOT NULL)))),
  constraint mandat_preuve_check CHECK ((preuve = ANY (ARRAY['code'::text, 'procuration'::text]))),
  constraint mandat_qualite_check CHECK ((qualite = ANY (ARRAY['parent'::text, 'tuteur'::text, 'association'::text, 'avocat'::text, 'notaire'::text, 'autre'::text]))),
  constraint mandat_reponse CHECK (((reponse IS NULL) = (repondu_le IS NULL))),
  constraint mandat_reponse_check CHECK ((reponse = ANY (ARRAY['oui'::text, 'non'::text])))
);
CREATE UNIQUE INDEX mandat_empreinte_key ON demarches.mandat USING btree (empreinte);
CREATE UNIQUE INDEX mandat_pkey ON demarches.mandat USING btree (dossier_id);

create table demarches.message (
  id uuid not null,
  dossier_id uuid not null,
  cote text not null,
  par text not null,
  par_nom text not null,
  qualite text not null,
  texte text not null default ''::text,
  fichiers integer not null default 0,
  le timestamp with time zone not null,
  prevenu_le timestamp with time zone,
  lu_le timestamp with time zone,
  lu_par text,
  constraint message_cote_check CHECK ((cote = ANY (ARRAY['titulaire'::text, 'bureau'::text]))),
  constraint message_dossier_id_fkey FOREIGN KEY (dossier_id) REFERENCES demarches.dossier(id) ON DELETE CASCADE,
  constraint message_lu CHECK (((lu_le IS NULL) = (lu_par IS NULL))),
  constraint message_pkey PRIMARY KEY (id),
  constraint message_plein CHECK (((texte <> ''::text) OR (fichiers > 0)))
);
CREATE INDEX message_dossier ON demarches.message USING btree (dossier_id, le, id);
CREATE INDEX message_non_lu ON demarches.message USING btree (dossier_id, cote) WHERE (lu_le IS NULL);
CREATE UNIQUE INDEX message_pkey ON demarches.message USING btree (id);

create table demarches.message_essai (
  id uuid not null,
  dossier_id uuid not null,
  canal text not null,
  destinataire text not null,
  sujet text not null,
  texte text not null,
  le timestamp with time zone not null,
  constraint message_essai_canal_check CHECK ((canal = ANY (ARRAY['sms'::text, 'courriel'::text, 'interne'::text]))),
  constraint message_essai_dossier_id_fkey FOREIGN KEY (dossier_id) REFERENCES demarches.dossier(id),
  constraint message_essai_pkey PRIMARY KEY (id)
);
CREATE INDEX message_essai_dossier ON demarches.message_essai USING btree (dossier_id, le);
CREATE UNIQUE INDEX message_essai_pkey ON demarches.message_essai USING btree (id);

create table demarches.registre (
  registre text not null,
  territoire text not null,
  bureau text not null,
  annee integer not null,
  dernier integer not null,
  constraint registre_pkey PRIMARY KEY (registre, territoire, bureau, annee)
);
CREATE UNIQUE INDEX registre_pkey ON demarches.registre USING btree (registre, territoire, bureau, annee);

create table demarches.satisfaction (
  dossier_id uuid not null,
  note integer not null,
  remarque text not null default ''::text,
  donnee_le timestamp with time zone not null,
  constraint satisfaction_dossier_id_fkey FOREIGN KEY (dossier_id) REFERENCES demarches.dossier(id),
  constraint satisfaction_note_check CHECK (((note >= 1) AND (note <= 5))),
  constraint satisfaction_pkey PRIMARY KEY (dossier_id)
);
CREATE UNIQUE INDEX satisfaction_pkey ON demarches.satisfaction USING btree (dossier_id);

create table demarches.sous_demande (
  id uuid not null,
  dossier_id uuid not null,
  objet text not null,
  bureau text not null,
  territoire text not null,
  cles text[] not null,
  partage jsonb not null default '[]'::jsonb,
  papiers uuid[] not null default '{}'::uuid[],
  demandee_le timestamp with time zone not null,
  demandee_par text not null,
  demandee_par_nom text not null,
  echeance date not null,
  arrete boolean not null default false,
  etat text not null default 'attendue'::text,
  reponse text not null default ''::text,
  fermee_le timestamp with time zone,
  fermee_par text,
  fermee_par_nom text,
  a_temps boolean,
  rappelee_le timestamp with time zone,
  tardive_le timestamp with time zone,
  constraint sous_demande_dossier_id_fkey FOREIGN KEY (dossier_id) REFERENCES demarches.dossier(id) ON DELETE CASCADE,
  constraint sous_demande_etat_check CHECK ((etat = ANY (ARRAY['attendue'::text, 'repondue'::text, 'refusee'::text, 'annulee'::text]))),
  constraint sous_demande_fin CHECK ((((etat = 'attendue'::text) = (fermee_le IS NULL)) AND ((fermee_le IS NULL) = (fermee_par IS NULL)))),
  constraint sous_demande_pkey PRIMARY KEY (id)
);
CREATE INDEX sous_demande_attendue ON demarches.sous_demande USING btree (echeance) WHERE (etat = 'attendue'::text);
CREATE INDEX sous_demande_cles ON demarches.sous_demande USING gin (cles);
CREATE INDEX sous_demande_dossier ON demarches.sous_demande USING btree (dossier_id, demandee_le);
CREATE UNIQUE INDEX sous_demande_pkey ON demarches.sous_demande USING btree (id);

create table demarches.transfert (
  id uuid not null,
  dossier_id uuid not null,
  destination text not null,
  empreinte bytea not null,
  demande_le timestamp with time zone not null,
  demande_par text not null,
  expire_le timestamp with time zone not null,
  accepte_le timestamp with time zone,
  accepte_par text,
  clos_le timestamp with time zone,
  clos_comment text,
  constraint transfert_accepte CHECK (((accepte_le IS NULL) = (accepte_par IS NULL))),
  constraint transfert_clos CHECK (((clos_le IS NULL) = (clos_comment IS NULL))),
  constraint transfert_clos_comment_check CHECK ((clos_comment = ANY (ARRAY['repris'::text, 'refuse'::text, 'remplace'::text]))),
  constraint transfert_dossier_id_fkey FOREIGN KEY (dossier_id) REFERENCES demarches.dossier(id) ON DELETE CASCADE,
  constraint transfert_empreinte_key UNIQUE (empreinte),
  constraint transfert_pkey PRIMARY KEY (id),
  constraint transfert_une_fin CHECK (((accepte_le IS NULL) OR (clos_le IS NULL)))
);
CREATE INDEX transfert_dossier ON demarches.transfert USING btree (dossier_id, demande_le);
CREATE UNIQUE INDEX transfert_empreinte_key ON demarches.transfert USING btree (empreinte);
CREATE UNIQUE INDEX transfert_ouvert ON demarches.transfert USING btree (dossier_id) WHERE ((accepte_le IS NULL) AND (clos_le IS NULL));
CREATE UNIQUE INDEX transfert_pkey ON demarches.transfert USING btree (id);

create table demarches.visa (
  id uuid not null,
  dossier_id uuid not null,
  station text not null,
  tour integer not null,
  rang integer not null,
  viseur text not null,
  titre text not null,
  cles text[] not null,
  demande_le timestamp with time zone not null,
  avis text,
  texte text not null default ''::text,
  vise_le timestamp with time zone,
  vise_par text,
  vise_par_nom text,
  clos_le timestamp with time zone,
  constraint visa_avis_check CHECK ((avis = ANY (ARRAY['favorable'::text, 'defavorable'::text]))),
  constraint visa_dossier_id_fkey FOREIGN KEY (dossier_id) REFERENCES demarches.dossier(id),
  constraint visa_dossier_id_station_tour_viseur_key UNIQUE (dossier_id, station, tour, viseur),
  constraint visa_entier CHECK ((((avis IS NULL) = (vise_le IS NULL)) AND ((vise_le IS NULL) = (vise_par IS NULL)))),
  constraint visa_pkey PRIMARY KEY (id),
  constraint visa_une_fin CHECK (((avis IS NULL) OR (clos_le IS NULL)))
);
CREATE UNIQUE INDEX visa_dossier_id_station_tour_viseur_key ON demarches.visa USING btree (dossier_id, station, tour, viseur);
CREATE UNIQUE INDEX visa_pkey ON demarches.visa USING btree (id);

create table demarches.vue (
  id uuid not null,
  par text not null,
  nom text not null,
  filtre jsonb not null,
  cree_le timestamp with time zone not null,
  constraint vue_nom_check CHECK ((nom <> ''::text)),
  constraint vue_nom_unique UNIQUE (par, nom),
  constraint vue_pkey PRIMARY KEY (id)
);
CREATE UNIQUE INDEX vue_nom_unique ON demarches.vue USING btree (par, nom);
CREATE UNIQUE INDEX vue_pkey ON demarches.vue USING btree (id);

create table documents.cle (
  kid text not null,
  role text not null,
  publique jsonb not null,
  certificat text,
  creee_le timestamp with time zone not null,
  retiree_le timestamp with time zone,
  constraint cle_check CHECK (((retiree_le IS NULL) OR (retiree_le >= creee_le))),
  constraint cle_pkey PRIMARY KEY (kid),
  constraint cle_role_check CHECK ((role = ANY (ARRAY['racine'::text, 'pdf'::text, 'sceau'::text, 'liste'::text])))
);
CREATE UNIQUE INDEX cle_pkey ON documents.cle USING btree (kid);

create table documents.document (
  id uuid not null,
  code_court text not null,
  genre text not null,
  numero text not null,
  titre text not null,
  objet text not null,
  territoire text not null,
  champs jsonb not null,
  kid text not null,
  cose bytea not null,
  sha256 text not null,
  taille integer not null,
  emis_le timestamp with time zone not null,
  expire_le timestamp with time zone,
  emis_par text not null,
  efface_le timestamp with time zone,
  constraint document_check CHECK ((expire_le > emis_le)),
  constraint document_code_court_check CHECK ((code_court ~ '^[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{2}$'::text)),
  constraint document_code_court_key UNIQUE (code_court),
  constraint document_efface CHECK ((((efface_le IS NULL) = (cose <> '\x'::bytea)) AND ((efface_le IS NULL) OR (champs = '{}'::jsonb)))),
  constraint document_genre_numero_key UNIQUE (genre, numero),
  constraint document_kid_fkey FOREIGN KEY (kid) REFERENCES documents.cle(kid),
  constraint document_pkey PRIMARY KEY (id),
  constraint document_sha256_check CHECK ((sha256 ~ '^[0-9a-f]{64}$'::text)),
  constraint document_taille_check CHECK ((taille > 0))
);
CREATE UNIQUE INDEX document_code_court_key ON documents.document USING btree (code_court);
CREATE UNIQUE INDEX document_genre_numero_key ON documents.document USING btree (genre, numero);
CREATE INDEX document_objet ON documents.document USING btree (objet);
CREATE UNIQUE INDEX document_pkey ON documents.document USING btree (id);
CREATE INDEX document_territoire ON documents.document USING btree (territoire, emis_le DESC);

create table documents.revocation (
  document_id uuid not null,
  revoque_le timestamp with time zone not null,
  motif text not null,
  par text not null,
  constraint revocation_document_id_fkey FOREIGN KEY (document_id) REFERENCES documents.document(id),
  constraint revocation_motif_check CHECK (((length(motif) >= 1) AND (length(motif) <= 200))),
  constraint revocation_pkey PRIMARY KEY (document_id)
);
CREATE INDEX revocation_moment ON documents.revocation USING btree (revoque_le);
CREATE UNIQUE INDEX revocation_pkey ON documents.revocation USING btree (document_id);

create table fichiers.contenu (
  sha256 text not null,
  type text not null,
  taille bigint not null,
  cree_le timestamp with time zone not null,
  constraint contenu_pkey PRIMARY KEY (sha256),
  constraint contenu_sha256_check CHECK ((sha256 ~ '^[0-9a-f]{64}$'::text)),
  constraint contenu_taille_check CHECK ((taille > 0))
);
CREATE UNIQUE INDEX contenu_pkey ON fichiers.contenu USING btree (sha256);

create table fichiers.reference (
  id uuid not null,
  sha256 text not null,
  objet text not null,
  champ text not null,
  nom text not null,
  depose_par text not null,
  cree_le timestamp with time zone not null,
  retire_le timestamp with time zone,
  constraint reference_pkey PRIMARY KEY (id),
  constraint reference_sha256_fkey FOREIGN KEY (sha256) REFERENCES fichiers.contenu(sha256)
);
CREATE INDEX reference_objet ON fichiers.reference USING btree (objet) WHERE (retire_le IS NULL);
CREATE UNIQUE INDEX reference_pkey ON fichiers.reference USING btree (id);
CREATE INDEX reference_sha ON fichiers.reference USING btree (sha256);

create table govstack.demande (
  dossier_id uuid not null,
  jeton_id uuid not null,
  demandeur_id text not null,
  nom text not null,
  cree_le timestamp with time zone not null,
  constraint demande_pkey PRIMARY KEY (dossier_id)
);
CREATE INDEX demande_demandeur ON govstack.demande USING btree (jeton_id, demandeur_id);
CREATE UNIQUE INDEX demande_pkey ON govstack.demande USING btree (dossier_id);

create table identite.accord (
  id uuid not null,
  genre text not null,
  libelle text not null,
  donnees jsonb not null,
  demande_par uuid not null,
  demande_le timestamp with time zone not null,
  expire_le timestamp with time zone not null,
  tranche_par uuid,
  tranche_le timestamp with time zone,
  accorde boolean,
  constraint accord_demande_par_fkey FOREIGN KEY (demande_par) REFERENCES identite.agent(id),
  constraint accord_deux_personnes CHECK (((tranche_par IS NULL) OR (tranche_par <> demande_par) OR (NOT accorde))),
  constraint accord_pkey PRIMARY KEY (id),
  constraint accord_tranche_par_fkey FOREIGN KEY (tranche_par) REFERENCES identite.agent(id)
);
CREATE INDEX accord_attente ON identite.accord USING btree (expire_le) WHERE (tranche_le IS NULL);
CREATE UNIQUE INDEX accord_pkey ON identite.accord USING btree (id);

create table identite.affectation (
  id uuid not null,
  poste_id uuid not null,
  agent_id uuid not null,
  nature text not null,
  du date not null,
  au date,
  acte text not null,
  decidee_par text not null,
  cree_le timestamp with time zone not null,
  constraint affectation_agent_id_fkey FOREIGN KEY (agent_id) REFERENCES identite.agent(id),
  constraint affectation_check CHECK (((au IS NULL) OR (au >= du))),
  constraint affectation_interim_borne CHECK (((nature = 'titulaire'::text) OR (au IS NOT NULL))),
  constraint affectation_nature_check CHECK ((nature = ANY (ARRAY['titulaire'::text, 'interim'::text]))),
  constraint affectation_pkey PRIMARY KEY (id),
  constraint affectation_poste_id_fkey FOREIGN KEY (poste_id) REFERENCES identite.poste(id),
  constraint affectation_un_titulaire EXCLUDE USING gist (poste_id WITH =, daterange(du, au, '[]'::text) WITH &&) WHERE ((nature = 'titulaire'::text))
);
CREATE INDEX affectation_agent ON identite.affectation USING btree (agent_id);
CREATE UNIQUE INDEX affectation_pkey ON identite.affectation USING btree (id);
CREATE INDEX affectation_un_titulaire ON identite.affectation USING gist (poste_id, daterange(du, au, '[]'::text)) WHERE (nature = 'titulaire'::text);

create table identite.agent (
  id uuid not null,
  nom text not null,
  courriel text not null,
  telephone text,
  mot_de_passe text,
  totp bytea,
  totp_confirme_le timestamp with time zone,
  totp_dernier_pas bigint not null default 0,
  invite_empreinte bytea,
  invite_expire_le timestamp with time zone,
  invite_par uuid,
  ferme_le timestamp with time zone,
  cree_le timestamp with time zone not null,
  rattachement text not null default 'BJ'::text,
  oubli_empreinte bytea,
  oubli_expire_le timestamp with time zone,
  constraint agent_invite_empreinte_key UNIQUE (invite_empreinte),
  constraint agent_invite_par_fkey FOREIGN KEY (invite_par) REFERENCES identite.agent(id),
  constraint agent_nom_check CHECK ((nom <> ''::text)),
  constraint agent_oubli_empreinte_key UNIQUE (oubli_empreinte),
  constraint agent_pkey PRIMARY KEY (id)
);
CREATE UNIQUE INDEX agent_courriel ON identite.agent USING btree (lower(courriel));
CREATE UNIQUE INDEX agent_invite_empreinte_key ON identite.agent USING btree (invite_empreinte);
CREATE UNIQUE INDEX agent_oubli_empreinte_key ON identite.agent USING btree (oubli_empreinte);
CREATE UNIQUE INDEX agent_pkey ON identite.agent USING btree (id);
CREATE INDEX agent_rattachement ON identite.agent USING btree (rattachement);

create table identite.citoyen (
  id uuid not null,
  nom text,
  telephone text,
  courriel text,
  oidc_sujet text,
  npi text,
  cree_le timestamp with time zone not null,
  efface_le timestamp with time zone,
  constraint citoyen_check CHECK (((telephone IS NOT NULL) OR (courriel IS NOT NULL) OR (oidc_sujet IS NOT NULL) OR (efface_le IS NOT NULL))),
  constraint citoyen_npi_check CHECK ((npi ~ '^[0-9]{10}$'::text)),
  constraint citoyen_oidc_sujet_key UNIQUE (oidc_sujet),
  constraint citoyen_pkey PRIMARY KEY (id),
  constraint citoyen_telephone_check CHECK ((telephone ~ '^\+229[0-9]{10}$'::text)),
  constraint citoyen_telephone_key UNIQUE (telephone)
);
CREATE UNIQUE INDEX citoyen_courriel ON identite.citoyen USING btree (lower(courriel));
CREATE UNIQUE INDEX citoyen_oidc_sujet_key ON identite.citoyen USING btree (oidc_sujet);
CREATE UNIQUE INDEX citoyen_pkey ON identite.citoyen USING btree (id);
CREATE UNIQUE INDEX citoyen_telephone_key ON identite.citoyen USING btree (telephone);

create table identite.cle_acces (
  id text not null,
  agent_id uuid not null,
  nom text not null,
  cle_publique bytea not null,
  compteur bigint not null default 0,
  transports text[] not null default '{}'::text[],
  cree_le timestamp with time zone not null,
  utilisee_le timestamp with time zone,
  constraint cle_acces_agent_id_fkey FOREIGN KEY (agent_id) REFERENCES identite.agent(id),
  constraint cle_acces_pkey PRIMARY KEY (id)
);
CREATE INDEX cle_acces_agent ON identite.cle_acces USING btree (agent_id);
CREATE UNIQUE INDEX cle_acces_pkey ON identite.cle_acces USING btree (id);

create table identite.code_secours (
  agent_id uuid not null,
  empreinte bytea not null,
  utilise_le timestamp with time zone,
  constraint code_secours_agent_id_fkey FOREIGN KEY (agent_id) REFERENCES identite.agent(id),
  constraint code_secours_pkey PRIMARY KEY (agent_id, empreinte)
);
CREATE UNIQUE INDEX code_secours_pkey ON identite.code_secours USING btree (agent_id, empreinte);

create table identite.code_unique (
  id uuid not null,
  destination text not null,
  empreinte bytea not null,
  essais integer not null default 0,
  cree_le timestamp with time zone not null,
  expire_le timestamp with time zone not null,
  utilise_le timestamp with time zone,
  constraint code_unique_pkey PRIMARY KEY (id)
);
CREATE INDEX code_unique_destination ON identite.code_unique USING btree (destination, cree_le);
CREATE UNIQUE INDEX code_unique_pkey ON identite.code_unique USING btree (id);

create table identite.consultation (
  id bigint not null generated,
  objet text not null,
  acteur text not null,
  fonction text not null,
  le timestamp with time zone not null,
  constraint consultation_pkey PRIMARY KEY (id)
);
CREATE INDEX consultation_objet ON identite.consultation USING btree (objet, le);
CREATE UNIQUE INDEX consultation_pkey ON identite.consultation USING btree (id);

create table identite.defi (
  empreinte bytea not null,
  utilise_le timestamp with time zone not null,
  constraint defi_pkey PRIMARY KEY (empreinte)
);
CREATE UNIQUE INDEX defi_pkey ON identite.defi USING btree (empreinte);

create table identite.jeton (
  id uuid not null,
  nom text not null,
  empreinte bytea not null,
  permissions text[] not null,
  territoires text[] not null,
  cree_par text not null,
  cree_le timestamp with time zone not null,
  expire_le timestamp with time zone not null,
  revoque_le timestamp with time zone,
  vu_le timestamp with time zone,
  client text,
  constraint jeton_client CHECK ((client ~ '^[^/[:space:]]+(/[^/[:space:]]+){3}$'::text)),
  constraint jeton_empreinte_key UNIQUE (empreinte),
  constraint jeton_pkey PRIMARY KEY (id)
);
CREATE UNIQUE INDEX jeton_client_vivant ON identite.jeton USING btree (client) WHERE ((client IS NOT NULL) AND (revoque_le IS NULL));
CREATE UNIQUE INDEX jeton_empreinte_key ON identite.jeton USING btree (empreinte);
CREATE UNIQUE INDEX jeton_pkey ON identite.jeton USING btree (id);

create table identite.poste (
  id uuid not null,
  role text not null,
  territoire text not null,
  bureau text not null,
  ouvert_le date not null,
  ferme_le date,
  constraint poste_pkey PRIMARY KEY (id),
  constraint poste_role_territoire_bureau_key UNIQUE (role, territoire, bureau)
);
CREATE UNIQUE INDEX poste_pkey ON identite.poste USING btree (id);
CREATE UNIQUE INDEX poste_role_territoire_bureau_key ON identite.poste USING btree (role, territoire, bureau);
CREATE INDEX poste_territoire ON identite.poste USING btree (territoire);

create table identite.requete_donnees (
  id uuid not null,
  citoyen_id uuid not null,
  genre text not null,
  texte text not null,
  deposee_le timestamp with time zone not null,
  reponse text,
  close_le timestamp with time zone,
  close_par uuid,
  constraint requete_donnees_citoyen_id_fkey FOREIGN KEY (citoyen_id) REFERENCES identite.citoyen(id),
  constraint requete_donnees_close_par_fkey FOREIGN KEY (close_par) REFERENCES identite.agent(id),
  constraint requete_donnees_genre_check CHECK ((genre = ANY (ARRAY['copie'::text, 'rectification'::text, 'effacement'::text]))),
  constraint requete_donnees_pkey PRIMARY KEY (id)
);
CREATE INDEX requete_donnees_citoyen ON identite.requete_donnees USING btree (citoyen_id);
CREATE INDEX requete_donnees_ouverte ON identite.requete_donnees USING btree (deposee_le) WHERE (close_le IS NULL);
CREATE UNIQUE INDEX requete_donnees_pkey ON identite.requete_donnees USING btree (id);

create table identite.session (
  empreinte bytea not null,
  genre text not null,
  personne_id uuid,
  cles text[] not null default '{}'::text[],
  cree_le timestamp with time zone not null,
  vue_le timestamp with time zone not null,
  expire_le timestamp with time zone not null,
  fermee_le timestamp with time zone,
  ip text not null default ''::text,
  navigateur text not null default ''::text,
  fort_le timestamp with time zone,
  constraint session_check CHECK (((genre = 'visiteur'::text) = (personne_id IS NULL))),
  constraint session_genre_check CHECK ((genre = ANY (ARRAY['visiteur'::text, 'citoyen'::text, 'agent'::text]))),
  constraint session_pkey PRIMARY KEY (empreinte)
);
CREATE INDEX session_personne ON identite.session USING btree (personne_id) WHERE (personne_id IS NOT NULL);
CREATE UNIQUE INDEX session_pkey ON identite.session USING btree (empreinte);

create table identite.tentative (
  cle text not null,
  compte integer not null,
  depuis timestamp with time zone not null,
  bloque_jusque timestamp with time zone,
  constraint tentative_pkey PRIMARY KEY (cle)
);
CREATE UNIQUE INDEX tentative_pkey ON identite.tentative USING btree (cle);

create table journal.checkpoint (
  id bigint not null generated,
  taille bigint not null,
  racine bytea not null,
  note text not null,
  le timestamp with time zone not null,
  constraint checkpoint_pkey PRIMARY KEY (id),
  constraint checkpoint_racine_check CHECK ((octet_length(racine) = 32)),
  constraint checkpoint_taille_check CHECK ((taille >= 0))
);
CREATE UNIQUE INDEX checkpoint_pkey ON journal.checkpoint USING btree (id);
CREATE INDEX checkpoint_taille ON journal.checkpoint USING btree (taille);

create table journal.entree (
  id uuid not null,
  le timestamp with time zone not null,
  verbe text not null,
  acteur text not null,
  objet text not null,
  territoire text,
  detail jsonb not null default '{}'::jsonb,
  sel bytea not null,
  rang bigint,
  feuille bytea,
  constraint entree_feuille_check CHECK ((octet_length(feuille) = 32)),
  constraint entree_numerotee CHECK (((rang IS NULL) = (feuille IS NULL))),
  constraint entree_pkey PRIMARY KEY (id),
  constraint entree_rang UNIQUE (rang),
  constraint entree_rang_check CHECK ((rang >= 0)),
  constraint entree_sel_check CHECK ((octet_length(sel) = 16)),
  constraint entree_verbe_check CHECK ((verbe ~ '^[!-~]{1,100}$'::text))
);
CREATE INDEX entree_attente ON journal.entree USING btree (id) WHERE (rang IS NULL);
CREATE INDEX entree_objet ON journal.entree USING btree (objet, id);
CREATE UNIQUE INDEX entree_pkey ON journal.entree USING btree (id);
CREATE UNIQUE INDEX entree_rang ON journal.entree USING btree (rang);
CREATE INDEX entree_territoire ON journal.entree USING btree (territoire, id);
CREATE INDEX entree_verbe ON journal.entree USING btree (verbe, id);

create table journal.noeud (
  niveau smallint not null,
  numero bigint not null,
  empreinte bytea not null,
  constraint noeud_empreinte_check CHECK ((octet_length(empreinte) = 32)),
  constraint noeud_niveau_check CHECK (((niveau >= 1) AND (niveau <= 7))),
  constraint noeud_numero_check CHECK ((numero >= 0)),
  constraint noeud_pkey PRIMARY KEY (niveau, numero)
);
CREATE UNIQUE INDEX noeud_pkey ON journal.noeud USING btree (niveau, numero);

create table legalite.a_cumuler (
  id bigint not null generated,
  commune text not null,
  mois date not null,
  constraint a_cumuler_pkey PRIMARY KEY (id)
);
CREATE INDEX a_cumuler_cellule ON legalite.a_cumuler USING btree (commune, mois);
CREATE UNIQUE INDEX a_cumuler_pkey ON legalite.a_cumuler USING btree (id);

create table legalite.acte (
  id uuid not null,
  commune text not null,
  regime text not null default 'loi-2021-14'::text,
  etat text not null,
  nature text not null,
  matiere text,
  numero text,
  objet text not null default ''::text,
  date_acte date,
  seance_id uuid,
  point_id uuid,
  signataire_poste uuid,
  signataire_nom text not null default ''::text,
  signataire_qualite text not null default ''::text,
  mode text not null default 'numerise'::text,
  signe_le timestamp with time zone,
  montant bigint,
  budget jsonb,
  exercice integer,
  empreinte text,
  canal text,
  reference text,
  transmis_par text,
  transmis_par_nom text,
  recu_le timestamp with time zone,
  ar_numero text,
  referentiels jsonb not null default '{}'::jsonb,
  horloge jsonb not null default '[]'::jsonb,
  echeance date,
  limite_transmission date,
  a_temps boolean,
  publie_le date,
  publication_mode text,
  publication_preuve text not null default ''::text,
  executoire_le date,
  risque integer not null default 0,
  approfondi boolean not null default false,
  selection jsonb not null default '[]'::jsonb,
  affecte_a uuid,
  affecte_nom text,
  affecte_le timestamp with time zone,
  examine_le timestamp with time zone,
  pieces_le timestamp with time zone,
  observe_le timestamp with time zone,
  suspendu_le timestamp with time zone,
  defere_le timestamp with time zone,
  juge_le date,
  clos_le timestamp with time zone,
  issue text,
  duree integer,
  retour jsonb,
  public_le timestamp with time zone,
  cree_le timestamp with time zone not null,
  cree_par text not null,
  modifie_le timestamp with time zone not null,
  revision integer not null default 0,
  cherche text generated default db.sans_accent(((((objet || ' '::text) || COALESCE(numero, ''::text)) || ' '::text) || COALESCE(ar_numero, ''::text))),
  graine text,
  constraint acte_ar UNIQUE (ar_numero),
  constraint acte_canal_check CHECK ((canal = ANY (ARRAY['ecran'::text, 'json'::text, 'xml'::text]))),
  constraint acte_clos_issue CHECK (((etat = ANY (ARRAY['clos'::text, 'juge'::text, 'archive'::text])) = (issue IS NOT NULL))),
  constraint acte_controle_recu CHECK (((etat = ANY (ARRAY['brouillon'::text, 'signe'::text, 'archive'::text, 'retourne'::text, 'annule'::text, 'abandonne'::text])) OR ((recu_le IS NOT NULL) AND (numero IS NOT NULL) AND (date_acte IS NOT NULL) AND (empreinte IS NOT NULL)))),
  constraint acte_echeance_ouverte CHECK (((echeance IS NULL) OR (etat = ANY (ARRAY['recu'::text, 'pieces'::text, 'observe'::text, 'suspendu'::text])))),
  constraint acte_etat_check CHECK ((etat = ANY (ARRAY['brouillon'::text, 'signe'::text, 'recu'::text, 'pieces'::text, 'observe'::text, 'suspendu'::text, 'defere'::text, 'clos'::text, 'juge'::text, 'annule'::text, 'retourne'::text, 'abandonne'::text, 'archive'::text]))),
  constraint acte_issue_check CHECK ((issue = ANY (ARRAY['silence'::text, 'sans-observation'::text, 'observations-levees'::text, 'retire'::text, 'reforme'::text, 'annule-juge'::text, 'annule-partie'::text, 'rejete-juge'::text, 'desiste'::text, 'ancien-approuve'::text, 'ancien-annule'::text, 'ancien-autre'::text]))),
  constraint acte_mode_check CHECK ((mode = ANY (ARRAY['electronique'::text, 'numerise'::text]))),
  constraint acte_montant_check CHECK ((montant >= 0)),
  constraint acte_numero UNIQUE (commune, numero),
  constraint acte_numero_check CHECK ((numero ~ '^[A-Z0-9/_-]{1,15}$'::text)),
  constraint acte_pkey PRIMARY KEY (id),
  constraint acte_point_id_fkey FOREIGN KEY (point_id) REFERENCES legalite.point(id),
  constraint acte_point_une_fois UNIQUE (point_id),
  constraint acte_recu_complet CHECK (((recu_le IS NULL) = (ar_numero IS NULL))),
  constraint acte_risque_check CHECK (((risque >= 0) AND (risque <= 100))),
  constraint acte_seance_id_fkey FOREIGN KEY (seance_id) REFERENCES legalite.seance(id),
  constraint acte_signe_complet CHECK (((etat = ANY (ARRAY['brouillon'::text, 'archive'::text, 'abandonne'::text])) OR ((numero IS NOT NULL) AND (date_acte IS NOT NULL) AND (signataire_nom <> ''::text))))
);
CREATE INDEX acte_affecte ON legalite.acte USING btree (affecte_a, echeance) WHERE ((affecte_a IS NOT NULL) AND (etat = ANY (ARRAY['recu'::text, 'pieces'::text, 'observe'::text, 'suspendu'::text])));
CREATE UNIQUE INDEX acte_ar ON legalite.acte USING btree (ar_numero);
CREATE INDEX acte_cherche ON legalite.acte USING gin (cherche gin_trgm_ops);
CREATE INDEX acte_commune ON legalite.acte USING btree (commune, recu_le DESC, id);
CREATE INDEX acte_echeance ON legalite.acte USING btree (echeance, id) WHERE (echeance IS NOT NULL);
CREATE INDEX acte_file ON legalite.acte USING btree (commune, echeance, id) WHERE (etat = ANY (ARRAY['recu'::text, 'pieces'::text, 'observe'::text, 'suspendu'::text]));
CREATE INDEX acte_liste ON legalite.acte USING btree (commune, id);
CREATE INDEX acte_matiere ON legalite.acte USING btree (matiere, recu_le DESC) WHERE (recu_le IS NOT NULL);
CREATE UNIQUE INDEX acte_numero ON legalite.acte USING btree (commune, numero);
CREATE INDEX acte_par_numero ON legalite.acte USING btree (numero) WHERE (numero IS NOT NULL);
CREATE UNIQUE INDEX acte_pkey ON legalite.acte USING btree (id);
CREATE UNIQUE INDEX acte_point_une_fois ON legalite.acte USING btree (point_id);
CREATE INDEX acte_prepare ON legalite.acte USING btree (commune, modifie_le DESC) WHERE (etat = ANY (ARRAY['brouillon'::text, 'signe'::text, 'retourne'::text]));
CREATE INDEX acte_recus ON legalite.acte USING btree (commune, COALESCE(recu_le, '-infinity'::timestamp with time zone), id);
CREATE INDEX acte_recus_pays ON legalite.acte USING btree (COALESCE(recu_le, '-infinity'::timestamp with time zone), id);
CREATE INDEX acte_seance ON legalite.acte USING btree (seance_id) WHERE (seance_id IS NOT NULL);
CREATE UNIQUE INDEX acte_texte_une_fois ON legalite.acte USING btree (commune, empreinte) WHERE (etat <> ALL (ARRAY['brouillon'::text, 'signe'::text, 'annule'::text, 'retourne'::text, 'abandonne'::text]));

create table legalite.circulaire (
  id uuid not null,
  numero text,
  etat text not null,
  titre text not null,
  texte text not null,
  matieres text[] not null default '{}'::text[],
  niveaux text[] not null,
  departements text[] not null default '{}'::text[],
  remplace uuid,
  reference_id uuid,
  sha256 text,
  fichier text,
  taille integer,
  cree_le timestamp with time zone not null,
  cree_par text not null,
  publie_le timestamp with time zone,
  publie_par_nom text,
  fini_le timestamp with time zone,
  motif text not null default ''::text,
  revision integer not null default 0,
  cherche text generated default db.sans_accent(((((titre || ' '::text) || texte) || ' '::text) || COALESCE(numero, ''::text))),
  constraint circulaire_etat_check CHECK ((etat = ANY (ARRAY['projet'::text, 'publiee'::text, 'remplacee'::text, 'retiree'::text, 'abandonnee'::text]))),
  constraint circulaire_niveaux_check CHECK (((niveaux <@ '{departement,commune}'::text[]) AND (niveaux <> '{}'::text[]))),
  constraint circulaire_numero_key UNIQUE (numero),
  constraint circulaire_pas_elle CHECK ((remplace <> id)),
  constraint circulaire_pkey PRIMARY KEY (id),
  constraint circulaire_publiee CHECK ((((publie_le IS NULL) = (numero IS NULL)) AND ((etat = ANY (ARRAY['projet'::text, 'abandonnee'::text])) = (publie_le IS NULL)))),
  constraint circulaire_remplace_fkey FOREIGN KEY (remplace) REFERENCES legalite.circulaire(id)
);
CREATE UNIQUE INDEX circulaire_numero_key ON legalite.circulaire USING btree (numero);
CREATE INDEX circulaire_ordre ON legalite.circulaire USING btree (publie_le DESC, id);
CREATE UNIQUE INDEX circulaire_pkey ON legalite.circulaire USING btree (id);

create table legalite.circulaire_destinataire (
  circulaire_id uuid not null,
  territoire text not null,
  lu_le timestamp with time zone,
  lu_par text,
  lu_par_nom text,
  constraint circulaire_destinataire_circulaire_id_fkey FOREIGN KEY (circulaire_id) REFERENCES legalite.circulaire(id),
  constraint circulaire_destinataire_pkey PRIMARY KEY (circulaire_id, territoire),
  constraint destinataire_lu CHECK (((lu_le IS NULL) = (lu_par_nom IS NULL)))
);
CREATE UNIQUE INDEX circulaire_destinataire_pkey ON legalite.circulaire_destinataire USING btree (circulaire_id, territoire);
CREATE INDEX destinataire_a_lire ON legalite.circulaire_destinataire USING btree (territoire) WHERE (lu_le IS NULL);

create table legalite.compteur (
  territoire text not null,
  serie text not null,
  annee integer not null,
  dernier integer not null,
  constraint compteur_dernier_check CHECK ((dernier > 0)),
  constraint compteur_pkey PRIMARY KEY (territoire, serie, annee)
);
CREATE UNIQUE INDEX compteur_pkey ON legalite.compteur USING btree (territoire, serie, annee);

create table legalite.controle (
  acte_id uuid not null,
  grille uuid not null,
  points jsonb not null default '{}'::jsonb,
  note text not null default ''::text,
  par text not null,
  par_nom text not null,
  le timestamp with time zone not null,
  revision integer not null default 1,
  constraint controle_acte_id_fkey FOREIGN KEY (acte_id) REFERENCES legalite.acte(id),
  constraint controle_grille_fkey FOREIGN KEY (grille) REFERENCES legalite.referentiel(id),
  constraint controle_pkey PRIMARY KEY (acte_id)
);
CREATE UNIQUE INDEX controle_pkey ON legalite.controle USING btree (acte_id);

create table legalite.convocation (
  seance_id uuid not null,
  membre_id uuid not null,
  mode text,
  envoyee_le timestamp with time zone,
  preuve text not null default ''::text,
  message_id uuid,
  presence text,
  mandataire uuid,
  constraint convocation_mandataire_fkey FOREIGN KEY (mandataire) REFERENCES legalite.membre(id),
  constraint convocation_membre_id_fkey FOREIGN KEY (membre_id) REFERENCES legalite.membre(id),
  constraint convocation_mode_check CHECK ((mode = ANY (ARRAY['courriel'::text, 'sms'::text, 'porteur'::text, 'main-propre'::text]))),
  constraint convocation_pas_a_soi CHECK (((mandataire IS NULL) OR (mandataire <> membre_id))),
  constraint convocation_pkey PRIMARY KEY (seance_id, membre_id),
  constraint convocation_presence_check CHECK ((presence = ANY (ARRAY['present'::text, 'absent'::text, 'excuse'::text, 'represente'::text]))),
  constraint convocation_represente CHECK (((presence = 'represente'::text) = (mandataire IS NOT NULL))),
  constraint convocation_seance_id_fkey FOREIGN KEY (seance_id) REFERENCES legalite.seance(id)
);
CREATE UNIQUE INDEX convocation_pkey ON legalite.convocation USING btree (seance_id, membre_id);

create table legalite.cumul (
  plan smallint not null,
  commune text not null,
  mois date not null,
  nature text not null,
  matiere text not null,
  transmis integer not null,
  hors_delai integer not null,
  electroniques integer not null,
  approfondis integer not null,
  lettres integer not null,
  demandes integer not null,
  reformes integer not null,
  suspendus integer not null,
  deferes integer not null,
  annules integer not null,
  annules_partie integer not null,
  rejetes integer not null,
  desistes integer not null,
  silences integer not null,
  clos integer not null,
  constraint cumul_pkey PRIMARY KEY (commune, mois, plan, nature, matiere)
);
CREATE UNIQUE INDEX cumul_pkey ON ONLY legalite.cumul USING btree (commune, mois, plan, nature, matiere);

create table legalite.cumul_an (
  plan smallint not null,
  commune text not null,
  mois date not null,
  nature text not null,
  matiere text not null,
  transmis integer not null,
  hors_delai integer not null,
  electroniques integer not null,
  approfondis integer not null,
  lettres integer not null,
  demandes integer not null,
  reformes integer not null,
  suspendus integer not null,
  deferes integer not null,
  annules integer not null,
  annules_partie integer not null,
  rejetes integer not null,
  desistes integer not null,
  silences integer not null,
  clos integer not null,
  constraint cumul_an_pkey PRIMARY KEY (commune, mois, plan, nature, matiere)
);
CREATE UNIQUE INDEX cumul_an_pkey ON legalite.cumul_an USING btree (commune, mois, plan, nature, matiere);

create table legalite.cumul_an_fin (
  plan smallint not null,
  commune text not null,
  mois date not null,
  nature text not null,
  matiere text not null,
  transmis integer not null,
  hors_delai integer not null,
  electroniques integer not null,
  approfondis integer not null,
  lettres integer not null,
  demandes integer not null,
  reformes integer not null,
  suspendus integer not null,
  deferes integer not null,
  annules integer not null,
  annules_partie integer not null,
  rejetes integer not null,
  desistes integer not null,
  silences integer not null,
  clos integer not null,
  constraint cumul_an_fin_pkey PRIMARY KEY (commune, mois, plan, nature, matiere)
);
CREATE UNIQUE INDEX cumul_an_fin_pkey ON legalite.cumul_an_fin USING btree (commune, mois, plan, nature, matiere);

create table legalite.cumul_an_matiere (
  plan smallint not null,
  commune text not null,
  mois date not null,
  nature text not null,
  matiere text not null,
  transmis integer not null,
  hors_delai integer not null,
  electroniques integer not null,
  approfondis integer not null,
  lettres integer not null,
  demandes integer not null,
  reformes integer not null,
  suspendus integer not null,
  deferes integer not null,
  annules integer not null,
  annules_partie integer not null,
  rejetes integer not null,
  desistes integer not null,
  silences integer not null,
  clos integer not null,
  constraint cumul_an_matiere_pkey PRIMARY KEY (commune, mois, plan, nature, matiere)
);
CREATE UNIQUE INDEX cumul_an_matiere_pkey ON legalite.cumul_an_matiere USING btree (commune, mois, plan, nature, matiere);

create table legalite.cumul_an_nature (
  plan smallint not null,
  commune text not null,
  mois date not null,
  nature text not null,
  matiere text not null,
  transmis integer not null,
  hors_delai integer not null,
  electroniques integer not null,
  approfondis integer not null,
  lettres integer not null,
  demandes integer not null,
  reformes integer not null,
  suspendus integer not null,
  deferes integer not null,
  annules integer not null,
  annules_partie integer not null,
  rejetes integer not null,
  desistes integer not null,
  silences integer not null,
  clos integer not null,
  constraint cumul_an_nature_pkey PRIMARY KEY (commune, mois, plan, nature, matiere)
);
CREATE UNIQUE INDEX cumul_an_nature_pkey ON legalite.cumul_an_nature USING btree (commune, mois, plan, nature, matiere);

create table legalite.cumul_duree (
  plan smallint not null,
  commune text not null,
  mois date not null,
  nature text not null,
  matiere text not null,
  duree integer not null,
  n integer not null,
  constraint cumul_duree_pkey PRIMARY KEY (commune, mois, plan, nature, matiere, duree)
);
CREATE UNIQUE INDEX cumul_duree_pkey ON ONLY legalite.cumul_duree USING btree (commune, mois, plan, nature, matiere, duree);

create table legalite.cumul_duree_an (
  plan smallint not null,
  commune text not null,
  mois date not null,
  nature text not null,
  matiere text not null,
  duree integer not null,
  n integer not null,
  constraint cumul_duree_an_pkey PRIMARY KEY (commune, mois, plan, nature, matiere, duree)
);
CREATE UNIQUE INDEX cumul_duree_an_pkey ON legalite.cumul_duree_an USING btree (commune, mois, plan, nature, matiere, duree);

create table legalite.cumul_duree_an_fin (
  plan smallint not null,
  commune text not null,
  mois date not null,
  nature text not null,
  matiere text not null,
  duree integer not null,
  n integer not null,
  constraint cumul_duree_an_fin_pkey PRIMARY KEY (commune, mois, plan, nature, matiere, duree)
);
CREATE UNIQUE INDEX cumul_duree_an_fin_pkey ON legalite.cumul_duree_an_fin USING btree (commune, mois, plan, nature, matiere, duree);

create table legalite.cumul_duree_an_matiere (
  plan smallint not null,
  commune text not null,
  mois date not null,
  nature text not null,
  matiere text not null,
  duree integer not null,
  n integer not null,
  constraint cumul_duree_an_matiere_pkey PRIMARY KEY (commune, mois, plan, nature, matiere, duree)
);
CREATE UNIQUE INDEX cumul_duree_an_matiere_pkey ON legalite.cumul_duree_an_matiere USING btree (commune, mois, plan, nature, matiere, duree);

create table legalite.cumul_duree_an_nature (
  plan smallint not null,
  commune text not null,
  mois date not null,
  nature text not null,
  matiere text not null,
  duree integer not null,
  n integer not null,
  constraint cumul_duree_an_nature_pkey PRIMARY KEY (commune, mois, plan, nature, matiere, duree)
);
CREATE UNIQUE INDEX cumul_duree_an_nature_pkey ON legalite.cumul_duree_an_nature USING btree (commune, mois, plan, nature, matiere, duree);

create table legalite.cumul_duree_fin (
  plan smallint not null,
  commune text not null,
  mois date not null,
  nature text not null,
  matiere text not null,
  duree integer not null,
  n integer not null,
  constraint cumul_duree_fin_pkey PRIMARY KEY (commune, mois, plan, nature, matiere, duree)
);
CREATE UNIQUE INDEX cumul_duree_fin_pkey ON legalite.cumul_duree_fin USING btree (commune, mois, plan, nature, matiere, duree);

create table legalite.cumul_duree_matiere (
  plan smallint not null,
  commune text not null,
  mois date not null,
  nature text not null,
  matiere text not null,
  duree integer not null,
  n integer not null,
  constraint cumul_duree_matiere_pkey PRIMARY KEY (commune, mois, plan, nature, matiere, duree)
);
CREATE UNIQUE INDEX cumul_duree_matiere_pkey ON legalite.cumul_duree_matiere USING btree (commune, mois, plan, nature, matiere, duree);

create table legalite.cumul_duree_nature (
  plan smallint not null,
  commune text not null,
  mois date not null,
  nature text not null,
  matiere text not null,
  duree integer not null,
  n integer not null,
  constraint cumul_duree_nature_pkey PRIMARY KEY (commune, mois, plan, nature, matiere, duree)
);
CREATE UNIQUE INDEX cumul_duree_nature_pkey ON legalite.cumul_duree_nature USING btree (commune, mois, plan, nature, matiere, duree);

create table legalite.cumul_duree_tout (
  plan smallint not null,
  commune text not null,
  mois date not null,
  nature text not null,
  matiere text not null,
  duree integer not null,
  n integer not null,
  constraint cumul_duree_tout_pkey PRIMARY KEY (commune, mois, plan, nature, matiere, duree)
);
CREATE UNIQUE INDEX cumul_duree_tout_pkey ON legalite.cumul_duree_tout USING btree (commune, mois, plan, nature, matiere, duree);

create table legalite.cumul_fin (
  plan smallint not null,
  commune text not null,
  mois date not null,
  nature text not null,
  matiere text not null,
  transmis integer not null,
  hors_delai integer not null,
  electroniques integer not null,
  approfondis integer not null,
  lettres integer not null,
  demandes integer not null,
  reformes integer not null,
  suspendus integer not null,
  deferes integer not null,
  annules integer not null,
  annules_partie integer not null,
  rejetes integer not null,
  desistes integer not null,
  silences integer not null,
  clos integer not null,
  constraint cumul_fin_pkey PRIMARY KEY (commune, mois, plan, nature, matiere)
);
CREATE UNIQUE INDEX cumul_fin_pkey ON legalite.cumul_fin USING btree (commune, mois, plan, nature, matiere);

create table legalite.cumul_matiere (
  plan smallint not null,
  commune text not null,
  mois date not null,
  nature text not null,
  matiere text not null,
  transmis integer not null,
  hors_delai integer not null,
  electroniques integer not null,
  approfondis integer not null,
  lettres integer not null,
  demandes integer not null,
  reformes integer not null,
  suspendus integer not null,
  deferes integer not null,
  annules integer not null,
  annules_partie integer not null,
  rejetes integer not null,
  desistes integer not null,
  silences integer not null,
  clos integer not null,
  constraint cumul_matiere_pkey PRIMARY KEY (commune, mois, plan, nature, matiere)
);
CREATE UNIQUE INDEX cumul_matiere_pkey ON legalite.cumul_matiere USING btree (commune, mois, plan, nature, matiere);

create table legalite.cumul_nature (
  plan smallint not null,
  commune text not null,
  mois date not null,
  nature text not null,
  matiere text not null,
  transmis integer not null,
  hors_delai integer not null,
  electroniques integer not null,
  approfondis integer not null,
  lettres integer not null,
  demandes integer not null,
  reformes integer not null,
  suspendus integer not null,
  deferes integer not null,
  annules integer not null,
  annules_partie integer not null,
  rejetes integer not null,
  desistes integer not null,
  silences integer not null,
  clos integer not null,
  constraint cumul_nature_pkey PRIMARY KEY (commune, mois, plan, nature, matiere)
);
CREATE UNIQUE INDEX cumul_nature_pkey ON legalite.cumul_nature USING btree (commune, mois, plan, nature, matiere);

create table legalite.cumul_tout (
  plan smallint not null,
  commune text not null,
  mois date not null,
  nature text not null,
  matiere text not null,
  transmis integer not null,
  hors_delai integer not null,
  electroniques integer not null,
  approfondis integer not null,
  lettres integer not null,
  demandes integer not null,
  reformes integer not null,
  suspendus integer not null,
  deferes integer not null,
  annules integer not null,
  annules_partie integer not null,
  rejetes integer not null,
  desistes integer not null,
  silences integer not null,
  clos integer not null,
  constraint cumul_tout_pkey PRIMARY KEY (commune, mois, plan, nature, matiere)
);
CREATE UNIQUE INDEX cumul_tout_pkey ON legalite.cumul_tout USING btree (commune, mois, plan, nature, matiere);

create table legalite.depot (
  id uuid not null,
  acte_id uuid not null,
  champ text not null,
  nom text not null,
  taille bigint not null,
  recu bigint not null default 0,
  morceaux jsonb not null default '[]'::jsonb,
  code text not null default ''::text,
  titre text not null default ''::text,
  cree_par text not null,
  cree_le timestamp with time zone not null,
  fini_le timestamp with time zone,
  constraint depot_acte_id_fkey FOREIGN KEY (acte_id) REFERENCES legalite.acte(id),
  constraint depot_champ_check CHECK ((champ = ANY (ARRAY['principal'::text, 'annexe'::text]))),
  constraint depot_entier CHECK (((fini_le IS NULL) OR (recu = taille))),
  constraint depot_pkey PRIMARY KEY (id),
  constraint depot_taille_check CHECK ((taille > 0))
);
CREATE INDEX depot_acte ON legalite.depot USING btree (acte_id, cree_le);
CREATE UNIQUE INDEX depot_pkey ON legalite.depot USING btree (id);

create table legalite.envoi (
  id uuid not null,
  commune text not null,
  canal text not null,
  emetteur text not null,
  reference text not null,
  archive text not null,
  nombre integer not null,
  recu_le timestamp with time zone not null,
  depose_par text not null,
  depose_par_nom text not null,
  constraint envoi_canal_check CHECK ((canal = ANY (ARRAY['json'::text, 'xml'::text]))),
  constraint envoi_nombre_check CHECK ((nombre > 0)),
  constraint envoi_pkey PRIMARY KEY (id),
  constraint envoi_une_fois UNIQUE (commune, emetteur, reference)
);
CREATE INDEX envoi_commune ON legalite.envoi USING btree (commune, id DESC);
CREATE UNIQUE INDEX envoi_pkey ON legalite.envoi USING btree (id);
CREATE UNIQUE INDEX envoi_une_fois ON legalite.envoi USING btree (commune, emetteur, reference);

create table legalite.envoi_acte (
  envoi_id uuid not null,
  rang integer not null,
  numero text not null,
  objet text not null,
  contenu jsonb not null,
  etat text not null default 'attente'::text,
  acte_id uuid,
  anomalies jsonb not null default '[]'::jsonb,
  juge_le timestamp with time zone,
  constraint envoi_acte_acte_id_fkey FOREIGN KEY (acte_id) REFERENCES legalite.acte(id),
  constraint envoi_acte_envoi_id_fkey FOREIGN KEY (envoi_id) REFERENCES legalite.envoi(id),
  constraint envoi_acte_etat_check CHECK ((etat = ANY (ARRAY['attente'::text, 'recu'::text, 'refuse'::text]))),
  constraint envoi_acte_juge CHECK (((etat = 'attente'::text) = (juge_le IS NULL))),
  constraint envoi_acte_pkey PRIMARY KEY (envoi_id, rang),
  constraint envoi_acte_recu CHECK (((etat <> 'recu'::text) OR (acte_id IS NOT NULL)))
);
CREATE UNIQUE INDEX envoi_acte_pkey ON legalite.envoi_acte USING btree (envoi_id, rang);

create table legalite.evenement (
  id uuid not null,
  rang bigint not null generated,
  acte_id uuid not null,
  genre text not null,
  le timestamp with time zone not null,
  par text not null,
  par_nom text not null,
  texte text not null default ''::text,
  interne boolean not null default false,
  detail jsonb not null default '{}'::jsonb,
  constraint evenement_acte_id_fkey FOREIGN KEY (acte_id) REFERENCES legalite.acte(id),
  constraint evenement_pkey PRIMARY KEY (id)
);
CREATE INDEX evenement_acte ON legalite.evenement USING btree (acte_id, le, rang);
CREATE UNIQUE INDEX evenement_pkey ON legalite.evenement USING btree (id);

create table legalite.evenement_seance (
  id uuid not null,
  rang bigint not null generated,
  seance_id uuid not null,
  genre text not null,
  le timestamp with time zone not null,
  par text not null,
  par_nom text not null,
  texte text not null default ''::text,
  constraint evenement_seance_pkey PRIMARY KEY (id),
  constraint evenement_seance_seance_id_fkey FOREIGN KEY (seance_id) REFERENCES legalite.seance(id)
);
CREATE UNIQUE INDEX evenement_seance_pkey ON legalite.evenement_seance USING btree (id);
CREATE INDEX evenement_seance_seance ON legalite.evenement_seance USING btree (seance_id, rang);

create table legalite.lien (
  acte_id uuid not null,
  genre text not null,
  vers uuid not null,
  constraint lien_acte_id_fkey FOREIGN KEY (acte_id) REFERENCES legalite.acte(id),
  constraint lien_genre_check CHECK ((genre = ANY (ARRAY['modifie'::text, 'abroge'::text, 'repond'::text, 'remplace'::text]))),
  constraint lien_pas_a_soi CHECK ((vers <> acte_id)),
  constraint lien_pkey PRIMARY KEY (acte_id, genre, vers),
  constraint lien_vers_fkey FOREIGN KEY (vers) REFERENCES legalite.acte(id)
);
CREATE UNIQUE INDEX lien_pkey ON legalite.lien USING btree (acte_id, genre, vers);
CREATE INDEX lien_vers ON legalite.lien USING btree (vers);

create table legalite.membre (
  id uuid not null,
  commune text not null,
  nom text not null,
  qualite text not null,
  rang integer not null,
  telephone text,
  courriel text,
  du date not null,
  au date,
  constraint membre_dates CHECK (((au IS NULL) OR (au >= du))),
  constraint membre_pkey PRIMARY KEY (id)
);
CREATE INDEX membre_commune ON legalite.membre USING btree (commune, rang);
CREATE UNIQUE INDEX membre_pkey ON legalite.membre USING btree (id);

create table legalite.mesure (
  id uuid not null,
  acte_id uuid not null,
  commune text not null,
  genre text not null,
  etat text not null,
  numero text,
  motif text not null default ''::text,
  points jsonb not null default '[]'::jsonb,
  texte text not null,
  repondre_avant date,
  prepare_par text not null,
  prepare_par_nom text not null,
  prepare_le timestamp with time zone not null,
  soumis_le timestamp with time zone,
  renvoi text not null default ''::text,
  signe_par text,
  signe_par_nom text,
  signe_qualite text,
  signe_le timestamp with time zone,
  document_id uuid,
  lu_par_nom text,
  lu_le timestamp with time zone,
  reponse_sens text,
  reponse text not null default ''::text,
  repondu_par_nom text,
  repondu_le timestamp with time zone,
  acte_reponse uuid,
  suite text,
  suite_note text not null default ''::text,
  suite_le timestamp with time zone,
  juridiction text,
  jugement_numero text,
  jugement_le date,
  jugement_sens text,
  dispositif text not null default ''::text,
  revision integer not null default 0,
  constraint mesure_acte_id_fkey FOREIGN KEY (acte_id) REFERENCES legalite.acte(id),
  constraint mesure_acte_reponse_fkey FOREIGN KEY (acte_reponse) REFERENCES legalite.acte(id),
  constraint mesure_etat_check CHECK ((etat = ANY (ARRAY['projet'::text, 'soumise'::text, 'signee'::text, 'repondue'::text, 'close'::text, 'retiree'::text]))),
  constraint mesure_genre_check CHECK ((genre = ANY (ARRAY['demande-pieces'::text, 'observations'::text, 'suspension'::text, 'defere'::text]))),
  constraint mesure_jugee CHECK (((jugement_le IS NULL) = (jugement_sens IS NULL))),
  constraint mesure_jugement_sens_check CHECK ((jugement_sens = ANY (ARRAY['annule'::text, 'annule-partie'::text, 'rejete'::text, 'desiste'::text, 'suspendu'::text, 'non-suspendu'::text]))),
  constraint mesure_motivee CHECK (((genre <> 'suspension'::text) OR (motif <> ''::text))),
  constraint mesure_numero_key UNIQUE (numero),
  constraint mesure_pkey PRIMARY KEY (id),
  constraint mesure_reponse CHECK (((repondu_le IS NULL) = (reponse_sens IS NULL))),
  constraint mesure_reponse_sens_check CHECK ((reponse_sens = ANY (ARRAY['pieces'::text, 'maintient'::text, 'retire'::text, 'reforme'::text]))),
  constraint mesure_signee CHECK ((((signe_le IS NULL) = (numero IS NULL)) AND ((signe_le IS NULL) = (signe_par IS NULL)) AND ((etat = ANY (ARRAY['projet'::text, 'soumise'::text, 'retiree'::text])) OR (signe_le IS NOT NULL)))),
  constraint mesure_suite_check CHECK ((suite = ANY (ARRAY['satisfait'::text, 'insuffisant'::text, 'sans-reponse'::text, 'levee'::text, 'jugee'::text, 'desiste'::text])))
);
CREATE INDEX mesure_a_signer ON legalite.mesure USING btree (commune, soumis_le) WHERE (etat = 'soumise'::text);
CREATE INDEX mesure_acte ON legalite.mesure USING btree (acte_id, prepare_le);
CREATE INDEX mesure_attente ON legalite.mesure USING btree (commune, repondre_avant) WHERE (etat = 'signee'::text);
CREATE UNIQUE INDEX mesure_numero_key ON legalite.mesure USING btree (numero);
CREATE UNIQUE INDEX mesure_ouverte_une_fois ON legalite.mesure USING btree (acte_id, genre) WHERE (etat = ANY (ARRAY['projet'::text, 'soumise'::text, 'signee'::text, 'repondue'::text]));
CREATE UNIQUE INDEX mesure_pkey ON legalite.mesure USING btree (id);

create table legalite.piece (
  id uuid not null,
  acte_id uuid not null,
  role text not null,
  code text not null default ''::text,
  titre text not null default ''::text,
  rang integer not null,
  reference_id uuid not null,
  sha256 text not null,
  nom text not null,
  type text not null,
  taille integer not null,
  pages integer,
  lecture text not null default 'attente'::text,
  signatures jsonb not null default '[]'::jsonb,
  texte text not null default ''::text,
  ajoutee_le timestamp with time zone not null,
  retiree_le timestamp with time zone,
  constraint piece_acte_id_fkey FOREIGN KEY (acte_id) REFERENCES legalite.acte(id),
  constraint piece_lecture_check CHECK ((lecture = ANY (ARRAY['attente'::text, 'natif'::text, 'scan'::text, 'ocr'::text, 'image'::text, 'illisible'::text]))),
  constraint piece_pkey PRIMARY KEY (id),
  constraint piece_role_check CHECK ((role = ANY (ARRAY['principal'::text, 'annexe'::text, 'complement'::text, 'reponse'::text])))
);
CREATE INDEX piece_acte ON legalite.piece USING btree (acte_id, rang);
CREATE INDEX piece_contenu ON legalite.piece USING btree (sha256);
CREATE UNIQUE INDEX piece_pkey ON legalite.piece USING btree (id);
CREATE UNIQUE INDEX piece_principale ON legalite.piece USING btree (acte_id) WHERE ((role = 'principal'::text) AND (retiree_le IS NULL));

create table legalite.point (
  id uuid not null,
  seance_id uuid not null,
  rang integer not null,
  objet text not null,
  nature text not null default 'deliberation'::text,
  matiere text,
  rapporteur text not null default ''::text,
  vote text,
  scrutin text,
  pour integer,
  contre integer,
  abstentions integer,
  texte text not null default ''::text,
  votants integer,
  preponderante text,
  constraint point_cent CHECK (((rang >= 1) AND (rang <= 100))),
  constraint point_pkey PRIMARY KEY (id),
  constraint point_preponderante_check CHECK ((preponderante = ANY (ARRAY['pour'::text, 'contre'::text]))),
  constraint point_rang UNIQUE (seance_id, rang) DEFERRABLE INITIALLY DEFERRED,
  constraint point_scrutin_check CHECK ((scrutin = ANY (ARRAY['public'::text, 'nominal'::text, 'secret'::text]))),
  constraint point_seance_id_fkey FOREIGN KEY (seance_id) REFERENCES legalite.seance(id),
  constraint point_voix CHECK (((pour IS NULL) OR ((pour >= 0) AND (contre >= 0) AND (abstentions >= 0) AND ((votants IS NULL) OR (((pour + contre) + abstentions) = votants))))),
  constraint point_vote_check CHECK ((vote = ANY (ARRAY['adopte'::text, 'rejete'::text, 'ajourne'::text, 'retire'::text, 'information'::text]))),
  constraint point_vote_compte CHECK (((vote IS NULL) OR (vote <> ALL (ARRAY['adopte'::text, 'rejete'::text])) OR ((pour IS NOT NULL) AND (contre IS NOT NULL) AND (abstentions IS NOT NULL) AND (scrutin IS NOT NULL))))
);
CREATE UNIQUE INDEX point_pkey ON legalite.point USING btree (id);
CREATE UNIQUE INDEX point_rang ON legalite.point USING btree (seance_id, rang);

create table legalite.projet_referentiel (
  genre text not null,
  territoire text not null,
  base integer,
  corps jsonb not null,
  revision integer not null default 0,
  ouvert_par text not null,
  ouvert_le timestamp with time zone not null,
  modifie_par text not null,
  modifie_par_nom text not null,
  modifie_le timestamp with time zone not null,
  constraint projet_referentiel_genre_check CHECK ((genre = ANY (ARRAY['regles'::text, 'natures'::text, 'matieres'::text, 'grilles'::text, 'strategie'::text, 'anomalies'::text, 'lettres'::text]))),
  constraint projet_referentiel_lieu CHECK (((territoire = 'BJ'::text) OR (genre = 'strategie'::text))),
  constraint projet_referentiel_pkey PRIMARY KEY (genre, territoire)
);
CREATE UNIQUE INDEX projet_referentiel_pkey ON legalite.projet_referentiel USING btree (genre, territoire);

create table legalite.publication (
  id uuid not null,
  acte_id uuid not null,
  commune text not null,
  nature text not null,
  matiere text,
  numero text not null,
  date_acte date not null,
  mode text not null,
  objet text not null,
  texte text not null default ''::text,
  reference_id uuid not null,
  sha256 text not null,
  taille integer not null,
  source text not null,
  passages jsonb not null default '{}'::jsonb,
  choix jsonb,
  preparee_le timestamp with time zone not null,
  preparee_par text not null,
  publiee_le timestamp with time zone,
  publiee_par text,
  publiee_par_nom text,
  retiree_le timestamp with time zone,
  retiree_par text,
  retiree_par_nom text,
  retrait_motif text,
  mots tsvector generated default ((setweight(to_tsvector('legalite.francais'::regconfig, ((objet || ' '::text) || numero)), 'A'::"char") || to_tsvector('legalite.francais'::regconfig, "left"(texte, 250000))) || array_to_tsvector(legalite.reperes(date_acte, commune, nature, matiere))),
  constraint publication_acte_id_fkey FOREIGN KEY (acte_id) REFERENCES legalite.acte(id),
  constraint publication_choix_oublie CHECK (((publiee_le IS NULL) OR (choix IS NULL))),
  constraint publication_individuelle CHECK ((NOT ((nature = 'arrete-individuel'::text) AND (mode = 'original'::text)))),
  constraint publication_mode_check CHECK ((mode = ANY (ARRAY['original'::text, 'masque'::text, 'fourni'::text]))),
  constraint publication_pkey PRIMARY KEY (id),
  constraint publication_publiee CHECK (((publiee_le IS NULL) = (publiee_par IS NULL))),
  constraint publication_retrait CHECK ((((retiree_le IS NULL) = (retrait_motif IS NULL)) AND ((retiree_le IS NULL) OR (publiee_le IS NOT NULL))))
);
CREATE INDEX publication_acte ON legalite.publication USING btree (acte_id, publiee_le);
CREATE INDEX publication_commune ON legalite.publication USING btree (commune, date_acte DESC, id DESC) WHERE ((publiee_le IS NOT NULL) AND (retiree_le IS NULL));
CREATE INDEX publication_date ON legalite.publication USING btree (date_acte DESC, id DESC) WHERE ((publiee_le IS NOT NULL) AND (retiree_le IS NULL));
CREATE INDEX publication_flux ON legalite.publication USING btree (publiee_le DESC, id DESC) WHERE ((publiee_le IS NOT NULL) AND (retiree_le IS NULL));
CREATE INDEX publication_flux_commune ON legalite.publication USING btree (commune, publiee_le DESC, id DESC) WHERE ((publiee_le IS NOT NULL) AND (retiree_le IS NULL));
CREATE INDEX publication_matiere ON legalite.publication USING btree (matiere text_pattern_ops) WHERE ((publiee_le IS NOT NULL) AND (retiree_le IS NULL));
CREATE INDEX publication_mots ON legalite.publication USING gin (mots) WHERE ((publiee_le IS NOT NULL) AND (retiree_le IS NULL));
CREATE INDEX publication_nature ON legalite.publication USING btree (nature, date_acte DESC, id DESC) WHERE ((publiee_le IS NOT NULL) AND (retiree_le IS NULL));
CREATE UNIQUE INDEX publication_pkey ON legalite.publication USING btree (id);
CREATE UNIQUE INDEX publication_preparee_une_fois ON legalite.publication USING btree (acte_id) WHERE (publiee_le IS NULL);
CREATE UNIQUE INDEX publication_publiee_une_fois ON legalite.publication USING btree (acte_id) WHERE ((publiee_le IS NOT NULL) AND (retiree_le IS NULL));

create table legalite.referentiel (
  id uuid not null,
  genre text not null,
  territoire text not null default 'BJ'::text,
  version integer not null,
  du date not null,
  corps jsonb not null,
  empreinte text not null,
  note text not null default ''::text,
  publie_le timestamp with time zone not null,
  publie_par text not null,
  publie_par_nom text not null,
  constraint referentiel_genre_check CHECK ((genre = ANY (ARRAY['regles'::text, 'natures'::text, 'matieres'::text, 'grilles'::text, 'strategie'::text, 'anomalies'::text, 'lettres'::text]))),
  constraint referentiel_pkey PRIMARY KEY (id),
  constraint referentiel_version UNIQUE (genre, territoire, version),
  constraint referentiel_version_check CHECK ((version > 0))
);
CREATE INDEX referentiel_courant ON legalite.referentiel USING btree (genre, territoire, du DESC, version DESC);
CREATE UNIQUE INDEX referentiel_pkey ON legalite.referentiel USING btree (id);
CREATE UNIQUE INDEX referentiel_version ON legalite.referentiel USING btree (genre, territoire, version);

create table legalite.seance (
  id uuid not null,
  commune text not null,
  genre text not null,
  session integer,
  prevue_le timestamp with time zone not null,
  lieu text not null,
  motif text not null default ''::text,
  etat text not null,
  remplace uuid,
  regles uuid not null,
  membres integer not null default 0,
  quorum integer not null default 0,
  convoquee_le timestamp with time zone,
  ouverte_le timestamp with time zone,
  close_le timestamp with time zone,
  president text,
  secretaire text,
  proces_verbal text not null default ''::text,
  affiche_le date,
  affiche_preuve text not null default ''::text,
  revision integer not null default 0,
  cree_le timestamp with time zone not null,
  cree_par text not null,
  president_id uuid,
  reporte uuid,
  constraint seance_close_entiere CHECK (((etat <> 'close'::text) OR ((close_le IS NOT NULL) AND (proces_verbal <> ''::text)))),
  constraint seance_close_ouverte CHECK (((close_le IS NULL) OR (ouverte_le IS NOT NULL))),
  constraint seance_etat_check CHECK ((etat = ANY (ARRAY['preparee'::text, 'convoquee'::text, 'ouverte'::text, 'sans-quorum'::text, 'close'::text, 'annulee'::text]))),
  constraint seance_genre_check CHECK ((genre = ANY (ARRAY['ordinaire'::text, 'extraordinaire'::text]))),
  constraint seance_ordinaire_session CHECK (((genre = 'ordinaire'::text) = (session IS NOT NULL))),
  constraint seance_pkey PRIMARY KEY (id),
  constraint seance_president_id_fkey FOREIGN KEY (president_id) REFERENCES legalite.membre(id),
  constraint seance_regles_fkey FOREIGN KEY (regles) REFERENCES legalite.referentiel(id),
  constraint seance_remplace_fkey FOREIGN KEY (remplace) REFERENCES legalite.seance(id),
  constraint seance_reporte_fkey FOREIGN KEY (reporte) REFERENCES legalite.seance(id),
  constraint seance_sans_quorum_jamais_ouverte CHECK (((etat <> 'sans-quorum'::text) OR (ouverte_le IS NULL))),
  constraint seance_session_check CHECK (((session >= 1) AND (session <= 12)))
);
CREATE INDEX seance_commune ON legalite.seance USING btree (commune, prevue_le DESC);
CREATE INDEX seance_en_cours ON legalite.seance USING btree (commune, prevue_le) WHERE ((etat = ANY (ARRAY['preparee'::text, 'convoquee'::text, 'ouverte'::text])) OR ((etat = 'close'::text) AND (affiche_le IS NULL)));
CREATE UNIQUE INDEX seance_pkey ON legalite.seance USING btree (id);
CREATE UNIQUE INDEX seance_remplace_une_fois ON legalite.seance USING btree (remplace) WHERE (etat <> 'annulee'::text);
CREATE UNIQUE INDEX seance_reporte_une_fois ON legalite.seance USING btree (reporte);

create table legalite.signalement (
  id uuid not null,
  code bytea not null,
  commune text not null,
  acte_id uuid,
  designation text not null default ''::text,
  qualite text not null,
  nom text not null,
  telephone text,
  courriel text,
  titulaire text,
  texte text not null,
  reference_id uuid,
  fichier_nom text,
  fichier_sha256 text,
  fichier_type text,
  fichier_taille integer,
  etat text not null default 'recu'::text,
  recu_le timestamp with time zone not null,
  examine_le timestamp with time zone,
  examine_par_nom text,
  reponse text not null default ''::text,
  clos_le timestamp with time zone,
  clos_par text,
  clos_par_nom text,
  efface_le timestamp with time zone,
  constraint signalement_acte_id_fkey FOREIGN KEY (acte_id) REFERENCES legalite.acte(id),
  constraint signalement_clos CHECK ((((etat = ANY (ARRAY['repondu'::text, 'ecarte'::text])) = (clos_le IS NOT NULL)) AND ((clos_le IS NULL) OR (reponse <> ''::text)))),
  constraint signalement_code_key UNIQUE (code),
  constraint signalement_efface CHECK (((efface_le IS NULL) OR ((nom = ''::text) AND (telephone IS NULL) AND (courriel IS NULL) AND (titulaire IS NULL)))),
  constraint signalement_etat_check CHECK ((etat = ANY (ARRAY['recu'::text, 'examine'::text, 'repondu'::text, 'ecarte'::text]))),
  constraint signalement_joignable CHECK (((efface_le IS NOT NULL) OR (telephone IS NOT NULL) OR (courriel IS NOT NULL))),
  constraint signalement_lieu CHECK (((acte_id IS NOT NULL) OR (designation <> ''::text))),
  constraint signalement_pkey PRIMARY KEY (id),
  constraint signalement_qualite_check CHECK ((qualite = ANY (ARRAY['citoyen'::text, 'elu'::text])))
);
CREATE INDEX signalement_acte ON legalite.signalement USING btree (acte_id, recu_le) WHERE (acte_id IS NOT NULL);
CREATE UNIQUE INDEX signalement_code_key ON legalite.signalement USING btree (code);
CREATE INDEX signalement_commune ON legalite.signalement USING btree (commune, recu_le DESC, id DESC);
CREATE INDEX signalement_ouvert ON legalite.signalement USING btree (commune, recu_le) WHERE (etat = ANY (ARRAY['recu'::text, 'examine'::text]));
CREATE UNIQUE INDEX signalement_pkey ON legalite.signalement USING btree (id);
CREATE INDEX signalement_titulaire ON legalite.signalement USING btree (titulaire) WHERE (titulaire IS NOT NULL);

create table legalite.texte (
  acte_id uuid not null,
  commune text not null,
  mots tsvector not null,
  constraint texte_acte_id_fkey FOREIGN KEY (acte_id) REFERENCES legalite.acte(id),
  constraint texte_pkey PRIMARY KEY (acte_id)
);
CREATE INDEX texte_mots ON legalite.texte USING gin (mots);
CREATE UNIQUE INDEX texte_pkey ON legalite.texte USING btree (acte_id);

create table legalite.voix (
  point_id uuid not null,
  membre_id uuid not null,
  voix text not null,
  constraint voix_membre_id_fkey FOREIGN KEY (membre_id) REFERENCES legalite.membre(id),
  constraint voix_pkey PRIMARY KEY (point_id, membre_id),
  constraint voix_point_id_fkey FOREIGN KEY (point_id) REFERENCES legalite.point(id),
  constraint voix_voix_check CHECK ((voix = ANY (ARRAY['pour'::text, 'contre'::text, 'abstention'::text])))
);
CREATE UNIQUE INDEX voix_pkey ON legalite.voix USING btree (point_id, membre_id);

create table notifications.message (
  id uuid not null,
  cle text not null,
  canal text not null,
  destinataire text not null,
  sujet text not null,
  texte text not null,
  objet text not null,
  lien text,
  secret boolean not null default false,
  cree_le timestamp with time zone not null,
  envoye_le timestamp with time zone,
  essais integer not null default 0,
  erreur text,
  lu_le timestamp with time zone,
  a_masquer text,
  constraint message_canal_check CHECK ((canal = ANY (ARRAY['sms'::text, 'courriel'::text, 'interne'::text]))),
  constraint message_cle_key UNIQUE (cle),
  constraint message_pkey PRIMARY KEY (id)
);
CREATE UNIQUE INDEX message_cle_key ON notifications.message USING btree (cle);
CREATE INDEX message_cree ON notifications.message USING btree (cree_le DESC);
CREATE INDEX message_interne ON notifications.message USING btree (destinataire, cree_le DESC) WHERE (canal = 'interne'::text);
CREATE INDEX message_objet ON notifications.message USING btree (objet, cree_le);
CREATE UNIQUE INDEX message_pkey ON notifications.message USING btree (id);
CREATE INDEX message_secret ON notifications.message USING btree (cree_le) WHERE secret;

create table paiements.bac_a_sable (
  reference text not null,
  tentative text not null,
  montant integer not null,
  libelle text not null,
  retour text not null,
  issue text not null default 'ouverte'::text,
  rembourse_par text,
  cree_le timestamp with time zone not null,
  constraint bac_a_sable_issue_check CHECK ((issue = ANY (ARRAY['ouverte'::text, 'reussie'::text, 'echouee'::text, 'abandonnee'::text]))),
  constraint bac_a_sable_pkey PRIMARY KEY (reference),
  constraint bac_a_sable_rembourse_par_key UNIQUE (rembourse_par)
);
CREATE UNIQUE INDEX bac_a_sable_pkey ON paiements.bac_a_sable USING btree (reference);
CREATE UNIQUE INDEX bac_a_sable_rembourse_par_key ON paiements.bac_a_sable USING btree (rembourse_par);

create table paiements.cloture (
  territoire text not null,
  bureau text not null,
  jour date not null,
  nombre integer not null,
  annulees integer not null,
  especes bigint not null,
  cheque bigint not null,
  mobile bigint not null,
  total bigint not null,
  close_le timestamp with time zone not null,
  close_par text not null,
  close_par_nom text not null,
  constraint cloture_pkey PRIMARY KEY (territoire, bureau, jour),
  constraint cloture_total CHECK ((total = ((especes + cheque) + mobile)))
);
CREATE UNIQUE INDEX cloture_pkey ON paiements.cloture USING btree (territoire, bureau, jour);

create table paiements.compteur (
  territoire text not null,
  bureau text not null,
  annee integer not null,
  dernier integer not null,
  constraint compteur_pkey PRIMARY KEY (territoire, bureau, annee)
);
CREATE UNIQUE INDEX compteur_pkey ON paiements.compteur USING btree (territoire, bureau, annee);

create table paiements.ecart (
  id uuid not null,
  prestataire text not null,
  reference text not null,
  tentative_id uuid,
  nature text not null,
  montant integer not null,
  constate_le timestamp with time zone not null,
  constraint ecart_nature_check CHECK ((nature = ANY (ARRAY['montant'::text, 'inconnue'::text, 'dementie'::text]))),
  constraint ecart_pkey PRIMARY KEY (id),
  constraint ecart_prestataire_reference_nature_key UNIQUE (prestataire, reference, nature),
  constraint ecart_tentative_id_fkey FOREIGN KEY (tentative_id) REFERENCES paiements.tentative(id)
);
CREATE UNIQUE INDEX ecart_pkey ON paiements.ecart USING btree (id);
CREATE UNIQUE INDEX ecart_prestataire_reference_nature_key ON paiements.ecart USING btree (prestataire, reference, nature);

create table paiements.paiement (
  id uuid not null,
  objet text not null,
  code text not null,
  libelle text not null,
  payeur text not null,
  lien text not null,
  montant integer not null,
  source text not null,
  verifie boolean not null,
  moyens text[] not null,
  territoire text not null,
  bureau text not null,
  etat text not null,
  moyen text,
  reference text,
  motif text,
  demande_le timestamp with time zone not null,
  demande_par text not null,
  regle_le timestamp with time zone,
  regle_par text,
  regle_par_nom text,
  clos_le timestamp with time zone,
  clos_par text,
  constraint paiement_clos CHECK (((etat = ANY (ARRAY['annule'::text, 'rembourse'::text])) = (clos_le IS NOT NULL))),
  constraint paiement_etat_check CHECK ((etat = ANY (ARRAY['du'::text, 'paye'::text, 'exempte'::text, 'annule'::text, 'rembourse'::text]))),
  constraint paiement_exempte CHECK (((etat <> 'exempte'::text) OR (motif IS NOT NULL))),
  constraint paiement_montant CHECK ((montant > 0)),
  constraint paiement_moyen CHECK (((etat = ANY (ARRAY['paye'::text, 'rembourse'::text])) = (moyen IS NOT NULL))),
  constraint paiement_moyen_check CHECK ((moyen = ANY (ARRAY['especes'::text, 'cheque'::text, 'mobile'::text, 'en_ligne'::text]))),
  constraint paiement_moyens CHECK (((moyens <@ '{guichet,en_ligne}'::text[]) AND (cardinality(moyens) > 0))),
  constraint paiement_pkey PRIMARY KEY (id),
  constraint paiement_reference CHECK (((moyen IS NULL) OR (moyen = 'especes'::text) OR (reference IS NOT NULL))),
  constraint paiement_regle CHECK ((((etat = ANY (ARRAY['paye'::text, 'exempte'::text, 'rembourse'::text])) = (regle_le IS NOT NULL)) AND ((regle_le IS NULL) = (regle_par IS NULL))))
);
CREATE INDEX paiement_objet ON paiements.paiement USING btree (objet, demande_le);
CREATE UNIQUE INDEX paiement_pkey ON paiements.paiement USING btree (id);
CREATE INDEX paiement_territoire ON paiements.paiement USING btree (territoire, id DESC);
CREATE UNIQUE INDEX paiement_vivant ON paiements.paiement USING btree (objet, code) WHERE (etat = ANY (ARRAY['du'::text, 'paye'::text, 'exempte'::text]));

create table paiements.quittance (
  id uuid not null,
  paiement_id uuid not null,
  territoire text not null,
  bureau text not null,
  annee integer not null,
  rang integer not null,
  numero text not null generated default (((annee)::text || '-'::text) || lpad((rang)::text, GREATEST(6, length((rang)::text)), '0'::text)),
  jour date not null,
  montant integer not null,
  moyen text not null,
  reference text,
  etablie_le timestamp with time zone not null,
  par text not null,
  par_nom text not null,
  annulee_le timestamp with time zone,
  annulee_par text,
  annulee_par_nom text,
  annulee_motif text,
  constraint quittance_annulee CHECK ((((annulee_le IS NULL) = (annulee_par IS NULL)) AND ((annulee_le IS NULL) = (annulee_motif IS NULL)))),
  constraint quittance_montant_check CHECK ((montant > 0)),
  constraint quittance_moyen_check CHECK ((moyen = ANY (ARRAY['especes'::text, 'cheque'::text, 'mobile'::text]))),
  constraint quittance_paiement_id_fkey FOREIGN KEY (paiement_id) REFERENCES paiements.paiement(id),
  constraint quittance_pkey PRIMARY KEY (id),
  constraint quittance_rang_check CHECK ((rang > 0)),
  constraint quittance_territoire_bureau_annee_rang_key UNIQUE (territoire, bureau, annee, rang)
);
CREATE INDEX quittance_jour ON paiements.quittance USING btree (jour, territoire, bureau, rang);
CREATE UNIQUE INDEX quittance_pkey ON paiements.quittance USING btree (id);
CREATE UNIQUE INDEX quittance_territoire_bureau_annee_rang_key ON paiements.quittance USING btree (territoire, bureau, annee, rang);
CREATE UNIQUE INDEX quittance_une ON paiements.quittance USING btree (paiement_id) WHERE (annulee_le IS NULL);

create table paiements.remboursement (
  id uuid not null,
  paiement_id uuid not null,
  tentative_id uuid not null,
  montant integer not null,
  motif text not null,
  etat text not null default 'a_faire'::text,
  cree_le timestamp with time zone not null,
  demande_le timestamp with time zone,
  demande_par text,
  demande_par_nom text,
  fait_le timestamp with time zone,
  reference text,
  constraint remboursement_demande CHECK ((((etat = 'a_faire'::text) = (demande_le IS NULL)) AND ((demande_le IS NULL) = (demande_par IS NULL)))),
  constraint remboursement_etat_check CHECK ((etat = ANY (ARRAY['a_faire'::text, 'demande'::text, 'fait'::text]))),
  constraint remboursement_fait CHECK ((((etat = 'fait'::text) = (fait_le IS NOT NULL)) AND ((fait_le IS NULL) = (reference IS NULL)))),
  constraint remboursement_montant_check CHECK ((montant > 0)),
  constraint remboursement_paiement_id_fkey FOREIGN KEY (paiement_id) REFERENCES paiements.paiement(id),
  constraint remboursement_pkey PRIMARY KEY (id),
  constraint remboursement_tentative_id_fkey FOREIGN KEY (tentative_id) REFERENCES paiements.tentative(id),
  constraint remboursement_tentative_id_key UNIQUE (tentative_id)
);
CREATE UNIQUE INDEX remboursement_pkey ON paiements.remboursement USING btree (id);
CREATE UNIQUE INDEX remboursement_tentative_id_key ON paiements.remboursement USING btree (tentative_id);

create table paiements.tentative (
  id uuid not null,
  paiement_id uuid not null,
  prestataire text not null,
  reference text,
  url text,
  montant integer not null,
  etat text not null default 'ouverte'::text,
  ouverte_le timestamp with time zone not null,
  ouverte_par text not null,
  finie_le timestamp with time zone,
  constraint tentative_etat_check CHECK ((etat = ANY (ARRAY['ouverte'::text, 'reussie'::text, 'echouee'::text, 'expiree'::text]))),
  constraint tentative_finie CHECK (((etat = 'ouverte'::text) = (finie_le IS NULL))),
  constraint tentative_montant_check CHECK ((montant > 0)),
  constraint tentative_paiement_id_fkey FOREIGN KEY (paiement_id) REFERENCES paiements.paiement(id),
  constraint tentative_pkey PRIMARY KEY (id),
  constraint tentative_prestataire_reference_key UNIQUE (prestataire, reference),
  constraint tentative_reussie CHECK (((etat <> 'reussie'::text) OR (reference IS NOT NULL)))
);
CREATE INDEX tentative_ouverte ON paiements.tentative USING btree (ouverte_le) WHERE (etat = 'ouverte'::text);
CREATE INDEX tentative_paiement ON paiements.tentative USING btree (paiement_id, ouverte_le);
CREATE UNIQUE INDEX tentative_pkey ON paiements.tentative USING btree (id);
CREATE UNIQUE INDEX tentative_prestataire_reference_key ON paiements.tentative USING btree (prestataire, reference);

create table parcelles.chevauchement (
  parcelle_id uuid not null,
  autre_id uuid not null,
  commun double precision not null,
  constraint chevauchement_commun_check CHECK ((commun > (0)::double precision)),
  constraint chevauchement_distinct CHECK ((parcelle_id <> autre_id)),
  constraint chevauchement_pkey PRIMARY KEY (parcelle_id, autre_id)
);
CREATE INDEX chevauchement_autre ON parcelles.chevauchement USING btree (autre_id);
CREATE UNIQUE INDEX chevauchement_pkey ON parcelles.chevauchement USING btree (parcelle_id, autre_id);

create table parcelles.contestation (
  id uuid not null,
  opposition_id uuid not null,
  nom text not null,
  motif text not null,
  recue_le date not null,
  par text not null,
  cree_le timestamp with time zone not null,
  constraint contestation_motif_check CHECK ((motif <> ''::text)),
  constraint contestation_nom_check CHECK ((nom <> ''::text)),
  constraint contestation_opposition_id_fkey FOREIGN KEY (opposition_id) REFERENCES parcelles.opposition(id),
  constraint contestation_pkey PRIMARY KEY (id)
);
CREATE INDEX contestation_opposition ON parcelles.contestation USING btree (opposition_id);
CREATE UNIQUE INDEX contestation_pkey ON parcelles.contestation USING btree (id);

create table parcelles.detention (
  id uuid not null,
  parcelle_id uuid not null,
  genre text not null,
  nom text not null,
  piece text not null default ''::text,
  mode text not null,
  acte text not null default ''::text,
  du date,
  au date,
  cree_par text not null,
  cree_le timestamp with time zone not null,
  cherche text generated default db.sans_accent(nom),
  constraint detention_dates CHECK ((au >= du)),
  constraint detention_genre_check CHECK ((genre = ANY (ARRAY['personne'::text, 'organisme'::text, 'collectivite'::text]))),
  constraint detention_mode_check CHECK ((mode = ANY (ARRAY['attribution'::text, 'vente'::text, 'donation'::text, 'echange'::text, 'succession'::text, 'jugement'::text, 'inconnu'::text]))),
  constraint detention_nom_check CHECK ((nom <> ''::text)),
  constraint detention_parcelle_id_fkey FOREIGN KEY (parcelle_id) REFERENCES parcelles.parcelle(id),
  constraint detention_pkey PRIMARY KEY (id),
  constraint detention_une_a_la_fois EXCLUDE USING gist (parcelle_id WITH =, daterange(du, au, '[)'::text) WITH &&)
);
CREATE INDEX detention_cherche ON parcelles.detention USING gin (cherche gin_trgm_ops);
CREATE INDEX detention_parcelle ON parcelles.detention USING btree (parcelle_id);
CREATE UNIQUE INDEX detention_pkey ON parcelles.detention USING btree (id);
CREATE INDEX detention_une_a_la_fois ON parcelles.detention USING gist (parcelle_id, daterange(du, au, '[)'::text));

create table parcelles.evenement (
  id bigint not null generated,
  parcelle_id uuid not null,
  genre text not null,
  le timestamp with time zone not null,
  par text not null,
  par_nom text not null,
  texte text not null default ''::text,
  importation_id uuid,
  constraint evenement_importation_id_fkey FOREIGN KEY (importation_id) REFERENCES parcelles.importation(id),
  constraint evenement_parcelle_id_fkey FOREIGN KEY (parcelle_id) REFERENCES parcelles.parcelle(id),
  constraint evenement_pkey PRIMARY KEY (id)
);
CREATE INDEX evenement_importation ON parcelles.evenement USING btree (importation_id, parcelle_id) WHERE (importation_id IS NOT NULL);
CREATE INDEX evenement_parcelle ON parcelles.evenement USING btree (parcelle_id, id);
CREATE UNIQUE INDEX evenement_pkey ON parcelles.evenement USING btree (id);

create table parcelles.filiation (
  mere uuid not null,
  fille uuid not null,
  genre text not null,
  le date not null,
  acte text not null default ''::text,
  constraint filiation_distincte CHECK ((mere <> fille)),
  constraint filiation_fille_fkey FOREIGN KEY (fille) REFERENCES parcelles.parcelle(id),
  constraint filiation_genre_check CHECK ((genre = ANY (ARRAY['division'::text, 'fusion'::text]))),
  constraint filiation_mere_fkey FOREIGN KEY (mere) REFERENCES parcelles.parcelle(id),
  constraint filiation_pkey PRIMARY KEY (mere, fille)
);
CREATE INDEX filiation_fille ON parcelles.filiation USING btree (fille);
CREATE UNIQUE INDEX filiation_pkey ON parcelles.filiation USING btree (mere, fille);

create table parcelles.importation (
  id uuid not null,
  territoire text not null,
  nom text not null,
  genre text not null,
  reference_id uuid not null,
  presentes text not null,
  colonnes jsonb not null,
  total integer not null,
  justes integer not null,
  deja integer not null,
  fautes jsonb not null,
  nombre_fautes integer not null,
  exemple jsonb not null,
  etat text not null,
  faites integer not null default 0,
  creees integer not null default 0,
  modifiees integer not null default 0,
  ignorees integer not null default 0,
  refusees integer not null default 0,
  par text not null,
  par_nom text not null,
  cree_le timestamp with time zone not null,
  fini_le timestamp with time zone,
  constraint importation_avance CHECK (((faites >= 0) AND (faites <= total))),
  constraint importation_etat_check CHECK ((etat = ANY (ARRAY['lue'::text, 'confirmee'::text, 'finie'::text, 'abandonnee'::text]))),
  constraint importation_genre_check CHECK ((genre = ANY (ARRAY['csv'::text, 'geojson'::text]))),
  constraint importation_pkey PRIMARY KEY (id),
  constraint importation_presentes_check CHECK ((presentes = ANY (ARRAY['ignorer'::text, 'mettre-a-jour'::text])))
);
CREATE UNIQUE INDEX importation_pkey ON parcelles.importation USING btree (id);
CREATE INDEX importation_territoire ON parcelles.importation USING btree (territoire, id);

create table parcelles.opposition (
  id uuid not null,
  parcelle_id uuid not null,
  objet text not null,
  demandeur text not null,
  motif text not null default ''::text,
  lieu text not null,
  du date not null,
  au date not null,
  source text not null,
  verifie boolean not null default false,
  levee_le date,
  levee_motif text,
  publie_par text not null,
  publie_le timestamp with time zone not null,
  constraint opposition_dates CHECK ((au >= du)),
  constraint opposition_demandeur_check CHECK ((demandeur <> ''::text)),
  constraint opposition_levee CHECK (((num_nulls(levee_le, levee_motif) = ANY (ARRAY[0, 2])) AND (levee_motif <> ''::text) AND (levee_le <= au))),
  constraint opposition_lieu_check CHECK ((lieu <> ''::text)),
  constraint opposition_objet_check CHECK ((objet = ANY (ARRAY['attestation'::text, 'attribution'::text, 'mutation'::text, 'morcellement'::text, 'autre'::text]))),
  constraint opposition_parcelle_id_fkey FOREIGN KEY (parcelle_id) REFERENCES parcelles.parcelle(id),
  constraint opposition_pkey PRIMARY KEY (id),
  constraint opposition_source_check CHECK ((source <> ''::text))
);
CREATE INDEX opposition_au ON parcelles.opposition USING btree (au);
CREATE INDEX opposition_parcelle ON parcelles.opposition USING btree (parcelle_id);
CREATE UNIQUE INDEX opposition_pkey ON parcelles.opposition USING btree (id);

create table parcelles.parcelle (
  id uuid not null,
  territoire text not null,
  commune text not null,
  quartier text not null default ''::text,
  lotissement text not null default ''::text,
  tranche text not null default ''::text,
  lot text not null default ''::text,
  parcelle text not null default ''::text,
  el text not null default ''::text,
  contenance double precision,
  titre text not null default ''::text,
  contour jsonb,
  ouest double precision,
  sud double precision,
  est double precision,
  nord double precision,
  superficie double precision,
  etat text not null,
  close_le date,
  cree_le timestamp with time zone not null,
  modifie_le timestamp with time zone not null,
  emprise box generated default box(point(ouest, sud), point(est, nord)),
  identite text generated default ((((((parcelles.cle(lotissement) || '/'::text) || parcelles.cle(tranche)) || '/'::text) || parcelles.cle(lot)) || '/'::text) || parcelles.cle(parcelle)),
  identite_el text generated default ((parcelles.cle(lotissement) || '/'::text) || parcelles.cle(el)),
  cle_lotissement text generated default parcelles.cle(lotissement),
  rang_lot integer generated default COALESCE(("substring"(lot, '[0-9]{1,9}'::text))::integer, 0),
  cherche text generated default db.sans_accent(((((((((((((lotissement || ' tranche '::text) || tranche) || ' lot '::text) || lot) || ' parcelle '::text) || parcelle) || ' el '::text) || el) || ' '::text) || quartier) || ' '::text) || titre)),
  compare_le timestamp with time zone,
  constraint parcelle_close CHECK (((etat = ANY (ARRAY['divisee'::text, 'fusionnee'::text])) = (close_le IS NOT NULL))),
  constraint parcelle_contenance CHECK ((contenance > (0)::double precision)),
  constraint parcelle_contour_entier CHECK ((num_nulls(contour, ouest, sud, est, nord, superficie) = ANY (ARRAY[0, 6]))),
  constraint parcelle_designee CHECK (((lot <> ''::text) OR (el <> ''::text))),
  constraint parcelle_etat_check CHECK ((etat = ANY (ARRAY['active'::text, 'litigieuse'::text, 'divisee'::text, 'fusionnee'::text]))),
  constraint parcelle_pkey PRIMARY KEY (id)
);
CREATE INDEX parcelle_a_comparer ON parcelles.parcelle USING btree (id) WHERE ((compare_le IS NULL) AND (close_le IS NULL));
CREATE INDEX parcelle_cherche ON parcelles.parcelle USING gin (cherche gin_trgm_ops);
CREATE INDEX parcelle_close_el ON parcelles.parcelle USING btree (commune, identite_el) WHERE (close_le IS NOT NULL);
CREATE INDEX parcelle_close_identite ON parcelles.parcelle USING btree (commune, identite) WHERE (close_le IS NOT NULL);
CREATE UNIQUE INDEX parcelle_el ON parcelles.parcelle USING btree (commune, identite_el) WHERE ((el <> ''::text) AND (close_le IS NULL));
CREATE INDEX parcelle_emprise ON parcelles.parcelle USING gist (emprise) WHERE (close_le IS NULL);
CREATE INDEX parcelle_etat_lieux ON parcelles.parcelle USING btree (commune, parcelles.cle(el)) WHERE (close_le IS NULL);
CREATE UNIQUE INDEX parcelle_identite ON parcelles.parcelle USING btree (commune, identite) WHERE ((lot <> ''::text) AND (close_le IS NULL));
CREATE INDEX parcelle_lot ON parcelles.parcelle USING btree (commune, parcelles.cle(lot)) WHERE (close_le IS NULL);
CREATE UNIQUE INDEX parcelle_pkey ON parcelles.parcelle USING btree (id);
CREATE INDEX parcelle_territoire ON parcelles.parcelle USING btree (territoire, cle_lotissement);

create table rendezvous.agenda (
  id uuid not null,
  rang integer not null generated,
  territoire text not null,
  bureau text not null,
  titre text not null,
  raison text not null,
  demarches text[] not null default '{}'::text[],
  plages jsonb not null,
  duree integer not null,
  places integer not null,
  par_jour integer,
  preavis integer not null,
  horizon integer not null,
  delai_annulation integer not null,
  lieu text not null,
  apporter text not null default ''::text,
  sans_dossier boolean not null default false,
  descend boolean not null default false,
  ouvert boolean not null default true,
  cree_le timestamp with time zone not null,
  cree_par text not null,
  modifie_le timestamp with time zone not null,
  constraint agenda_delai_annulation_check CHECK (((delai_annulation >= 0) AND (delai_annulation <= 720))),
  constraint agenda_duree_check CHECK (((duree >= 5) AND (duree <= 480))),
  constraint agenda_horizon_check CHECK (((horizon >= 1) AND (horizon <= 180))),
  constraint agenda_par_jour_check CHECK (((par_jour >= 1) AND (par_jour <= 2000))),
  constraint agenda_pkey PRIMARY KEY (id),
  constraint agenda_places_check CHECK (((places >= 1) AND (places <= 50))),
  constraint agenda_preavis_check CHECK (((preavis >= 0) AND (preavis <= 720))),
  constraint agenda_rang_key UNIQUE (rang)
);
CREATE UNIQUE INDEX agenda_pkey ON rendezvous.agenda USING btree (id);
CREATE UNIQUE INDEX agenda_rang_key ON rendezvous.agenda USING btree (rang);
CREATE INDEX agenda_territoire ON rendezvous.agenda USING btree (territoire, titre);

create table rendezvous.demande (
  id uuid not null,
  agenda_id uuid not null,
  debut timestamp with time zone not null,
  nom text not null,
  telephone text not null,
  note text not null default ''::text,
  code_id uuid not null,
  cree_le timestamp with time zone not null,
  prouve_le timestamp with time zone,
  rendezvous_id uuid,
  constraint demande_agenda_id_fkey FOREIGN KEY (agenda_id) REFERENCES rendezvous.agenda(id),
  constraint demande_pkey PRIMARY KEY (id),
  constraint demande_rendezvous_id_fkey FOREIGN KEY (rendezvous_id) REFERENCES rendezvous.rendezvous(id)
);
CREATE INDEX demande_cree ON rendezvous.demande USING btree (cree_le);
CREATE UNIQUE INDEX demande_pkey ON rendezvous.demande USING btree (id);

create table rendezvous.evenement (
  id uuid not null,
  rang bigint not null generated,
  rendezvous_id uuid not null,
  genre text not null,
  le timestamp with time zone not null,
  par_nom text not null,
  texte text not null default ''::text,
  constraint evenement_pkey PRIMARY KEY (id),
  constraint evenement_rendezvous_id_fkey FOREIGN KEY (rendezvous_id) REFERENCES rendezvous.rendezvous(id)
);
CREATE UNIQUE INDEX evenement_pkey ON rendezvous.evenement USING btree (id);
CREATE INDEX evenement_rendezvous ON rendezvous.evenement USING btree (rendezvous_id, rang);

create table rendezvous.exception (
  id uuid not null,
  agenda_id uuid not null,
  genre text not null,
  du date not null,
  au date not null,
  debut integer,
  fin integer,
  raison text not null,
  cree_le timestamp with time zone not null,
  par_nom text not null,
  constraint exception_agenda_id_fkey FOREIGN KEY (agenda_id) REFERENCES rendezvous.agenda(id),
  constraint exception_genre_check CHECK ((genre = ANY (ARRAY['fermeture'::text, 'ouverture'::text]))),
  constraint exception_heures CHECK ((((debut IS NULL) = (fin IS NULL)) AND ((debut IS NULL) OR ((debut >= 0) AND (debut < fin) AND (fin <= 1440))))),
  constraint exception_ouverture_bornee CHECK (((genre = 'fermeture'::text) OR ((debut IS NOT NULL) AND (du = au)))),
  constraint exception_periode CHECK (((du <= au) AND ((au - du) <= 400))),
  constraint exception_pkey PRIMARY KEY (id)
);
CREATE INDEX exception_agenda ON rendezvous.exception USING btree (agenda_id, au);
CREATE UNIQUE INDEX exception_pkey ON rendezvous.exception USING btree (id);

create table rendezvous.rendezvous (
  id uuid not null,
  agenda_id uuid not null,
  agenda_rang integer not null,
  territoire text not null,
  suivi bytea not null,
  debut timestamp with time zone not null,
  fin timestamp with time zone not null,
  place integer,
  etat text not null,
  canal text not null,
  dossier_id uuid,
  nom text,
  telephone text,
  courriel text,
  titulaire text,
  note text not null default ''::text,
  sequence integer not null default 0,
  motif text,
  annule_par text,
  pris_le timestamp with time zone not null,
  change_le timestamp with time zone not null,
  rappele_le timestamp with time zone,
  efface_le timestamp with time zone,
  constraint rendezvous_agenda_id_fkey FOREIGN KEY (agenda_id) REFERENCES rendezvous.agenda(id),
  constraint rendezvous_annule CHECK (((etat = 'annule'::text) = (annule_par IS NOT NULL))),
  constraint rendezvous_annule_par_check CHECK ((annule_par = ANY (ARRAY['personne'::text, 'bureau'::text]))),
  constraint rendezvous_canal_check CHECK ((canal = ANY (ARRAY['suivi'::text, 'public'::text, 'guichet'::text, 'passage'::text]))),
  constraint rendezvous_duree CHECK ((fin > debut)),
  constraint rendezvous_etat_check CHECK ((etat = ANY (ARRAY['pris'::text, 'arrive'::text, 'recu'::text, 'absent'::text, 'annule'::text, 'passe'::text]))),
  constraint rendezvous_nomme CHECK (((nom IS NULL) = (efface_le IS NOT NULL))),
  constraint rendezvous_passage CHECK (((place IS NULL) = (canal = 'passage'::text))),
  constraint rendezvous_pkey PRIMARY KEY (id),
  constraint rendezvous_place_check CHECK (((place >= 0) AND (place <= 49))),
  constraint rendezvous_suivi_key UNIQUE (suivi),
  constraint rendezvous_une_place EXCLUDE USING gist (int8range((((agenda_rang)::bigint * 50) + place), (((agenda_rang)::bigint * 50) + place), '[]'::text) WITH &&, tstzrange(debut, fin) WITH &&) WHERE (((etat <> 'annule'::text) AND (place IS NOT NULL)))
);
CREATE INDEX rendezvous_a_venir ON rendezvous.rendezvous USING btree (debut) WHERE (etat = 'pris'::text);
CREATE INDEX rendezvous_agenda ON rendezvous.rendezvous USING btree (agenda_id, debut);
CREATE INDEX rendezvous_courriel ON rendezvous.rendezvous USING btree (lower(courriel)) WHERE (courriel IS NOT NULL);
CREATE INDEX rendezvous_dossier ON rendezvous.rendezvous USING btree (dossier_id) WHERE (dossier_id IS NOT NULL);
CREATE UNIQUE INDEX rendezvous_pkey ON rendezvous.rendezvous USING btree (id);
CREATE UNIQUE INDEX rendezvous_suivi_key ON rendezvous.rendezvous USING btree (suivi);
CREATE INDEX rendezvous_telephone ON rendezvous.rendezvous USING btree (telephone) WHERE (telephone IS NOT NULL);
CREATE INDEX rendezvous_territoire ON rendezvous.rendezvous USING btree (territoire, debut, id);
CREATE INDEX rendezvous_titulaire ON rendezvous.rendezvous USING btree (titulaire) WHERE (titulaire IS NOT NULL);
CREATE UNIQUE INDEX rendezvous_un_par_dossier ON rendezvous.rendezvous USING btree (agenda_id, dossier_id) WHERE (etat = 'pris'::text);
CREATE UNIQUE INDEX rendezvous_un_par_telephone ON rendezvous.rendezvous USING btree (agenda_id, telephone) WHERE ((etat = 'pris'::text) AND (canal = 'public'::text));
CREATE INDEX rendezvous_une_place ON rendezvous.rendezvous USING gist (int8range((((agenda_rang)::bigint * 50) + place), (((agenda_rang)::bigint * 50) + place), '[]'::text), tstzrange(debut, fin)) WHERE ((etat <> 'annule'::text) AND (place IS NOT NULL));

create table territoire.bureau (
  id text not null,
  genre text not null,
  nom text not null,
  territoire text not null,
  adresse text,
  telephone text,
  horaires text,
  verifie boolean not null default false,
  seme_le timestamp with time zone,
  modifie_le timestamp with time zone,
  constraint bureau_genre_check CHECK ((genre = ANY (ARRAY['mairie'::text, 'arrondissement'::text, 'prefecture'::text, 'direction'::text]))),
  constraint bureau_nom_check CHECK ((nom <> ''::text)),
  constraint bureau_pkey PRIMARY KEY (id),
  constraint bureau_territoire_fkey FOREIGN KEY (territoire) REFERENCES territoire.territoire(code)
);
CREATE UNIQUE INDEX bureau_pkey ON territoire.bureau USING btree (id);
CREATE INDEX bureau_territoire ON territoire.bureau USING btree (territoire);

create table territoire.contour (
  territoire text not null,
  geometrie jsonb not null,
  source text not null,
  importe_le timestamp with time zone not null,
  constraint contour_pkey PRIMARY KEY (territoire),
  constraint contour_territoire_fkey FOREIGN KEY (territoire) REFERENCES territoire.territoire(code)
);
CREATE UNIQUE INDEX contour_pkey ON territoire.contour USING btree (territoire);

create table territoire.edition (
  seule boolean not null default true,
  numero bigint not null,
  constraint edition_pkey PRIMARY KEY (seule),
  constraint edition_seule_check CHECK (seule)
);
CREATE UNIQUE INDEX edition_pkey ON territoire.edition USING btree (seule);

create table territoire.succession (
  ancien text not null,
  nouveau text not null,
  le date not null,
  acte text not null,
  constraint succession_ancien_fkey FOREIGN KEY (ancien) REFERENCES territoire.territoire(code),
  constraint succession_distincte CHECK ((ancien <> nouveau)),
  constraint succession_nouveau_fkey FOREIGN KEY (nouveau) REFERENCES territoire.territoire(code),
  constraint succession_pkey PRIMARY KEY (ancien, nouveau)
);
CREATE UNIQUE INDEX succession_pkey ON territoire.succession USING btree (ancien, nouveau);

create table territoire.territoire (
  code text not null,
  niveau text not null,
  nom text not null,
  parent text,
  population_2013 integer,
  code_cod text,
  code_iso text,
  ouvert_le date,
  ferme_le date,
  cherche text generated default db.sans_accent(nom),
  seme_le timestamp with time zone,
  modifie_le timestamp with time zone,
  constraint territoire_code_check CHECK ((code ~ '^(BJ|[0-9]{2}|[0-9]{4}|[0-9]{6}|[0-9]{9})$'::text)),
  constraint territoire_dates CHECK ((ferme_le >= ouvert_le)),
  constraint territoire_niveau_check CHECK ((niveau = ANY (ARRAY['pays'::text, 'departement'::text, 'commune'::text, 'arrondissement'::text, 'village'::text]))),
  constraint territoire_nom_check CHECK ((nom <> ''::text)),
  constraint territoire_parent CHECK (((niveau = 'pays'::text) = (parent IS NULL))),
  constraint territoire_parent_fkey FOREIGN KEY (parent) REFERENCES territoire.territoire(code) DEFERRABLE INITIALLY DEFERRED,
  constraint territoire_pkey PRIMARY KEY (code),
  constraint territoire_population_2013_check CHECK ((population_2013 >= 0))
);
CREATE INDEX territoire_cherche ON territoire.territoire USING gin (cherche gin_trgm_ops);
CREATE INDEX territoire_enfants ON territoire.territoire USING btree (parent);
CREATE UNIQUE INDEX territoire_pkey ON territoire.territoire USING btree (code);
