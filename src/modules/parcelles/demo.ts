import sharp from 'sharp'
import { uuidv7 } from '../../lib/uuid.ts'
import { ajouterJours, jourLocal } from '../../kernel/calendrier/index.ts'
import { sql } from '../../kernel/db/index.ts'
import type { Tx } from '../../kernel/db/index.ts'
import { insertReference } from '../../kernel/fichiers/index.ts'
import type { Acteur } from '../../kernel/identite/acteur.ts'
import { insertEntrees } from '../../kernel/journal/index.ts'
import type { Maison } from '../../kernel/maison.ts'
import type { Detention } from './detention.ts'
import { insertDetentions } from './detention.queries.ts'
import { insertEvenements } from './evenement.queries.ts'
import { projeter } from './geometrie/plan-local.ts'
import type { Point } from './geometrie/plan-local.ts'
import { verifierContour } from './geometrie/verifier.ts'
import { insertOpposition } from './opposition.queries.ts'
import { insertParcelles, updateEtat } from './parcelle.queries.ts'
import type { NouvelleParcelle } from './parcelle.queries.ts'

/** An invented layout: blocks of two rows of plots, streets between, turned as towns are. Lengths in metres. */
type Plan = { commune: string; arrondissement: string; lotissement: string; quartier: string; tranche: string; origine: Point; angle: number; colonnes: number; rangees: number; parRang: number; facade: number; profondeur: number; rue: number; premierLot: number; premierEl: number }
const PLANS: readonly Plan[] = [
  { commune: 'Bohicon', arrondissement: 'Bohicon I', lotissement: 'Honmèho', quartier: 'Honmèho', tranche: '1', origine: [2.0662, 7.1764], angle: 0.21, colonnes: 4, rangees: 3, parRang: 8, facade: 20, profondeur: 25, rue: 12, premierLot: 101, premierEl: 1201 },
  { commune: 'Abomey-Calavi', arrondissement: 'Abomey-Calavi', lotissement: 'Aïtchédji', quartier: 'Aïtchédji', tranche: '2', origine: [2.3462, 6.4486], angle: -0.14, colonnes: 5, rangees: 3, parRang: 6, facade: 18, profondeur: 22, rue: 10, premierLot: 2201, premierEl: 88 },
]
const NOMS = ['Dossou', 'Ahouansou', 'Kpadonou', 'Tossou', 'Gbaguidi', 'Sènou', 'Agbodjan', 'Zinsou', 'Adjovi', 'Hounsa', 'Lokossou', 'Houéto', 'Vodounon', 'Akplogan']
const PRENOMS = ['Rose', 'Paul', 'Afiavi', 'Éric', 'Christine', 'Denis', 'Rigobert', 'Hortense', 'Léopold', 'Assiba', 'Codjo', 'Sènami']
const DEMONSTRATION: Acteur = { genre: 'systeme', nom: 'demonstration' }
const PAR = 'systeme:demonstration'
const nomDe = (n: number) => `${NOMS[n % NOMS.length]!.toUpperCase()} ${PRENOMS[(n * 5) % PRENOMS.length]}`

/** The four corners of a plot; `trop` metres too many on its right side. */
function coins(p: Plan, colonne: number, rangee: number, rang: number, dessus: boolean, trop: number): Point[] {
  const [mx, my] = projeter(p.origine)([p.origine[0] + 1, p.origine[1] + 1])
  const x0 = colonne * (p.parRang * p.facade + p.rue) + rang * p.facade
  const y0 = rangee * (2 * p.profondeur + p.rue) + (dessus ? p.profondeur : 0)
  const [c, s] = [Math.cos(p.angle), Math.sin(p.angle)]
  return [[x0, y0], [x0 + p.facade + trop, y0], [x0 + p.facade + trop, y0 + p.profondeur], [x0, y0 + p.profondeur]].map(([x, y]): Point => [p.origine[0] + (x! * c - y! * s) / mx, p.origine[1] + (x! * s + y! * c) / my])
}

/** Every plot of a layout, in the order of lots. The sixth overlaps the seventh; the last block is not drawn yet. */
function parcellesDe(p: Plan, lieu: { territoire: string; commune: string }, maintenant: Date): NouvelleParcelle[] {
  const blocs = p.colonnes * p.rangees
  return Array.from({ length: blocs * p.parRang * 2 }, (_, n): NouvelleParcelle => {
    const [bloc, i] = [Math.floor(n / (p.parRang * 2)), n % (p.parRang * 2)]
    const mesure = verifierContour(coins(p, bloc % p.colonnes, Math.floor(bloc / p.colonnes), i % p.parRang, i >= p.parRang, n === 5 ? 3.2 : 0))
    return {
      id: uuidv7(maintenant.getTime()), ...lieu, quartier: p.quartier, lotissement: p.lotissement, tranche: p.tranche, lot: String(p.premierLot + bloc), parcelle: String.fromCharCode(65 + i), el: String(p.premierEl + n),
      contenance: p.facade * p.profondeur + (n % 17 === 3 ? 45 : 0), titre: n % 9 === 1 ? `Attestation de recasement n° ${300 + n}, exemple` : '', mesure: bloc === blocs - 1 || 'phrase' in mesure ? null : mesure,
    }
  })
}

/** Nine plots in ten have a holder; one in fourteen has had two. */
function detentionsDe(parcelles: readonly NouvelleParcelle[], maintenant: Date): Detention[] {
  return parcelles.flatMap(({ id: parcelleId }, n): Detention[] => {
    if (n % 10 === 9) return []
    const une = (k: number, mode: Detention['mode'], acte: string, du: string, au: string | null): Detention => ({ id: uuidv7(maintenant.getTime()), parcelleId, genre: 'personne', nom: nomDe(k), piece: '', mode, acte, du, au })
    const debut = `${2004 + (n % 9)}-0${1 + (n % 9)}-1${n % 9}`
    const attribution = `Lettre d’attribution n° ${100 + n}, exemple`
    if (n % 14 !== 4) return [une(n, 'attribution', attribution, debut, null)]
    const vente = `${2016 + (n % 8)}-0${1 + (n % 7)}-20`
    return [une(n, 'attribution', attribution, debut, vente), une(n + 7, n % 28 === 4 ? 'vente' : 'succession', n % 28 === 4 ? 'Convention de vente, exemple' : 'Procès-verbal de conseil de famille, exemple', vente, null)]
  })
}

/** A paper that nobody can take for a true one. */
async function joindreSpecimen(tx: Tx, maison: Maison, d: Detention, maintenant: Date): Promise<void> {
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="700" height="990"><rect width="700" height="990" fill="#f7f3ea"/><text x="60" y="120" font-family="sans-serif" font-size="38" fill="#14503a">SPÉCIMEN, sans valeur</text><text x="60" y="220" font-family="sans-serif" font-size="26" fill="#211b13">${d.acte}</text></svg>`
  const octets = await sharp(Buffer.from(svg)).jpeg({ quality: 60 }).toBuffer()
  await insertReference(tx, { sha256: await maison.depot.ecrire(octets), type: 'image/jpeg', taille: octets.length, objet: `parcelle:${d.parcelleId}`, champ: `detention:${d.id}`, nom: 'acte-specimen.jpg', deposePar: PAR, maintenant })
}

/** A dispute and two notices, one that runs and one that has ended. */
async function raconter(tx: Tx, parcelles: readonly NouvelleParcelle[], bureau: string, maintenant: Date): Promise<void> {
  const jour = jourLocal(maintenant)
  const litige = parcelles[21]!
  await updateEtat(tx, litige.id, 'litigieuse', null, maintenant)
  await insertEvenements(tx, [{ parcelleId: litige.id, texte: 'Deux personnes présentent une lettre d’attribution de la même parcelle ; affaire devant le tribunal, exemple' }], { genre: 'litige', acteur: DEMONSTRATION, maintenant })
  const avis = [{ p: parcelles[34]!, objet: 'attestation' as const, du: -12, au: 5 }, { p: parcelles[50]!, objet: 'mutation' as const, du: -80, au: -50 }]
  for (const { p, objet, du, au } of avis) {
    await insertOpposition(tx, { id: uuidv7(maintenant.getTime()), parcelleId: p.id, objet, demandeur: nomDe(parcelles.indexOf(p)), motif: '', lieu: `${bureau}, bureau des affaires domaniales, les jours ouvrés`, du: ajouterJours(jour, du), au: ajouterJours(jour, au), source: 'Durée d’exemple : le texte qui la fixe est à demander', publieLe: maintenant }, PAR)
    await insertEvenements(tx, [{ parcelleId: p.id }], { genre: 'avis', acteur: DEMONSTRATION, maintenant })
  }
  await insertEntrees(tx, [litige, ...avis.map((a) => a.p)].map((p, i) => ({ verbe: i === 0 ? 'parcelles.changer-litige' : 'parcelles.publier-avis', acteur: PAR, objet: `parcelle:${p.id}`, territoire: p.territoire, detail: {}, le: maintenant })))
}

/** Two believable lotissements for the demonstration: nothing when there are parcels already. */
export async function remplirDemonstration(tx: Tx, maison: Maison, maintenant: Date): Promise<void> {
  const { rows } = await sql<{ n: number }>`select count(*) as n from parcelles.parcelle`.execute(tx)
  if ((rows[0]?.n ?? 0) > 0) return
  for (const [rang, plan] of PLANS.entries()) {
    const commune = maison.territoires.chercher(plan.commune, { niveau: 'commune' })[0]?.code
    const territoire = maison.territoires.enfants(commune ?? '').find((a) => a.nom === plan.arrondissement)?.code ?? commune
    if (!commune || !territoire) continue
    const parcelles = parcellesDe(plan, { territoire, commune }, maintenant)
    await insertParcelles(tx, parcelles, maintenant)
    await insertEvenements(tx, parcelles.map((p) => ({ parcelleId: p.id, texte: 'Tableau du lotissement, exemple' })), { genre: 'importee', acteur: DEMONSTRATION, maintenant })
    const detentions = detentionsDe(parcelles, maintenant)
    await insertDetentions(tx, detentions, PAR, maintenant)
    for (const d of detentions.filter((x) => x.mode === 'vente').slice(0, 2)) await joindreSpecimen(tx, maison, d, maintenant)
    if (rang === 0) await raconter(tx, parcelles, maison.territoires.bureaux(commune)[0]?.nom ?? 'Mairie', maintenant)
  }
}
