// Written by `npm run schema` from the migrated database; a test keeps it true.
import type { Generated } from 'kysely'

export type DB = {
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
