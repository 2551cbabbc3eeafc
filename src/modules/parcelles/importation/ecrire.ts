/** One batch of right lines, written in the register. */
import { uuidv7 } from '../../../lib/uuid.ts'
import type { Tx } from '../../../kernel/db/index.ts'
import type { Acteur } from '../../../kernel/identite/acteur.ts'
import type { Detention } from '../detention.ts'
import { insertDetentions, listCourantes } from '../detention.queries.ts'
import { insertEvenements } from '../evenement.queries.ts'
import { direChanges } from '../lire-parcelle.ts'
import type { ParcelleLue } from '../lire-parcelle.ts'
import { insertParcelles, lockParcelles, updateParcelles } from '../parcelle.queries.ts'
import type { Parcelle } from '../parcelle.ts'
import { empriseDe } from '../geometrie/plan-local.ts'
import type { LigneJuste } from './juger.ts'

/** What a line adds to a parcel that is there: an empty cell takes nothing away. */
function completer(p: Parcelle, lue: ParcelleLue): ParcelleLue {
  const garde = <C extends 'lotissement' | 'tranche' | 'lot' | 'parcelle' | 'el' | 'quartier' | 'titre'>(champ: C) => lue[champ] || p[champ]
  const dessin = p.contour ? { contour: p.contour, emprise: empriseDe(p.contour), superficie: p.superficie! } : null
  return {
    // The designation stays as it was first written: the line only names it.
    lotissement: p.lotissement, tranche: p.tranche, lot: p.lot || lue.lot, parcelle: p.lot ? p.parcelle : lue.parcelle, el: garde('el'), quartier: garde('quartier'), titre: garde('titre'),
    contenance: lue.contenance ?? p.contenance, mesure: lue.mesure ?? dessin,
  }
}

type Compte = { creees: number; modifiees: number; ignorees: number }
type Ou = { commune: string; presentes: 'ignorer' | 'mettre-a-jour'; acteur: Acteur; par: string; maintenant: Date; fichier: string; importation: string }

/** Writes new parcels with their holder, completes those that are there if asked to. An import never ends somebody's holding. */
export async function ecrireLot(tx: Tx, lignes: readonly LigneJuste[], ou: Ou): Promise<Compte> {
  const { acteur, maintenant, importation } = ou
  const neuves = lignes.filter((l) => l.parcelleId === null).map((l) => ({ ...l, id: uuidv7(maintenant.getTime()) }))
  const connues = lignes.filter((l) => l.parcelleId !== null)
  if (neuves.length > 0) await insertParcelles(tx, neuves.map((l) => ({ ...l.lue, id: l.id, territoire: l.territoire, commune: ou.commune })), maintenant)
  await insertEvenements(tx, neuves.map((l) => ({ parcelleId: l.id, texte: `${ou.fichier}, ligne ${l.rang}` })), { genre: 'importee', acteur, maintenant, importation })
  const changees = ou.presentes === 'mettre-a-jour' ? await completerConnues(tx, connues, ou) : new Set<string>()
  const detenteurs = [...neuves, ...(ou.presentes === 'mettre-a-jour' ? connues.map((l) => ({ ...l, id: l.parcelleId! })) : [])]
  for (const id of await inscrireDetenteurs(tx, detenteurs, ou)) if (!neuves.some((n) => n.id === id)) changees.add(id)
  return { creees: neuves.length, modifiees: changees.size, ignorees: connues.length - changees.size }
}

async function completerConnues(tx: Tx, lignes: readonly LigneJuste[], { acteur, maintenant, importation }: Ou): Promise<Set<string>> {
  const actuelles = new Map((await lockParcelles(tx, lignes.map((l) => l.parcelleId!))).map((p) => [p.id, p]))
  const changes = lignes.flatMap((l) => {
    const p = actuelles.get(l.parcelleId!)!
    const lue = completer(p, l.lue)
    const texte = direChanges(p, lue)
    return texte === '' ? [] : [{ lue, texte, id: p.id, territoire: p.territoire }]
  })
  if (changes.length > 0) await updateParcelles(tx, changes.map((c) => ({ ...c.lue, id: c.id, territoire: c.territoire })), maintenant)
  await insertEvenements(tx, changes.map((c) => ({ parcelleId: c.id, texte: c.texte })), { genre: 'completee', acteur, maintenant, importation })
  return new Set(changes.map((c) => c.id))
}

/** Holders of parcels that have none yet; the ids of those parcels. */
async function inscrireDetenteurs(tx: Tx, lignes: readonly (LigneJuste & { id: string })[], ou: Ou): Promise<string[]> {
  const tenues = new Set((await listCourantes(tx, lignes.map((l) => l.id))).map((d) => d.parcelleId))
  const nouveaux = lignes.flatMap((l): Detention[] => (l.detenteur && !tenues.has(l.id) ? [{ id: uuidv7(ou.maintenant.getTime()), parcelleId: l.id, genre: 'personne', ...l.detenteur, au: null }] : []))
  await insertDetentions(tx, nouveaux, ou.par, ou.maintenant)
  return nouveaux.map((d) => d.parcelleId)
}
