import { z } from 'zod'
import { Saisie } from '../../../lib/erreurs.ts'
import { pluriel, sansAccents } from '../../../lib/francais.ts'
import { uuidv7 } from '../../../lib/uuid.ts'
import { action } from '../../../kernel/module.ts'
import { closeDetentions, listCourantes } from '../detention.queries.ts'
import { insertEvenements } from '../evenement.queries.ts'
import { COMPARER } from '../jobs/comparer.ts'
import { lireParcelle } from '../lire-parcelle.ts'
import { fusionner as page } from '../pages/fusionner.tsx'
import { insertFiliations, insertParcelles, lockParcelles, updateEtat } from '../parcelle.queries.ts'
import { nommer, vivante } from '../parcelle.ts'
import { exigerVivante, parId, sujetParcelle, tenir } from '../porte.ts'
import { lireActe, reporterDetenteur } from './diviser.ts'

const texte = z.string().max(30_000).default('')
const input = z.looseObject({ avec: z.union([z.uuid(), z.array(z.uuid()).max(50)]).optional(), lot: texte, parcelle: texte, el: texte, contenance: texte, contour: texte })

/** Joins parcels of one holder into a new one that keeps their lineage. */
export const fusionner = action({
  nom: 'parcelles.fusionner',
  path: '/parcelles/:id/fusionner',
  may: tenir,
  titre: 'Fusionner des parcelles',
  params: parId,
  sujet: sujetParcelle,
  page,
  input,
  run: async ({ tx, params, input, portee, acteur, maintenant }) => {
    const avec = [input.avec ?? []].flat().filter((id) => id !== params.id)
    if (avec.length === 0) throw new Saisie({ avec: 'Choisissez au moins une voisine' })
    const meres = await lockParcelles(tx, [params.id, ...avec])
    const ici = meres.find((m) => m.id === params.id)!
    exigerVivante(ici)
    // What is elsewhere, or no more, is refused as if it were not there.
    const permises = meres.every((m) => portee.contient(m.territoire) && m.commune === ici.commune && vivante(m))
    if (!permises || meres.length !== new Set(avec).size + 1) throw new Saisie({ avec: 'Choisissez des voisines dans la liste' })
    const erreurs: Record<string, string> = {}
    const { le, acte } = lireActe(input, maintenant, erreurs)
    const { lue, fautes } = lireParcelle({ ...input, lotissement: ici.lotissement, tranche: ici.tranche, quartier: ici.quartier } as Record<string, string>)
    Object.assign(erreurs, fautes)
    const courantes = await listCourantes(tx, meres.map((m) => m.id))
    const noms = new Set(meres.map((m) => sansAccents(courantes.find((d) => d.parcelleId === m.id)?.nom ?? '')))
    if (noms.size > 1) erreurs.avec = 'Ces parcelles n’ont pas le même détenteur : inscrivez d’abord le transfert'
    if (courantes.some((d) => d.du && le !== '' && le < d.du)) erreurs.le = 'Un détenteur l’est devenu plus tard : vérifiez la date'
    if (Object.keys(erreurs).length > 0) throw new Saisie(erreurs)
    const contenance = lue.contenance ?? (meres.every((m) => m.contenance !== null) ? meres.reduce((n, m) => n + m.contenance!, 0) : null)
    const fille = { ...lue, contenance, id: uuidv7(maintenant.getTime()), territoire: ici.territoire, commune: ici.commune }
    for (const m of meres) await updateEtat(tx, m.id, 'fusionnee', le, maintenant)
    await closeDetentions(tx, meres.map((m) => m.id), le)
    await insertParcelles(tx, [fille], maintenant)
    await insertFiliations(tx, meres.map((m) => ({ mere: m.id, fille: fille.id })), { genre: 'fusion', le, acte })
    await reporterDetenteur(tx, courantes.find((d) => d.parcelleId === ici.id), [fille.id], { le, acte, acteur, maintenant })
    await insertEvenements(tx, [...meres.map((m) => ({ parcelleId: m.id, texte: `Dans ${nommer(fille)}, ${acte}` })), { parcelleId: fille.id, texte: `Réunit ${pluriel(meres.length, 'parcelle')}` }], { genre: 'fusionnee', acteur, maintenant })
    return { vers: `/parcelles/${fille.id}`, message: `${pluriel(meres.length, 'parcelle est réunie', 'parcelles sont réunies')} en une.`, journal: [...meres, fille].map((p) => ({ objet: `parcelle:${p.id}`, territoire: p.territoire })), jobs: [COMPARER] }
  },
})
