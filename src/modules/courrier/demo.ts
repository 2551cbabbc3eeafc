import sharp from 'sharp'
import { uuidv7 } from '../../lib/uuid.ts'
import { ajouterJours, jourLocal } from '../../kernel/calendrier/index.ts'
import { sql } from '../../kernel/db/index.ts'
import type { Tx } from '../../kernel/db/index.ts'
import { insertReference } from '../../kernel/fichiers/index.ts'
import { listPostes } from '../../kernel/identite/affectation.queries.ts'
import type { PosteOccupe } from '../../kernel/identite/affectation.queries.ts'
import { findRole } from '../../kernel/identite/role.ts'
import { insertEntrees } from '../../kernel/journal/index.ts'
import type { Maison } from '../../kernel/maison.ts'
import type { Bureau } from '../../kernel/territoire/index.ts'
import { insertArrivee, insertDepart, updateCourrier, updateNumero } from './courrier.queries.ts'
import { MAISONNEES } from './demo-recits.ts'
import type { Maisonnee, Partant, Recit } from './demo-recits.ts'
import { insertEvenement } from './evenement.queries.ts'
import type { GenreEvenement } from './evenement.queries.ts'
import { insertImputation, updateFinie, updateRecue, updateToutesFinies } from './imputation.queries.ts'
import { bureauDuPoste } from './lecteur.ts'
import { libelle, REFERENTIEL } from './referentiel.ts'

const HEURE = 3_600_000
const DEMO = 'systeme:demonstration'

type Lieu = { tx: Tx; m: Maisonnee; bureau: Bureau; noms: Record<'secretariat' | 'chef' | 'agent', string>; agent: PosteOccupe | undefined; scan: { sha256: string; taille: number }; entrees: Parameters<typeof insertEntrees>[1][number][]; moments: Parameters<typeof insertEvenement>[1][]; scans: Parameters<typeof insertReference>[1][]; maintenant: Date }

/** Believable letters for the demonstration: nothing when there are some already. */
export async function remplirCourrier(tx: Tx, maison: Maison, maintenant: Date): Promise<void> {
  const { rows } = await sql<{ n: number }>`select count(*) as n from courrier.courrier`.execute(tx)
  if ((rows[0]?.n ?? 0) > 0) return
  const scan = await specimen(maison)
  for (const m of MAISONNEES) {
    const lieu = await lieuDe(tx, maison, m, scan, maintenant)
    if (!lieu) continue
    // In the order of days, so that numbers follow them; an answer takes its own two days after what it answers.
    const faits = [...m.arrivees.map((r) => ({ age: r.fin === 'repondu' ? r.age - 2 : r.age, faire: () => raconter(lieu, r) })), ...m.departs.map((p) => ({ age: p.age, faire: () => partir(lieu, p) }))]
    for (const { faire } of faits.toSorted((a, b) => b.age - a.age)) await faire()
    // None of these needs another: they leave together.
    await Promise.all([insertEntrees(tx, lieu.entrees), ...lieu.moments.map((e) => insertEvenement(tx, e)), ...lieu.scans.map((s) => insertReference(tx, s))])
  }
}

async function lieuDe(tx: Tx, maison: Maison, m: Maisonnee, scan: Lieu['scan'], maintenant: Date): Promise<Lieu | undefined> {
  const { territoires } = maison
  const codes = m.territoire === 'BJ' ? ['BJ'] : territoires.chercher(m.territoire, { limite: 5 }).filter((t) => t.niveau !== 'arrondissement').map((t) => t.code)
  const bureau = codes.flatMap((code) => territoires.bureaux(code)).find((b) => b.nom === m.bureau)
  if (!bureau) return undefined
  const postes = (await listPostes(tx, { codes: [bureau.territoire] }, jourLocal(maintenant), { limite: 100 })).filter((p) => p.titulaire !== null)
  const trouver = (role: string, nom: string) => postes.find((p) => p.role === role && bureauDuPoste(p, territoires)?.nom === nom)
  const dire = (role: string, poste = trouver(role, m.bureau)) => [poste?.titulaire ?? 'Démonstration', findRole(role)?.titre ?? role].join(', ')
  const agent = trouver(m.agent, m.agentBureau ?? m.bureau)
  return { tx, m, bureau, agent, scan, entrees: [], moments: [], scans: [], maintenant, noms: { secretariat: dire(m.secretariat), chef: dire(m.chef), agent: dire(m.agent, agent) } }
}

/** A page that nobody can take for a true letter; one for all, kept once by its content. */
async function specimen(maison: Maison): Promise<Lieu['scan']> {
  const lignes = Array.from({ length: 14 }, (_, i) => `<rect x="90" y="${420 + i * 42}" width="${i % 5 === 4 ? 380 : 720}" height="10" fill="#c9c1b2"/>`).join('')
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="900" height="1200"><rect width="900" height="1200" fill="#fdfbf6"/><text x="90" y="150" font-family="sans-serif" font-size="44" fill="#14503a">SPÉCIMEN, sans valeur</text>
    <text x="90" y="230" font-family="sans-serif" font-size="26" fill="#574b3c">Lettre d’exemple de la démonstration</text><rect x="90" y="320" width="460" height="14" fill="#8f8573"/>${lignes}</svg>`
  const octets = await sharp(Buffer.from(svg)).jpeg({ quality: 70 }).toBuffer()
  return { sha256: await maison.depot.ecrire(octets), taille: octets.length }
}

/** In the morning of a day gone by, and never in the future. */
function moment({ maintenant }: Lieu, age: number, heures = 0): Date {
  const matin = Date.parse(`${ajouterJours(jourLocal(maintenant), -age)}T08:00:00Z`) + heures * HEURE
  return new Date(Math.min(matin, maintenant.getTime() - 60_000))
}

/** A moment of the story and its entry in the journal, as the corridor would have written both. */
function noter(l: Lieu, id: string, genre: GenreEvenement, verbe: string, le: Date, parNom: string, texte = ''): void {
  l.moments.push({ courrierId: id, genre, le, parNom, texte })
  l.entrees.push({ verbe: `courrier.${verbe}`, acteur: DEMO, objet: `courrier:${id}`, territoire: l.bureau.territoire, detail: {}, le })
}

async function raconter(l: Lieu, r: Recit): Promise<void> {
  const le = moment(l, r.age)
  const id = uuidv7(le.getTime())
  const jour = jourLocal(le)
  await insertArrivee(l.tx, {
    ...vide(l), id, jour, annee: Number(jour.slice(0, 4)), maintenant: le, correspondant: r.de, genre: r.personne ? 'personne' : 'organisme', reference: r.reference ?? '', dateLettre: ajouterJours(jour, -2), objet: r.objet, nature: r.nature,
    confidentiel: r.confidentiel ?? false, urgent: r.urgent ?? false, echeance: r.pour === undefined ? null : ajouterJours(jourLocal(l.maintenant), r.pour), parNom: l.noms.secretariat,
  })
  noter(l, id, 'enregistre', 'enregistrer', le, l.noms.secretariat)
  if (r.fin !== 'annule' && r.age > 0) l.scans.push({ ...l.scan, type: 'image/jpeg', objet: `courrier:${id}`, champ: 'scans', nom: 'lettre.jpg', deposePar: DEMO, maintenant: le })
  if (r.fin === 'annule') {
    await updateCourrier(l.tx, id, { etat: 'annule', motif: 'Enregistré deux fois' }, le)
    noter(l, id, 'annule', 'annuler', le, l.noms.secretariat, 'Enregistré deux fois')
  } else if (r.fin !== 'enregistre' && l.agent) await imputer(l, r, id)
}

const vide = (l: Lieu) => ({ bureau: l.bureau.id, territoire: l.bureau.territoire, creePar: DEMO, adresse: '', contact: '', repondA: null })

async function imputer(l: Lieu, r: Recit, id: string): Promise<void> {
  const poste = l.agent!
  const le = moment(l, r.age, 2)
  const versNom = [`${poste.titulaire} (${findRole(poste.role)?.titre ?? poste.role})`, ...(l.m.agentBureau ? [l.m.agentBureau] : [])].join(', ')
  const imputation = await insertImputation(l.tx, { courrierId: id, de: null, versBureau: null, versPoste: poste.id, versNom, instruction: r.instruction ?? 'attribution', note: r.note ?? '', echeance: null, parNom: l.noms.chef }, le)
  await updateCourrier(l.tx, id, { etat: 'impute' }, le)
  noter(l, id, 'impute', 'imputer', le, l.noms.chef, `${versNom}, ${libelle(REFERENTIEL.instructions, r.instruction ?? 'attribution').toLowerCase()}${r.note ? `. ${r.note}` : ''}`)
  if (r.fin !== 'impute') await finir(l, r, id, imputation)
}

async function finir(l: Lieu, r: Recit, id: string, imputation: string): Promise<void> {
  const [le, fin] = [moment(l, r.age, 4), moment(l, Math.max(0, r.age - 2))]
  await updateRecue(l.tx, imputation, l.noms.agent, le)
  noter(l, id, 'recu', 'recevoir', le, l.noms.agent)
  if (r.fin === 'recu') return
  if (r.fin === 'repondu') return repondre(l, r, id, fin)
  const texte = r.fin === 'renvoye' ? 'Ce courrier relève du secrétariat du maire' : 'Fait'
  await updateFinie(l.tx, imputation, r.fin === 'renvoye' ? 'renvoye' : 'traite', { parNom: l.noms.agent, reponse: texte, maintenant: fin })
  await updateCourrier(l.tx, id, r.fin === 'renvoye' ? { etat: 'enregistre', renvoyeLe: fin } : { etat: 'traite' }, fin)
  noter(l, id, r.fin === 'renvoye' ? 'renvoye' : 'traite', r.fin === 'renvoye' ? 'renvoyer' : 'traiter', fin, l.noms.agent, texte)
  if (r.fin !== 'classe') return
  await updateCourrier(l.tx, id, { etat: 'classe', classement: 'Chrono des arrivées, boîte 4' }, fin)
  noter(l, id, 'classe', 'classer', fin, l.noms.secretariat, 'Chrono des arrivées, boîte 4')
}

async function repondre(l: Lieu, r: Recit, id: string, le: Date): Promise<void> {
  const numero = await partir(l, { age: Math.max(0, r.age - 2), a: r.de, objet: `Réponse : ${r.objet}`, nature: 'lettre', fin: 'decharge', mode: 'porteur' }, id)
  await updateToutesFinies(l.tx, id, 'traite', { parNom: l.noms.secretariat, reponse: `Réponse ${numero} envoyée`, maintenant: le })
  await updateCourrier(l.tx, id, { etat: 'traite', reponduLe: jourLocal(le) }, le)
  noter(l, id, 'repondu', 'envoyer', le, l.noms.secretariat, numero)
}

async function partir(l: Lieu, p: Partant, repondA: string | null = null): Promise<string> {
  const le = moment(l, p.age)
  const [id, jour] = [uuidv7(le.getTime()), jourLocal(le)]
  await insertDepart(l.tx, { ...vide(l), repondA, id, jour, maintenant: le, correspondant: p.a, genre: 'organisme', reference: '', dateLettre: jour, objet: p.objet, nature: p.nature, confidentiel: false, urgent: false, echeance: null })
  noter(l, id, 'prepare', 'preparer', le, l.noms.agent)
  if (p.fin === 'prepare') return ''
  noter(l, id, 'enregistre', 'numeroter', le, l.noms.secretariat)
  const numero = await updateNumero(l.tx, { id, bureau: l.bureau.id, annee: Number(jour.slice(0, 4)), jour, parNom: l.noms.secretariat, maintenant: le })
  if (p.fin === 'enregistre') return numero
  await updateCourrier(l.tx, id, { etat: 'envoye', mode: p.mode ?? 'porteur', envoyeLe: jour }, le)
  noter(l, id, 'envoye', 'envoyer', le, l.noms.secretariat)
  if (p.fin === 'decharge') {
    await updateCourrier(l.tx, id, { dechargeLe: jour, dechargePar: 'Secrétariat du destinataire' }, le)
    noter(l, id, 'decharge', 'decharger', le, l.noms.secretariat, 'Secrétariat du destinataire')
  }
  return numero
}
