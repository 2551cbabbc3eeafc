import { z } from 'zod'
import { Saisie } from '../../../lib/erreurs.ts'
import { pluriel } from '../../../lib/francais.ts'
import { uuidv7 } from '../../../lib/uuid.ts'
import { jourLocal } from '../../../kernel/calendrier/jour.ts'
import type { Tx } from '../../../kernel/db/index.ts'
import { lireJour } from '../../../kernel/formulaires/jour.ts'
import { cleActeur } from '../../../kernel/identite/acteur.ts'
import type { Acteur } from '../../../kernel/identite/acteur.ts'
import { action } from '../../../kernel/module.ts'
import type { Suite } from '../../../kernel/module.ts'
import { exigerVersion } from '../../../ui/index.ts'
import type { Detention } from '../detention.ts'
import { closeDetentions, insertDetentions, listCourantes } from '../detention.queries.ts'
import { insertEvenements } from '../evenement.queries.ts'
import { COMPARER } from '../jobs/comparer.ts'
import { lireParcelle, uneLigne } from '../lire-parcelle.ts'
import type { ParcelleLue } from '../lire-parcelle.ts'
import { diviser as page, PARTS_AU_PLUS } from '../pages/diviser.tsx'
import { insertFiliations, insertParcelles, lockParcelle, updateEtat } from '../parcelle.queries.ts'
import { direSurface, nommer } from '../parcelle.ts'
import type { Parcelle } from '../parcelle.ts'
import { direChangee, revisionMere } from '../revision.ts'
import { exigerVivante, parId, sujetParcelle, tenir } from '../porte.ts'

const CHAMPS = ['lot', 'parcelle', 'el', 'contenance', 'contour'] as const
type Brut = Readonly<Record<string, unknown>>
const dit = (input: Brut, nom: string): string => (typeof input[nom] === 'string' ? input[nom] : '')
const nombreDe = (input: Brut): number => Math.min(PARTS_AU_PLUS, Math.max(2, Math.trunc(Number(dit(input, 'nombre'))) || 2))

/** « Ajouter » or « Retirer » a part: the form as it must be shown again. */
function geste(input: Brut): Brut | undefined {
  const n = nombreDe(input)
  if (dit(input, '_ajouter') === 'parts') return { ...input, nombre: String(n + 1) }
  const retire = /^parts\.(\d{1,2})$/.exec(dit(input, '_retirer'))
  if (!retire) return undefined
  const restent = Array.from({ length: n }, (_, i) => i).filter((i) => i !== Number(retire[1]))
  const parts = Object.fromEntries(restent.flatMap((de, a) => CHAMPS.map((c) => [`parts.${a}.${c}`, dit(input, `parts.${de}.${c}`)])))
  return { ...Object.fromEntries(Object.entries(input).filter(([cle]) => !cle.startsWith('parts.'))), ...parts, nombre: String(restent.length) }
}

/** The day and the act of a change that closes parcels; shared with the merger. */
export function lireActe(input: Brut, maintenant: Date, erreurs: Record<string, string>): { le: string; acte: string } {
  const lu = lireJour(input, 'le', maintenant)
  const le = 'jour' in lu ? lu.jour : ''
  if ('erreurs' in lu) Object.assign(erreurs, lu.erreurs)
  else if (le > jourLocal(maintenant)) erreurs.le = 'Cette date n’est pas encore arrivée : écrivez une date jusqu’à aujourd’hui'
  const acte = uneLigne(dit(input, 'acte'))
  if (acte === '') erreurs.acte = 'Écrivez l’acte qui l’autorise, avec sa date'
  else if ([...acte].length > 200) erreurs.acte = 'Écrivez 200 signes au plus'
  return { le, acte }
}

function lireParts(input: Brut, mere: Parcelle, erreurs: Record<string, string>): ParcelleLue[] {
  return Array.from({ length: nombreDe(input) }, (_, i) => {
    const brut = Object.fromEntries(CHAMPS.map((c) => [c, dit(input, `parts.${i}.${c}`)]))
    const { lue, fautes } = lireParcelle({ ...brut, lotissement: mere.lotissement, tranche: mere.tranche, quartier: mere.quartier })
    for (const [champ, phrase] of Object.entries(fautes)) erreurs[`parts.${i}.${champ}`] = phrase
    return lue
  })
}

/** The holder goes on with what his parcel has become. Nothing when nobody is known. */
export async function reporterDetenteur(tx: Tx, courante: Detention | undefined, filles: readonly string[], f: { le: string; acte: string; acteur: Acteur; maintenant: Date }): Promise<void> {
  if (!courante) return
  await insertDetentions(tx, filles.map((parcelleId) => ({ ...courante, id: uuidv7(f.maintenant.getTime()), parcelleId, du: f.le, acte: courante.acte || f.acte, au: null })), cleActeur(f.acteur), f.maintenant)
}

/** Divides a parcel: it is closed, its parts are entered with their lineage and their holder. */
export const diviser = action({
  nom: 'parcelles.diviser',
  path: '/parcelles/:id/diviser',
  may: tenir,
  titre: 'Diviser une parcelle',
  params: parId,
  sujet: sujetParcelle,
  page,
  input: z.looseObject({}),
  run: async ({ tx, params, input, acteur, maison, maintenant }): Promise<Suite> => {
    const mere = await lockParcelle(tx, params.id)
    exigerVivante(mere)
    const [courante] = await listCourantes(tx, [mere.id])
    await exigerVersion(dit(input, '_revision'), revisionMere(mere, courante, maison.territoires), async () => `${await direChangee(tx, mere.id)}. Relisez-la ci-dessous avant de la diviser`)
    const vers = `/parcelles/${mere.id}`
    const redessine = geste(input)
    if (redessine) return { vers, reprise: { erreurs: {}, saisie: redessine } }
    const erreurs: Record<string, string> = {}
    const { le, acte } = lireActe(input, maintenant, erreurs)
    const parts = lireParts(input, mere, erreurs)
    if (courante?.du && le !== '' && le < courante.du) erreurs.le = 'Le détenteur actuel l’est devenu plus tard : vérifiez la date'
    if (Object.keys(erreurs).length > 0) throw new Saisie(erreurs)
    const filles = parts.map((lue) => ({ ...lue, id: uuidv7(maintenant.getTime()), territoire: mere.territoire, commune: mere.commune }))
    await updateEtat(tx, mere.id, 'divisee', le, maintenant)
    await closeDetentions(tx, [mere.id], le)
    await insertParcelles(tx, filles, maintenant)
    await insertFiliations(tx, filles.map((f) => ({ mere: mere.id, fille: f.id })), { genre: 'division', le, acte })
    await reporterDetenteur(tx, courante, filles.map((f) => f.id), { le, acte, acteur, maintenant })
    await insertEvenements(tx, [{ parcelleId: mere.id, texte: `En ${pluriel(filles.length, 'part')}, ${acte}` }, ...filles.map((f) => ({ parcelleId: f.id, texte: `Part de ${nommer(mere)}` }))], { genre: 'divisee', acteur, maintenant })
    return { vers: `${vers}#filiation`, message: `La parcelle est divisée en ${pluriel(filles.length, 'part')}.${direReste(mere, parts)}`, journal: [{ objet: `parcelle:${mere.id}`, territoire: mere.territoire, detail: { parts: filles.length } }, ...filles.map((f) => ({ objet: `parcelle:${f.id}`, territoire: f.territoire }))], jobs: [COMPARER] }
  },
})

/** That the parts do not add up to the whole is said, not refused: the whole may have been badly declared. */
function direReste(mere: Parcelle, parts: readonly ParcelleLue[]): string {
  if (mere.contenance === null || parts.some((p) => p.contenance === null)) return ''
  const somme = parts.reduce((n, p) => n + p.contenance!, 0)
  return Math.abs(somme - mere.contenance) < 1 ? '' : ` Les parts font ${direSurface(somme)}, la parcelle était déclarée pour ${direSurface(mere.contenance)} : vérifiez.`
}
