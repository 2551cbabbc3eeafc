// Written by `npm run schema` from the migrated database; a test keeps it true.
import type { Generated } from 'kysely'

export type DB = {
  'abonnements.abonnement': {
    id: string
    nom: string
    url: string
    secret: Buffer
    genres: string[]
    demarches: string[]
    territoires: string[]
    etat: Generated<string>
    creePar: string
    creeLe: Date
    modifieLe: Date
  }
  'abonnements.livraison': {
    id: string
    rang: Generated<number>
    abonnementId: string
    evenementId: string
    dossierId: string
    genre: string
    corps: string
    etat: Generated<string>
    essais: Generated<number>
    prochain: Date
    creeLe: Date
    finiLe: Date | null
    rejeuDe: string | null
  }
  'abonnements.tentative': {
    id: string
    livraisonId: string
    le: Date
    statut: number | null
    erreur: string | null
    dureeMs: number
  }
  'conception.projet': {
    id: string
    code: string
    titre: string
    base: number | null
    contenu: unknown
    modele: string
    revision: Generated<number>
    creePar: string
    creeLe: Date
    modifiePar: string
    modifieParNom: string
    modifieLe: Date
    publieLe: Date | null
    version: number | null
    abandonneLe: Date | null
  }
  'corridor.idempotence': {
    cle: string
    acteur: string
    porte: string
    empreinte: Buffer
    vers: string
    message: string | null
    creeLe: Date
  }
  'corridor.saisieGardee': {
    id: string
    navigateur: Buffer
    personne: string
    chemin: string
    saisie: unknown
    creeLe: Date
    fichiers: Generated<unknown>
  }
  'courrier.compteur': {
    bureau: string
    sens: string
    annee: number
    dernier: number
  }
  'courrier.courrier': {
    id: string
    bureau: string
    territoire: string
    sens: string
    etat: string
    annee: number | null
    ordre: number | null
    numero: Generated<string | null>
    jour: string
    reference: Generated<string>
    dateLettre: string | null
    correspondant: string
    genre: string
    adresse: Generated<string>
    contact: Generated<string>
    objet: string
    nature: string
    confidentiel: Generated<boolean>
    urgent: Generated<boolean>
    echeance: string | null
    repondA: string | null
    lie: string | null
    mode: string | null
    envoyeLe: string | null
    suivi: Generated<string>
    dechargeLe: string | null
    dechargePar: string | null
    reponduLe: string | null
    renvoyeLe: Date | null
    classement: Generated<string>
    motif: string | null
    enregistreLe: Date | null
    enregistreParNom: string | null
    creeLe: Date
    creePar: string
    modifieLe: Date
    cherche: Generated<string | null>
    chercheObjet: Generated<string | null>
  }
  'courrier.evenement': {
    id: string
    rang: Generated<number>
    courrierId: string
    genre: string
    le: Date
    parNom: string
    texte: Generated<string>
  }
  'courrier.imputation': {
    id: string
    courrierId: string
    de: string | null
    versBureau: string | null
    versPoste: string | null
    versNom: string
    instruction: string
    note: Generated<string>
    echeance: string | null
    le: Date
    parNom: string
    recuLe: Date | null
    recuParNom: string | null
    finiLe: Date | null
    finiParNom: string | null
    issue: string | null
    reponse: Generated<string>
  }
  'demarches.accord': {
    id: string
    dossierId: string
    station: string
    tour: number
    rang: number
    partie: string
    titre: string
    nom: string
    telephone: string
    empreinte: Buffer
    demandeLe: Date
    envoyeLe: Date
    expireLe: Date
    reponse: string | null
    raison: Generated<string>
    reponduLe: Date | null
    moyen: string | null
    recuPar: string | null
    recuParNom: string | null
    piece: string | null
    closLe: Date | null
  }
  'demarches.conservation': {
    dossierId: string
    annonce: string | null
    annonceLe: Date | null
    pourLe: string | null
    geleLe: Date | null
    gelePar: string | null
    geleParNom: string | null
    geleMotif: string | null
  }
  'demarches.constat': {
    id: string
    dossierId: string
    vuLe: Date
    cadre: string
    lieu: string
    par: string
    parNom: string
    autorite: string | null
    identifiePar: string
    pieceNumero: string | null
    marque: string
    temoin: string | null
    note: Generated<string>
    creeLe: Date
    marqueFichier: string | null
    classement: string | null
  }
  'demarches.definition': {
    code: string
    version: number
    empreinte: string
    contenu: unknown
    modele: string
    publieeLe: Date
    retireeLe: Date | null
    origine: Generated<string>
    publieePar: string | null
    projet: string | null
  }
  'demarches.dossier': {
    id: string
    numero: string | null
    suivi: Buffer
    serie: Generated<number>
    demarche: string
    version: number
    etat: string
    canal: string
    territoire: string | null
    bureau: string | null
    titulaire: string | null
    creePar: string
    demandeur: Generated<string>
    telephone: string | null
    courriel: string | null
    reponses: Generated<unknown>
    saisie: Generated<unknown>
    mandat: unknown | null
    creeLe: Date
    modifieLe: Date
    deposeLe: Date | null
    horloge: Generated<unknown>
    echeance: string | null
    instructeur: string | null
    decision: string | null
    motif: string | null
    proposeLe: Date | null
    proposePar: string | null
    decideLe: Date | null
    decidePar: string | null
    aTemps: boolean | null
    constatRequis: Generated<boolean>
    constatId: string | null
    documentId: string | null
    revision: Generated<number>
    cherche: Generated<string | null>
    station: string | null
    interne: Generated<boolean>
    attend: Generated<string[]>
    lecteurs: Generated<string[]>
    correction: unknown | null
    stationEcheance: string | null
    silenceLe: Date | null
    stationSilenceLe: Date | null
    closLe: Generated<Date | null>
    valableJusque: Date | null
    archiveLe: Date | null
    effaceLe: Date | null
    essai: Generated<boolean>
    mandantTelephone: string | null
  }
  'demarches.evenement': {
    id: string
    dossierId: string
    genre: string
    le: Date
    par: string
    parNom: string
    texte: Generated<string>
    detail: Generated<unknown>
    public: Generated<boolean>
    etat: string | null
    publie: Generated<boolean>
  }
  'demarches.exportation': {
    id: string
    par: string
    parNom: string
    fonction: string
    format: string
    filtre: unknown
    codes: string[] | null
    etat: Generated<string>
    total: number
    faits: Generated<number>
    curseur: string | null
    octets: Generated<number>
    annexe: Generated<number>
    entrees: Generated<number>
    demandeLe: Date
    avanceLe: Date
    expireLe: Date | null
  }
  'demarches.inscription': {
    dossierId: string
    registre: string
    territoire: string
    bureau: string
    annee: number
    rang: number
    numero: Generated<string>
    inscriteLe: Date
    inscritePar: string
  }
  'demarches.lot': {
    id: string
    par: string
    geste: string
    total: number
    demandeLe: Date
  }
  'demarches.lotLigne': {
    lotId: string
    rang: number
    dossierId: string
    detail: Generated<unknown>
    fait: boolean | null
    phrase: string | null
    faitLe: Date | null
  }
  'demarches.mandat': {
    dossierId: string
    nom: string
    telephone: string
    qualite: string
    precision: Generated<string>
    preuve: string
    fichier: string | null
    mandantTelephone: string | null
    tour: Generated<number>
    empreinte: Buffer | null
    envoyeLe: Date | null
    expireLe: Date | null
    reponse: string | null
    reponduLe: Date | null
    creeLe: Date
    finiLe: Date | null
    finiPar: string | null
  }
  'demarches.message': {
    id: string
    dossierId: string
    cote: string
    par: string
    parNom: string
    qualite: string
    texte: Generated<string>
    fichiers: Generated<number>
    le: Date
    prevenuLe: Date | null
    luLe: Date | null
    luPar: string | null
  }
  'demarches.messageEssai': {
    id: string
    dossierId: string
    canal: string
    destinataire: string
    sujet: string
    texte: string
    le: Date
  }
  'demarches.registre': {
    registre: string
    territoire: string
    bureau: string
    annee: number
    dernier: number
  }
  'demarches.satisfaction': {
    dossierId: string
    note: number
    remarque: Generated<string>
    donneeLe: Date
  }
  'demarches.sousDemande': {
    id: string
    dossierId: string
    objet: string
    bureau: string
    territoire: string
    cles: string[]
    partage: Generated<unknown>
    papiers: Generated<string[]>
    demandeeLe: Date
    demandeePar: string
    demandeeParNom: string
    echeance: string
    arrete: Generated<boolean>
    etat: Generated<string>
    reponse: Generated<string>
    fermeeLe: Date | null
    fermeePar: string | null
    fermeeParNom: string | null
    aTemps: boolean | null
    rappeleeLe: Date | null
    tardiveLe: Date | null
  }
  'demarches.transfert': {
    id: string
    dossierId: string
    destination: string
    empreinte: Buffer
    demandeLe: Date
    demandePar: string
    expireLe: Date
    accepteLe: Date | null
    acceptePar: string | null
    closLe: Date | null
    closComment: string | null
  }
  'demarches.visa': {
    id: string
    dossierId: string
    station: string
    tour: number
    rang: number
    viseur: string
    titre: string
    cles: string[]
    demandeLe: Date
    avis: string | null
    texte: Generated<string>
    viseLe: Date | null
    visePar: string | null
    viseParNom: string | null
    closLe: Date | null
  }
  'demarches.vue': {
    id: string
    par: string
    nom: string
    filtre: unknown
    creeLe: Date
  }
  'documents.cle': {
    kid: string
    role: string
    publique: unknown
    certificat: string | null
    creeeLe: Date
    retireeLe: Date | null
  }
  'documents.document': {
    id: string
    codeCourt: string
    genre: string
    numero: string
    titre: string
    objet: string
    territoire: string
    champs: unknown
    kid: string
    cose: Buffer
    sha256: string
    taille: number
    emisLe: Date
    expireLe: Date | null
    emisPar: string
    effaceLe: Date | null
  }
  'documents.revocation': {
    documentId: string
    revoqueLe: Date
    motif: string
    par: string
  }
  'fichiers.contenu': {
    sha256: string
    type: string
    taille: number
    creeLe: Date
  }
  'fichiers.reference': {
    id: string
    sha256: string
    objet: string
    champ: string
    nom: string
    deposePar: string
    creeLe: Date
    retireLe: Date | null
  }
  'govstack.demande': {
    dossierId: string
    jetonId: string
    demandeurId: string
    nom: string
    creeLe: Date
  }
  'identite.accord': {
    id: string
    genre: string
    libelle: string
    donnees: unknown
    demandePar: string
    demandeLe: Date
    expireLe: Date
    tranchePar: string | null
    trancheLe: Date | null
    accorde: boolean | null
  }
  'identite.affectation': {
    id: string
    posteId: string
    agentId: string
    nature: string
    du: string
    au: string | null
    acte: string
    decideePar: string
    creeLe: Date
  }
  'identite.agent': {
    id: string
    nom: string
    courriel: string
    telephone: string | null
    motDePasse: string | null
    totp: Buffer | null
    totpConfirmeLe: Date | null
    totpDernierPas: Generated<number>
    inviteEmpreinte: Buffer | null
    inviteExpireLe: Date | null
    invitePar: string | null
    fermeLe: Date | null
    creeLe: Date
    rattachement: Generated<string>
    oubliEmpreinte: Buffer | null
    oubliExpireLe: Date | null
  }
  'identite.citoyen': {
    id: string
    nom: string | null
    telephone: string | null
    courriel: string | null
    oidcSujet: string | null
    npi: string | null
    creeLe: Date
    effaceLe: Date | null
  }
  'identite.cleAcces': {
    id: string
    agentId: string
    nom: string
    clePublique: Buffer
    compteur: Generated<number>
    transports: Generated<string[]>
    creeLe: Date
    utiliseeLe: Date | null
  }
  'identite.codeSecours': {
    agentId: string
    empreinte: Buffer
    utiliseLe: Date | null
  }
  'identite.codeUnique': {
    id: string
    destination: string
    empreinte: Buffer
    essais: Generated<number>
    creeLe: Date
    expireLe: Date
    utiliseLe: Date | null
  }
  'identite.consultation': {
    id: Generated<number>
    objet: string
    acteur: string
    fonction: string
    le: Date
  }
  'identite.defi': {
    empreinte: Buffer
    utiliseLe: Date
  }
  'identite.jeton': {
    id: string
    nom: string
    empreinte: Buffer
    permissions: string[]
    territoires: string[]
    creePar: string
    creeLe: Date
    expireLe: Date
    revoqueLe: Date | null
    vuLe: Date | null
    client: string | null
  }
  'identite.poste': {
    id: string
    role: string
    territoire: string
    bureau: string
    ouvertLe: string
    fermeLe: string | null
  }
  'identite.requeteDonnees': {
    id: string
    citoyenId: string
    genre: string
    texte: string
    deposeeLe: Date
    reponse: string | null
    closeLe: Date | null
    closePar: string | null
  }
  'identite.session': {
    empreinte: Buffer
    genre: string
    personneId: string | null
    cles: Generated<string[]>
    creeLe: Date
    vueLe: Date
    expireLe: Date
    fermeeLe: Date | null
    ip: Generated<string>
    navigateur: Generated<string>
    fortLe: Date | null
  }
  'identite.tentative': {
    cle: string
    compte: number
    depuis: Date
    bloqueJusque: Date | null
  }
  'journal.checkpoint': {
    id: Generated<number>
    taille: number
    racine: Buffer
    note: string
    le: Date
  }
  'journal.entree': {
    id: string
    le: Date
    verbe: string
    acteur: string
    objet: string
    territoire: string | null
    detail: Generated<unknown>
    sel: Buffer
    rang: number | null
    feuille: Buffer | null
  }
  'journal.noeud': {
    niveau: number
    numero: number
    empreinte: Buffer
  }
  'legalite.aCumuler': {
    id: Generated<number>
    commune: string
    mois: string
  }
  'legalite.acte': {
    id: string
    commune: string
    regime: Generated<string>
    etat: string
    nature: string
    matiere: string | null
    numero: string | null
    objet: Generated<string>
    dateActe: string | null
    seanceId: string | null
    pointId: string | null
    signatairePoste: string | null
    signataireNom: Generated<string>
    signataireQualite: Generated<string>
    mode: Generated<string>
    signeLe: Date | null
    montant: number | null
    budget: unknown | null
    exercice: number | null
    empreinte: string | null
    canal: string | null
    reference: string | null
    transmisPar: string | null
    transmisParNom: string | null
    recuLe: Date | null
    arNumero: string | null
    referentiels: Generated<unknown>
    horloge: Generated<unknown>
    echeance: string | null
    limiteTransmission: string | null
    aTemps: boolean | null
    publieLe: string | null
    publicationMode: string | null
    publicationPreuve: Generated<string>
    executoireLe: string | null
    risque: Generated<number>
    approfondi: Generated<boolean>
    selection: Generated<unknown>
    affecteA: string | null
    affecteNom: string | null
    affecteLe: Date | null
    examineLe: Date | null
    piecesLe: Date | null
    observeLe: Date | null
    suspenduLe: Date | null
    defereLe: Date | null
    jugeLe: string | null
    closLe: Date | null
    issue: string | null
    duree: number | null
    retour: unknown | null
    publicLe: Date | null
    creeLe: Date
    creePar: string
    modifieLe: Date
    revision: Generated<number>
    cherche: Generated<string | null>
    graine: string | null
  }
  'legalite.circulaire': {
    id: string
    numero: string | null
    etat: string
    titre: string
    texte: string
    matieres: Generated<string[]>
    niveaux: string[]
    departements: Generated<string[]>
    remplace: string | null
    referenceId: string | null
    sha256: string | null
    fichier: string | null
    taille: number | null
    creeLe: Date
    creePar: string
    publieLe: Date | null
    publieParNom: string | null
    finiLe: Date | null
    motif: Generated<string>
    revision: Generated<number>
    cherche: Generated<string | null>
  }
  'legalite.circulaireDestinataire': {
    circulaireId: string
    territoire: string
    luLe: Date | null
    luPar: string | null
    luParNom: string | null
  }
  'legalite.compteur': {
    territoire: string
    serie: string
    annee: number
    dernier: number
  }
  'legalite.controle': {
    acteId: string
    grille: string
    points: Generated<unknown>
    note: Generated<string>
    par: string
    parNom: string
    le: Date
    revision: Generated<number>
  }
  'legalite.convocation': {
    seanceId: string
    membreId: string
    mode: string | null
    envoyeeLe: Date | null
    preuve: Generated<string>
    messageId: string | null
    presence: string | null
    mandataire: string | null
  }
  'legalite.cumul': {
    plan: number
    commune: string
    mois: string
    nature: string
    matiere: string
    transmis: number
    horsDelai: number
    electroniques: number
    approfondis: number
    lettres: number
    demandes: number
    reformes: number
    suspendus: number
    deferes: number
    annules: number
    annulesPartie: number
    rejetes: number
    desistes: number
    silences: number
    clos: number
  }
  'legalite.cumulAn': {
    plan: number
    commune: string
    mois: string
    nature: string
    matiere: string
    transmis: number
    horsDelai: number
    electroniques: number
    approfondis: number
    lettres: number
    demandes: number
    reformes: number
    suspendus: number
    deferes: number
    annules: number
    annulesPartie: number
    rejetes: number
    desistes: number
    silences: number
    clos: number
  }
  'legalite.cumulAnFin': {
    plan: number
    commune: string
    mois: string
    nature: string
    matiere: string
    transmis: number
    horsDelai: number
    electroniques: number
    approfondis: number
    lettres: number
    demandes: number
    reformes: number
    suspendus: number
    deferes: number
    annules: number
    annulesPartie: number
    rejetes: number
    desistes: number
    silences: number
    clos: number
  }
  'legalite.cumulAnMatiere': {
    plan: number
    commune: string
    mois: string
    nature: string
    matiere: string
    transmis: number
    horsDelai: number
    electroniques: number
    approfondis: number
    lettres: number
    demandes: number
    reformes: number
    suspendus: number
    deferes: number
    annules: number
    annulesPartie: number
    rejetes: number
    desistes: number
    silences: number
    clos: number
  }
  'legalite.cumulAnNature': {
    plan: number
    commune: string
    mois: string
    nature: string
    matiere: string
    transmis: number
    horsDelai: number
    electroniques: number
    approfondis: number
    lettres: number
    demandes: number
    reformes: number
    suspendus: number
    deferes: number
    annules: number
    annulesPartie: number
    rejetes: number
    desistes: number
    silences: number
    clos: number
  }
  'legalite.cumulDuree': {
    plan: number
    commune: string
    mois: string
    nature: string
    matiere: string
    duree: number
    n: number
  }
  'legalite.cumulDureeAn': {
    plan: number
    commune: string
    mois: string
    nature: string
    matiere: string
    duree: number
    n: number
  }
  'legalite.cumulDureeAnFin': {
    plan: number
    commune: string
    mois: string
    nature: string
    matiere: string
    duree: number
    n: number
  }
  'legalite.cumulDureeAnMatiere': {
    plan: number
    commune: string
    mois: string
    nature: string
    matiere: string
    duree: number
    n: number
  }
  'legalite.cumulDureeAnNature': {
    plan: number
    commune: string
    mois: string
    nature: string
    matiere: string
    duree: number
    n: number
  }
  'legalite.cumulDureeFin': {
    plan: number
    commune: string
    mois: string
    nature: string
    matiere: string
    duree: number
    n: number
  }
  'legalite.cumulDureeMatiere': {
    plan: number
    commune: string
    mois: string
    nature: string
    matiere: string
    duree: number
    n: number
  }
  'legalite.cumulDureeNature': {
    plan: number
    commune: string
    mois: string
    nature: string
    matiere: string
    duree: number
    n: number
  }
  'legalite.cumulDureeTout': {
    plan: number
    commune: string
    mois: string
    nature: string
    matiere: string
    duree: number
    n: number
  }
  'legalite.cumulFin': {
    plan: number
    commune: string
    mois: string
    nature: string
    matiere: string
    transmis: number
    horsDelai: number
    electroniques: number
    approfondis: number
    lettres: number
    demandes: number
    reformes: number
    suspendus: number
    deferes: number
    annules: number
    annulesPartie: number
    rejetes: number
    desistes: number
    silences: number
    clos: number
  }
  'legalite.cumulMatiere': {
    plan: number
    commune: string
    mois: string
    nature: string
    matiere: string
    transmis: number
    horsDelai: number
    electroniques: number
    approfondis: number
    lettres: number
    demandes: number
    reformes: number
    suspendus: number
    deferes: number
    annules: number
    annulesPartie: number
    rejetes: number
    desistes: number
    silences: number
    clos: number
  }
  'legalite.cumulNature': {
    plan: number
    commune: string
    mois: string
    nature: string
    matiere: string
    transmis: number
    horsDelai: number
    electroniques: number
    approfondis: number
    lettres: number
    demandes: number
    reformes: number
    suspendus: number
    deferes: number
    annules: number
    annulesPartie: number
    rejetes: number
    desistes: number
    silences: number
    clos: number
  }
  'legalite.cumulTout': {
    plan: number
    commune: string
    mois: string
    nature: string
    matiere: string
    transmis: number
    horsDelai: number
    electroniques: number
    approfondis: number
    lettres: number
    demandes: number
    reformes: number
    suspendus: number
    deferes: number
    annules: number
    annulesPartie: number
    rejetes: number
    desistes: number
    silences: number
    clos: number
  }
  'legalite.depot': {
    id: string
    acteId: string
    champ: string
    nom: string
    taille: number
    recu: Generated<number>
    morceaux: Generated<unknown>
    code: Generated<string>
    titre: Generated<string>
    creePar: string
    creeLe: Date
    finiLe: Date | null
  }
  'legalite.envoi': {
    id: string
    commune: string
    canal: string
    emetteur: string
    reference: string
    archive: string
    nombre: number
    recuLe: Date
    deposePar: string
    deposeParNom: string
  }
  'legalite.envoiActe': {
    envoiId: string
    rang: number
    numero: string
    objet: string
    contenu: unknown
    etat: Generated<string>
    acteId: string | null
    anomalies: Generated<unknown>
    jugeLe: Date | null
  }
  'legalite.evenement': {
    id: string
    rang: Generated<number>
    acteId: string
    genre: string
    le: Date
    par: string
    parNom: string
    texte: Generated<string>
    interne: Generated<boolean>
    detail: Generated<unknown>
  }
  'legalite.evenementSeance': {
    id: string
    rang: Generated<number>
    seanceId: string
    genre: string
    le: Date
    par: string
    parNom: string
    texte: Generated<string>
  }
  'legalite.lien': {
    acteId: string
    genre: string
    vers: string
  }
  'legalite.membre': {
    id: string
    commune: string
    nom: string
    qualite: string
    rang: number
    telephone: string | null
    courriel: string | null
    du: string
    au: string | null
  }
  'legalite.mesure': {
    id: string
    acteId: string
    commune: string
    genre: string
    etat: string
    numero: string | null
    motif: Generated<string>
    points: Generated<unknown>
    texte: string
    repondreAvant: string | null
    preparePar: string
    prepareParNom: string
    prepareLe: Date
    soumisLe: Date | null
    renvoi: Generated<string>
    signePar: string | null
    signeParNom: string | null
    signeQualite: string | null
    signeLe: Date | null
    documentId: string | null
    luParNom: string | null
    luLe: Date | null
    reponseSens: string | null
    reponse: Generated<string>
    reponduParNom: string | null
    reponduLe: Date | null
    acteReponse: string | null
    suite: string | null
    suiteNote: Generated<string>
    suiteLe: Date | null
    juridiction: string | null
    jugementNumero: string | null
    jugementLe: string | null
    jugementSens: string | null
    dispositif: Generated<string>
    revision: Generated<number>
  }
  'legalite.piece': {
    id: string
    acteId: string
    role: string
    code: Generated<string>
    titre: Generated<string>
    rang: number
    referenceId: string
    sha256: string
    nom: string
    type: string
    taille: number
    pages: number | null
    lecture: Generated<string>
    signatures: Generated<unknown>
    texte: Generated<string>
    ajouteeLe: Date
    retireeLe: Date | null
  }
  'legalite.point': {
    id: string
    seanceId: string
    rang: number
    objet: string
    nature: Generated<string>
    matiere: string | null
    rapporteur: Generated<string>
    vote: string | null
    scrutin: string | null
    pour: number | null
    contre: number | null
    abstentions: number | null
    texte: Generated<string>
    votants: number | null
    preponderante: string | null
  }
  'legalite.projetReferentiel': {
    genre: string
    territoire: string
    base: number | null
    corps: unknown
    revision: Generated<number>
    ouvertPar: string
    ouvertLe: Date
    modifiePar: string
    modifieParNom: string
    modifieLe: Date
  }
  'legalite.publication': {
    id: string
    acteId: string
    commune: string
    nature: string
    matiere: string | null
    numero: string
    dateActe: string
    mode: string
    objet: string
    texte: Generated<string>
    referenceId: string
    sha256: string
    taille: number
    source: string
    passages: Generated<unknown>
    choix: unknown | null
    prepareeLe: Date
    prepareePar: string
    publieeLe: Date | null
    publieePar: string | null
    publieeParNom: string | null
    retireeLe: Date | null
    retireePar: string | null
    retireeParNom: string | null
    retraitMotif: string | null
    mots: Generated<string | null>
  }
  'legalite.referentiel': {
    id: string
    genre: string
    territoire: Generated<string>
    version: number
    du: string
    corps: unknown
    empreinte: string
    note: Generated<string>
    publieLe: Date
    publiePar: string
    publieParNom: string
  }
  'legalite.seance': {
    id: string
    commune: string
    genre: string
    session: number | null
    prevueLe: Date
    lieu: string
    motif: Generated<string>
    etat: string
    remplace: string | null
    regles: string
    membres: Generated<number>
    quorum: Generated<number>
    convoqueeLe: Date | null
    ouverteLe: Date | null
    closeLe: Date | null
    president: string | null
    secretaire: string | null
    procesVerbal: Generated<string>
    afficheLe: string | null
    affichePreuve: Generated<string>
    revision: Generated<number>
    creeLe: Date
    creePar: string
    presidentId: string | null
    reporte: string | null
  }
  'legalite.signalement': {
    id: string
    code: Buffer
    commune: string
    acteId: string | null
    designation: Generated<string>
    qualite: string
    nom: string
    telephone: string | null
    courriel: string | null
    titulaire: string | null
    texte: string
    referenceId: string | null
    fichierNom: string | null
    fichierSha256: string | null
    fichierType: string | null
    fichierTaille: number | null
    etat: Generated<string>
    recuLe: Date
    examineLe: Date | null
    examineParNom: string | null
    reponse: Generated<string>
    closLe: Date | null
    closPar: string | null
    closParNom: string | null
    effaceLe: Date | null
  }
  'legalite.texte': {
    acteId: string
    commune: string
    mots: string
  }
  'legalite.voix': {
    pointId: string
    membreId: string
    voix: string
  }
  'notifications.message': {
    id: string
    cle: string
    canal: string
    destinataire: string
    sujet: string
    texte: string
    objet: string
    lien: string | null
    secret: Generated<boolean>
    creeLe: Date
    envoyeLe: Date | null
    essais: Generated<number>
    erreur: string | null
    luLe: Date | null
    aMasquer: string | null
  }
  'paiements.bacASable': {
    reference: string
    tentative: string
    montant: number
    libelle: string
    retour: string
    issue: Generated<string>
    remboursePar: string | null
    creeLe: Date
  }
  'paiements.cloture': {
    territoire: string
    bureau: string
    jour: string
    nombre: number
    annulees: number
    especes: number
    cheque: number
    mobile: number
    total: number
    closeLe: Date
    closePar: string
    closeParNom: string
  }
  'paiements.compteur': {
    territoire: string
    bureau: string
    annee: number
    dernier: number
  }
  'paiements.ecart': {
    id: string
    prestataire: string
    reference: string
    tentativeId: string | null
    nature: string
    montant: number
    constateLe: Date
  }
  'paiements.paiement': {
    id: string
    objet: string
    code: string
    libelle: string
    payeur: string
    lien: string
    montant: number
    source: string
    verifie: boolean
    moyens: string[]
    territoire: string
    bureau: string
    etat: string
    moyen: string | null
    reference: string | null
    motif: string | null
    demandeLe: Date
    demandePar: string
    regleLe: Date | null
    reglePar: string | null
    regleParNom: string | null
    closLe: Date | null
    closPar: string | null
  }
  'paiements.quittance': {
    id: string
    paiementId: string
    territoire: string
    bureau: string
    annee: number
    rang: number
    numero: Generated<string>
    jour: string
    montant: number
    moyen: string
    reference: string | null
    etablieLe: Date
    par: string
    parNom: string
    annuleeLe: Date | null
    annuleePar: string | null
    annuleeParNom: string | null
    annuleeMotif: string | null
  }
  'paiements.remboursement': {
    id: string
    paiementId: string
    tentativeId: string
    montant: number
    motif: string
    etat: Generated<string>
    creeLe: Date
    demandeLe: Date | null
    demandePar: string | null
    demandeParNom: string | null
    faitLe: Date | null
    reference: string | null
  }
  'paiements.tentative': {
    id: string
    paiementId: string
    prestataire: string
    reference: string | null
    url: string | null
    montant: number
    etat: Generated<string>
    ouverteLe: Date
    ouvertePar: string
    finieLe: Date | null
  }
  'parcelles.chevauchement': {
    parcelleId: string
    autreId: string
    commun: number
  }
  'parcelles.contestation': {
    id: string
    oppositionId: string
    nom: string
    motif: string
    recueLe: string
    par: string
    creeLe: Date
  }
  'parcelles.detention': {
    id: string
    parcelleId: string
    genre: string
    nom: string
    piece: Generated<string>
    mode: string
    acte: Generated<string>
    du: string | null
    au: string | null
    creePar: string
    creeLe: Date
    cherche: Generated<string | null>
  }
  'parcelles.evenement': {
    id: Generated<number>
    parcelleId: string
    genre: string
    le: Date
    par: string
    parNom: string
    texte: Generated<string>
    importationId: string | null
  }
  'parcelles.filiation': {
    mere: string
    fille: string
    genre: string
    le: string
    acte: Generated<string>
  }
  'parcelles.importation': {
    id: string
    territoire: string
    nom: string
    genre: string
    referenceId: string
    presentes: string
    colonnes: unknown
    total: number
    justes: number
    deja: number
    fautes: unknown
    nombreFautes: number
    exemple: unknown
    etat: string
    faites: Generated<number>
    creees: Generated<number>
    modifiees: Generated<number>
    ignorees: Generated<number>
    refusees: Generated<number>
    par: string
    parNom: string
    creeLe: Date
    finiLe: Date | null
  }
  'parcelles.opposition': {
    id: string
    parcelleId: string
    objet: string
    demandeur: string
    motif: Generated<string>
    lieu: string
    du: string
    au: string
    source: string
    verifie: Generated<boolean>
    leveeLe: string | null
    leveeMotif: string | null
    publiePar: string
    publieLe: Date
  }
  'parcelles.parcelle': {
    id: string
    territoire: string
    commune: string
    quartier: Generated<string>
    lotissement: Generated<string>
    tranche: Generated<string>
    lot: Generated<string>
    parcelle: Generated<string>
    el: Generated<string>
    contenance: number | null
    titre: Generated<string>
    contour: unknown | null
    ouest: number | null
    sud: number | null
    est: number | null
    nord: number | null
    superficie: number | null
    etat: string
    closeLe: string | null
    creeLe: Date
    modifieLe: Date
    emprise: Generated<string | null>
    identite: Generated<string | null>
    identiteEl: Generated<string | null>
    cleLotissement: Generated<string | null>
    rangLot: Generated<number | null>
    cherche: Generated<string | null>
    compareLe: Date | null
  }
  'rendezvous.agenda': {
    id: string
    rang: Generated<number>
    territoire: string
    bureau: string
    titre: string
    raison: string
    demarches: Generated<string[]>
    plages: unknown
    duree: number
    places: number
    parJour: number | null
    preavis: number
    horizon: number
    delaiAnnulation: number
    lieu: string
    apporter: Generated<string>
    sansDossier: Generated<boolean>
    descend: Generated<boolean>
    ouvert: Generated<boolean>
    creeLe: Date
    creePar: string
    modifieLe: Date
  }
  'rendezvous.demande': {
    id: string
    agendaId: string
    debut: Date
    nom: string
    telephone: string
    note: Generated<string>
    codeId: string
    creeLe: Date
    prouveLe: Date | null
    rendezvousId: string | null
  }
  'rendezvous.evenement': {
    id: string
    rang: Generated<number>
    rendezvousId: string
    genre: string
    le: Date
    parNom: string
    texte: Generated<string>
  }
  'rendezvous.exception': {
    id: string
    agendaId: string
    genre: string
    du: string
    au: string
    debut: number | null
    fin: number | null
    raison: string
    creeLe: Date
    parNom: string
  }
  'rendezvous.rendezvous': {
    id: string
    agendaId: string
    agendaRang: number
    territoire: string
    suivi: Buffer
    debut: Date
    fin: Date
    place: number | null
    etat: string
    canal: string
    dossierId: string | null
    nom: string | null
    telephone: string | null
    courriel: string | null
    titulaire: string | null
    note: Generated<string>
    sequence: Generated<number>
    motif: string | null
    annulePar: string | null
    prisLe: Date
    changeLe: Date
    rappeleLe: Date | null
    effaceLe: Date | null
  }
  'territoire.bureau': {
    id: string
    genre: string
    nom: string
    territoire: string
    adresse: string | null
    telephone: string | null
    horaires: string | null
    verifie: Generated<boolean>
    semeLe: Date | null
    modifieLe: Date | null
  }
  'territoire.contour': {
    territoire: string
    geometrie: unknown
    source: string
    importeLe: Date
  }
  'territoire.edition': {
    seule: Generated<boolean>
    numero: number
  }
  'territoire.succession': {
    ancien: string
    nouveau: string
    le: string
    acte: string
  }
  'territoire.territoire': {
    code: string
    niveau: string
    nom: string
    parent: string | null
    population2013: number | null
    codeCod: string | null
    codeIso: string | null
    ouvertLe: string | null
    fermeLe: string | null
    cherche: Generated<string | null>
    semeLe: Date | null
    modifieLe: Date | null
  }
}
