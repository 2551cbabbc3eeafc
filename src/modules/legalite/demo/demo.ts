import { createHash } from 'node:crypto'
import { dateLongue } from '../../../lib/francais.ts'
import { jourLocal } from '../../../kernel/calendrier/index.ts'
import { midi } from '../../../kernel/calendrier/jour.ts'
import { sql } from '../../../kernel/db/index.ts'
import type { Tx } from '../../../kernel/db/index.ts'
import { insertReferences } from '../../../kernel/fichiers/index.ts'
import { listTenants } from '../../../kernel/identite/tenants.queries.ts'
import type { Maison } from '../../../kernel/maison.ts'
import type { Territoire } from '../../../kernel/territoire/index.ts'
import { remplirCirculaires } from '../circulaire/demo.ts'
import { getVersion, listCourants } from '../referentiel/referentiel.queries.ts'
import { findNature } from '../referentiel/referentiel.ts'
import { ecrireNumero } from '../acte/numeroter.ts'
import { departementDe } from '../lecteur.ts'
import { composer } from '../mesure/preparer.ts'
import { MESURES, numeroMesure } from '../mesure/mesure.ts'
import { creerConseil, tenirSeance } from '../seance/demo.ts'
import { hasardDe } from './hasard.ts'
import { imprimerLettres } from './lettres.ts'
import { refaire } from './tirage.ts'
import { pdfActe } from './papier.ts'
import { idDe, maireDe, planifier, sessionsDe } from './plan.ts'
import type { ActePrevu, Cadre } from './plan.ts'

const PAR = 'systeme:demonstration'
/** Acts of its mayor a year, beside what its council votes; more where people try the platform. */
const PAR_AN = 16
const PAR_AN_MONTRE = 40
const COMMUNES_MONTREES = ['1203', '0405']
/** The département whose prefecture has accounts: its queue is full. */
const DEPARTEMENT_MONTRE = '12'
const montree = (commune: string): boolean => COMMUNES_MONTREES.includes(commune) || commune.startsWith(DEPARTEMENT_MONTRE)

type Rangee = Record<string, unknown>
const TABLES: Readonly<Record<string, string>> = {
  acte: 'id, commune, regime, etat, nature, matiere, numero, objet, date_acte, seance_id, point_id, signataire_poste, signataire_nom, signataire_qualite, mode, signe_le, montant, budget, exercice, empreinte, canal, transmis_par, transmis_par_nom, recu_le, ar_numero, referentiels, horloge, echeance, limite_transmission, a_temps, publie_le, publication_mode, publication_preuve, executoire_le, risque, approfondi, selection, graine, affecte_a, affecte_nom, examine_le, pieces_le, observe_le, suspendu_le, defere_le, juge_le, clos_le, issue, duree, cree_le, cree_par, modifie_le, revision',
  piece: 'id, acte_id, role, code, titre, rang, reference_id, sha256, nom, type, taille, pages, lecture, signatures, texte, ajoutee_le',
  evenement: 'id, acte_id, genre, le, par, par_nom, texte, interne, detail',
  publication: 'id, acte_id, commune, nature, matiere, numero, date_acte, mode, objet, texte, reference_id, sha256, taille, source, passages, preparee_le, preparee_par, publiee_le, publiee_par, publiee_par_nom',
  mesure: 'id, acte_id, commune, genre, etat, numero, motif, points, texte, repondre_avant, prepare_par, prepare_par_nom, prepare_le, signe_par, signe_par_nom, signe_qualite, signe_le, reponse_sens, reponse, repondu_par_nom, repondu_le, suite, suite_le, juridiction, jugement_numero, jugement_le, jugement_sens',
}

async function inserer(tx: Tx, table: keyof typeof TABLES & string, rangees: readonly Rangee[]): Promise<void> {
  const colonnes = sql.raw(TABLES[table]!)
  for (let n = 0; n < rangees.length; n += 500)
    await sql`insert into ${sql.table(`legalite.${table}`)} (${colonnes}) select ${colonnes} from jsonb_populate_recordset(null::${sql.table(`legalite.${table}`)}, ${JSON.stringify(rangees.slice(n, n + 500))}::jsonb)`.execute(tx)
}

/** Every commune; two of them where the whole house is only being tried, or a short demonstration is asked for. */
const communesMontrees = (maison: Maison): readonly Territoire[] => {
  const toutes = maison.territoires.tous('commune')
  return maison.reglages.mode === 'essai' || maison.reglages.demonstrationBreve ? toutes.filter((c) => COMMUNES_MONTREES.includes(c.code)) : toutes
}

/** Two years of acts for every commune, with their sessions, letters and judgements, and the ministry's circulars: the same ones each time for the same day; nothing when there are acts already. */
export async function remplirLegalite(tx: Tx, maison: Maison, maintenant: Date, { communes = communesMontrees(maison) }: { communes?: readonly Territoire[] } = {}): Promise<void> {
  const { rows } = await sql<{ n: number }>`select count(*) as n from legalite.acte`.execute(tx)
  if ((rows[0]?.n ?? 0) > 0) return
  const jour = jourLocal(maintenant)
  const ids = await listCourants(tx, jour)
  const [regles, natures, lettres, strategie] = await Promise.all([getVersion<'regles'>(tx, ids.regles), getVersion<'natures'>(tx, ids.natures), getVersion<'lettres'>(tx, ids.lettres), getVersion<'strategie'>(tx, ids.strategie)])
  const cadre: Cadre = { regles: regles.corps, strategie: strategie.corps, jour, maintenant }
  const referentiels = { regles: ids.regles, natures: ids.natures, matieres: ids.matieres, grilles: ids.grilles, strategie: ids.strategie }
  const monde: Monde = { tx, maison, cadre, ids, natures: natures.corps, lettres: lettres.corps, referentiels, numeros: new Map(), recueil: { acte: [], piece: [], evenement: [], mesure: [], publication: [], fichiers: [], references: [] }, postes: new Map() }
  for (const commune of communes) await peuplerCommune(monde, commune.code, commune.nom)
  await ecrireTout(monde)
  await remplirCirculaires(tx, maison, maintenant)
  if (maison.reglages.mode === 'demonstration' && !maison.reglages.demonstrationBreve) await imprimerLettres(tx, maison, { communes: COMMUNES_MONTREES, voisines: communes.map((c) => c.code).filter(montree) }, PAR)
}

type Fichier = { sha256: string; octets: Buffer; reference: string; objet: string; nom: string; le: Date }
type Monde = {
  tx: Tx; maison: Maison; cadre: Cadre; ids: Awaited<ReturnType<typeof listCourants>>; natures: Parameters<typeof findNature>[0]; lettres: Awaited<ReturnType<typeof getVersion<'lettres'>>>['corps']; referentiels: Rangee
  numeros: Map<string, number>; recueil: Record<'acte' | 'piece' | 'evenement' | 'mesure' | 'publication', Rangee[]> & { fichiers: Fichier[]; references: Fichier[] }; postes: Map<string, Gens>
}
/** Who signs and checks: the demonstration's agents where there are some, invented names elsewhere. */
type Gens = { prefet: string; controleurs: { id: string | null; nom: string }[] }

function suivant(m: Monde, territoire: string, serie: string, annee: number): number {
  const cle = `${territoire}|${serie}|${annee}`
  const n = (m.numeros.get(cle) ?? 0) + 1
  m.numeros.set(cle, n)
  return n
}

async function gensDe(m: Monde, departement: string): Promise<Gens> {
  const deja = m.postes.get(departement)
  if (deja) return deja
  const tenants = await listTenants(m.tx, [departement], m.cadre.jour)
  const avec = (role: string) => tenants.filter((t) => t.postes.some((p) => p.role === role))
  const gens: Gens = { prefet: avec('prefet')[0]?.nom ?? maireDe(`prefet/${departement}`), controleurs: avec('controleur_legalite').map(({ id, nom }) => ({ id, nom })) }
  if (gens.controleurs.length === 0) gens.controleurs.push({ id: null, nom: maireDe(`controle/${departement}`) })
  m.postes.set(departement, gens)
  return gens
}

async function peuplerCommune(m: Monde, commune: string, nom: string): Promise<void> {
  const { maison, cadre, tx } = m
  const h = hasardDe(`sessions/${commune}`)
  const prevues = sessionsDe(h, cadre.jour)
  // « à 5e arrondissement » is no French: such places are said by the name of the town.
  const arrondissements = maison.territoires.enfants(commune).map((a) => a.nom).filter((n) => !/^\d/.test(n))
  const actes = planifier({ commune, nom, arrondissements: arrondissements.length > 0 ? arrondissements : [nom] }, prevues, cadre, montree(commune) ? PAR_AN_MONTRE : PAR_AN, commune === COMMUNES_MONTREES[0])
  const membres = await creerConseil(tx, commune, { nombre: h.nombre(11, 25), du: '2020-06-01', graine: 'demonstration' })
  const points = new Map<string, { seance: string; point: string }>()
  for (const s of prevues) {
    const siens = actes.filter((a) => a.seance === s.jour)
    if (siens.length === 0) continue
    const tenue = await tenirSeance(tx, maison, { commune, jour: s.jour, genre: 'ordinaire', session: s.session, membres, regles: { id: m.ids.regles, corps: cadre.regles }, graine: `demonstration/${commune}/${s.jour}`, tard: h.chance(0.06), afficheLe: siens.find((a) => a.publieLe)?.publieLe ?? null, points: [...siens.map((a) => ({ objet: a.objet, nature: a.nature, matiere: a.matiere })), ...(h.chance(0.2) ? [{ objet: 'Questions diverses', nature: 'deliberation', matiere: null, adopte: false }] : [])] })
    siens.forEach((a, n) => points.set(a.cle, { seance: tenue.id, point: tenue.points[n]!.id }))
  }
  const tenant = (await listTenants(tx, [commune], cadre.jour)).find((t) => t.postes.some((p) => p.role === 'maire'))
  const maire = tenant?.nom ?? membres[0]?.nom ?? maireDe(commune)
  const poste = tenant?.postes.find((p) => p.role === 'maire')?.posteId
  const gens = await gensDe(m, departementDe(maison.territoires, commune))
  // Receipts are numbered in the order of their moments, acts in the order of their days.
  const parReception = actes.filter((a) => a.recuLe).toSorted((a, b) => a.recuLe!.getTime() - b.recuLe!.getTime())
  const ar = new Map(parReception.map((a) => [a.cle, `AR-${commune}-${jourLocal(a.recuLe!).slice(0, 4)}-${String(suivant(m, commune, 'AR', Number(jourLocal(a.recuLe!).slice(0, 4)))).padStart(5, '0')}`]))
  for (const a of actes) ecrireActe(m, a, { nom, maire, poste, gens, ar: ar.get(a.cle) ?? null, ...points.get(a.cle) })
  for (const annee of [2018, 2020]) archiver(m, commune, nom, annee, maire)
}

type Ici = { nom: string; maire: string; poste: string | undefined; gens: Gens; ar: string | null; seance?: string; point?: string }

function ecrireActe(m: Monde, a: ActePrevu, ici: Ici): void {
  const id = idDe(midi(a.dateActe), `acte/${a.cle}`)
  const sigle = findNature(m.natures, a.nature)!.sigle
  const annee = Number(a.dateActe.slice(0, 4))
  const numero = a.etat === 'brouillon' && !a.seance ? null : ecrireNumero(annee, sigle, suivant(m, a.commune, sigle, annee))
  const papier = papierDe(m, a, id, numero, ici)
  const controleur = a.controleur === null ? undefined : ici.gens.controleurs[a.controleur % ici.gens.controleurs.length]
  const premiere = (genre: string) => a.mesures.find((x) => x.genre === genre && !x.soumise)?.le ?? null
  const tirage = refaire(a.selection, a.graine, ici.ar, m.cadre.strategie.hasard?.part ?? 0)
  m.recueil.acte.push({
    id, commune: a.commune, regime: 'loi-2021-14', etat: a.etat, nature: a.nature, matiere: a.matiere, numero, objet: a.objet, date_acte: a.dateActe, seance_id: ici.seance ?? null, point_id: ici.point ?? null,
    signataire_poste: ici.poste ?? null, signataire_nom: ici.maire, signataire_qualite: 'Maire', mode: a.electronique ? 'electronique' : 'numerise', signe_le: a.etat === 'brouillon' ? null : midi(a.dateActe), montant: a.montant, budget: a.budget, exercice: a.exercice,
    empreinte: a.recuLe ? papier : null, canal: a.canal, transmis_par: a.recuLe ? PAR : null, transmis_par_nom: a.recuLe ? `Secrétariat de la mairie de ${ici.nom}` : null, recu_le: a.recuLe, ar_numero: ici.ar, referentiels: a.recuLe ? m.referentiels : {}, horloge: a.horloge,
    echeance: a.echeance, limite_transmission: a.limite, a_temps: a.aTemps, publie_le: a.publieLe, publication_mode: a.publieLe ? (a.nature === 'convention' || a.nature === 'arrete-individuel' ? 'notification' : 'affichage') : null, publication_preuve: a.publieLe ? 'Certificat du secrétaire exécutif' : '', executoire_le: a.executoireLe,
    risque: a.risque, approfondi: a.approfondi, selection: tirage.motifs, graine: tirage.graine, affecte_a: controleur?.id ?? null, affecte_nom: controleur?.nom ?? null, examine_le: a.examineLe, pieces_le: premiere('demande-pieces'), observe_le: premiere('observations'), suspendu_le: premiere('suspension'), defere_le: premiere('defere'),
    juge_le: a.mesures.find((x) => x.jugement)?.jugement?.jour ?? null, clos_le: a.closLe, issue: a.issue, duree: a.duree, cree_le: midi(a.dateActe), cree_par: PAR, modifie_le: a.closLe ?? a.recuLe ?? midi(a.dateActe), revision: 1,
  })
  raconter(m, a, id, ici, controleur?.nom ?? ici.gens.controleurs[0]!.nom)
  for (const mesure of a.mesures) ecrireMesure(m, a, id, numero, mesure, ici)
  publier(m, a, id, numero, ici)
}

/** One act in three that is over, and that names nobody, is in the public register as it is. */
function publier(m: Monde, a: ActePrevu, id: string, numero: string | null, ici: Ici): void {
  const piece = m.recueil.piece.at(-1)!
  const fichier = m.recueil.fichiers.at(-1)!
  if (!a.closLe || !numero || a.nature === 'arrete-individuel' || a.nature === 'convention' || !hasardDe(`public/${a.cle}`).chance(0.34)) return
  const reference = idDe(a.closLe, `reference-publique/${a.cle}`)
  const publication = idDe(a.closLe, `publication/${a.cle}`)
  m.recueil.references.push({ ...fichier, reference, objet: `publication:${publication}`, le: a.closLe })
  m.recueil.publication.push({ id: publication, acte_id: id, commune: a.commune, nature: a.nature, matiere: a.matiere, numero, date_acte: a.dateActe, mode: 'original', objet: a.objet, texte: piece['texte'], reference_id: reference, sha256: fichier.sha256, taille: fichier.octets.length, source: fichier.sha256, passages: {}, preparee_le: a.closLe, preparee_par: PAR, publiee_le: a.closLe, publiee_par: PAR, publiee_par_nom: `Secrétariat de la mairie de ${ici.nom}` })
}

function papierDe(m: Monde, a: ActePrevu, id: string, numero: string | null, ici: Ici): string {
  const nature = findNature(m.natures, a.nature)!.libelle
  const titre = `${nature}${numero ? ` n° ${numero}` : ''}. ${a.objet}`
  const paragraphes = [
    a.seance ? `Le conseil communal de ${ici.nom}, réuni le ${dateLongue(midi(a.dateActe))}, le quorum atteint,` : `Le maire de la commune de ${ici.nom},`,
    'Vu la loi n° 2021-14 du 20 décembre 2021 portant code de l’administration territoriale ;',
    `Considérant l’intérêt de la commune pour l’affaire « ${a.objet} » ;`,
    a.seance ? 'Après en avoir délibéré, adopte :' : 'Arrête :',
    `Article 1. ${a.objet}${a.montant ? `, pour un montant de ${a.montant} francs CFA` : ''}.`,
    'Article 2. Le secrétaire exécutif est chargé de l’exécution du présent acte, qui sera affiché et transmis à la préfecture.',
    'Document d’exemple, inventé pour la démonstration.',
  ]
  const octets = pdfActe({ entete: ['République du Bénin', `Commune de ${ici.nom}`], titre, paragraphes, fin: ['Le maire,', ici.maire] })
  const sha256 = createHash('sha256').update(octets).digest('hex')
  const le = midi(a.dateActe)
  const reference = idDe(le, `reference/${a.cle}`)
  const fichier = `${(numero ?? 'projet').toLowerCase()}.pdf`
  m.recueil.fichiers.push({ sha256, octets, reference, objet: `acte:${id}`, nom: fichier, le })
  m.recueil.piece.push({ id: idDe(le, `piece/${a.cle}`), acte_id: id, role: 'principal', code: '', titre: 'Texte de l’acte', rang: 1, reference_id: reference, sha256, nom: fichier, type: 'application/pdf', taille: octets.length, pages: 1, lecture: 'natif', signatures: [], texte: [titre, ...paragraphes].join(' '), ajoutee_le: le })
  return sha256
}

function raconter(m: Monde, a: ActePrevu, id: string, ici: Ici, controleur: string): void {
  let rang = 0
  const dire = (genre: string, le: Date, par_nom: string, texte = '', interne = false, detail: Rangee = {}) => m.recueil.evenement.push({ id: idDe(le, `evenement/${a.cle}/${rang++}`), acte_id: id, genre, le, par: PAR, par_nom, texte, interne, detail })
  const mairie = `Secrétariat de la mairie de ${ici.nom}`
  dire(a.seance ? 'seance' : 'prepare', midi(a.dateActe), a.seance ? `Conseil communal de ${ici.nom}` : mairie)
  if (a.publieLe) dire('affiche', midi(a.publieLe), mairie, 'Certificat du secrétaire exécutif')
  if (a.recuLe) dire('recu', a.recuLe, mairie, ici.ar ?? '')
  if (a.examineLe) dire('examine', a.examineLe, controleur, '', true)
  for (const x of a.mesures.filter((un) => !un.soumise)) {
    dire(x.genre, x.le, `${ici.gens.prefet}, Préfet`, x.motif)
    if (x.reponse) dire('repondu', x.reponse.le, mairie)
    if (x.jugement) dire('juge', midi(x.jugement.jour), controleur, 'Tribunal administratif, décision d’exemple')
  }
  if (a.closLe) dire('clos', a.closLe, a.issue === 'silence' ? 'Iroko' : controleur, '', false, { issue: a.issue })
}

const TEXTES_REPONSE = { pieces: 'Vous trouverez ci-joint les pièces demandées.', maintient: 'Le conseil a délibéré en connaissance de cause et maintient sa décision.', retire: 'La commune retire cet acte.', reforme: 'La commune a pris un nouvel acte qui tient compte de vos observations.' } as const

function ecrireMesure(m: Monde, a: ActePrevu, acteId: string, numeroActe: string | null, x: ActePrevu['mesures'][number], ici: Ici): void {
  const departement = departementDe(m.maison.territoires, a.commune)
  const annee = Number(jourLocal(x.le).slice(0, 4))
  const ouverte = !x.suite && (x.genre === 'suspension' ? a.etat === 'suspendu' : x.genre === 'defere' ? a.etat === 'defere' : true)
  const v = { lettres: m.lettres } as Parameters<typeof composer>[5]
  m.recueil.mesure.push({
    id: idDe(x.le, `mesure/${a.cle}/${x.genre}`), acte_id: acteId, commune: a.commune, genre: x.genre, etat: x.soumise ? 'soumise' : ouverte ? (x.reponse ? 'repondue' : 'signee') : 'close', numero: x.soumise ? null : numeroMesure(departement, annee, x.genre, suivant(m, departement, MESURES[x.genre].sigle, annee)), motif: x.motif, points: x.points,
    texte: composer(x.genre, { numero: numeroActe, objet: a.objet, recuLe: a.recuLe, dateActe: a.dateActe } as Parameters<typeof composer>[1], ici.nom, x.points, x.motif, v), repondre_avant: x.repondreAvant, prepare_par: PAR, prepare_par_nom: ici.gens.controleurs[0]!.nom, prepare_le: x.le,
    ...(x.soumise ? { signe_par: null, signe_par_nom: null, signe_qualite: null, signe_le: null } : { signe_par: PAR, signe_par_nom: ici.gens.prefet, signe_qualite: 'Préfet', signe_le: x.le }), reponse_sens: x.reponse?.sens ?? null, reponse: x.reponse ? TEXTES_REPONSE[x.reponse.sens] : '', repondu_par_nom: x.reponse ? `Secrétariat de la mairie de ${ici.nom}` : null, repondu_le: x.reponse?.le ?? null,
    suite: x.suite ?? (ouverte ? null : x.genre === 'suspension' ? 'levee' : 'sans-reponse'), suite_le: ouverte ? null : (a.closLe ?? x.le), juridiction: x.jugement ? 'Tribunal administratif (exemple)' : null, jugement_numero: x.jugement ? `${annee}-${acteId.slice(-4)}` : null, jugement_le: x.jugement?.jour ?? null, jugement_sens: x.jugement?.sens ?? null,
  })
}

/** An act of the old regime, which is only read. */
function archiver(m: Monde, commune: string, nom: string, annee: number, maire: string): void {
  const h = hasardDe(`archive/${commune}/${annee}`)
  const date = `${annee}-${String(h.nombre(1, 12)).padStart(2, '0')}-${String(h.nombre(1, 28)).padStart(2, '0')}`
  const id = idDe(midi(date), `archive/${commune}/${annee}`)
  const vide = Object.fromEntries(TABLES['acte']!.split(', ').map((c) => [c, null]))
  m.recueil.acte.push({ ...vide, id, commune, regime: 'loi-97-029', etat: 'archive', nature: 'deliberation', matiere: '2.3.1', numero: `ARCH-${annee}-${h.nombre(1, 90)}`, objet: `Tarifs du marché de ${nom}`, date_acte: date, signataire_nom: maire, signataire_qualite: 'Maire', mode: 'numerise', referentiels: {}, horloge: [], publication_preuve: '', risque: 0, approfondi: false, selection: [], issue: h.poids([['ancien-approuve', 8], ['ancien-annule', 1], ['ancien-autre', 1]] as const), cree_le: midi(date), cree_par: PAR, modifie_le: midi(date), revision: 0 })
}

/** Files written at once: the disk, not the processor, is waited for. */
const ENSEMBLE = 24

async function ecrireTout({ tx, maison, recueil, numeros }: Monde): Promise<void> {
  for (let n = 0; n < recueil.fichiers.length; n += ENSEMBLE) await Promise.all(recueil.fichiers.slice(n, n + ENSEMBLE).map((f) => maison.depot.ecrire(f.octets)))
  const fichiers = [...recueil.fichiers, ...recueil.references].map(({ octets, ...f }) => ({ ...f, taille: octets.length }))
  await insertReferences(tx, fichiers.map((f) => ({ id: f.reference, sha256: f.sha256, type: 'application/pdf', taille: f.taille, objet: f.objet, champ: 'principal', nom: f.nom, deposePar: PAR, creeLe: f.le })))
  for (const table of ['acte', 'piece', 'evenement', 'mesure', 'publication'] as const) await inserer(tx, table, recueil[table])
  await sql`insert into legalite.texte (acte_id, commune, mots) select a.id, a.commune, legalite.mots_de(a.objet, p.texte, a.date_acte, a.commune) from legalite.acte a join legalite.piece p on p.acte_id = a.id where a.recu_le is not null`.execute(tx)
  const compteurs = [...numeros].map(([cle, dernier]) => ({ territoire: cle.split('|')[0], serie: cle.split('|')[1], annee: Number(cle.split('|')[2]), dernier }))
  await sql`insert into legalite.compteur (territoire, serie, annee, dernier) select territoire, serie, annee, dernier from jsonb_populate_recordset(null::legalite.compteur, ${JSON.stringify(compteurs)}::jsonb)`.execute(tx)
}
