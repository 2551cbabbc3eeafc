import { z } from 'zod'
import { Saisie } from '../../../lib/erreurs.ts'
import { uuidv7 } from '../../../lib/uuid.ts'
import type { Portee } from '../../../kernel/identite/portee.ts'
import { action } from '../../../kernel/module.ts'
import type { Territoires } from '../../../kernel/territoire/index.ts'
import { exigerVersion, revisionDe } from '../../../ui/index.ts'
import { insertEvenements } from '../evenement.queries.ts'
import { COMPARER } from '../jobs/comparer.ts'
import { direChanges, lireParcelle } from '../lire-parcelle.ts'
import type { ParcelleLue } from '../lire-parcelle.ts'
import { modifier as pageModifier, nouvelle } from '../pages/formulaire.tsx'
import { insertParcelles, lockParcelle, updateParcelles } from '../parcelle.queries.ts'
import { champRevision, direChangee, suivreParcelle } from '../revision.ts'
import { communeDe, exigerVivante, parId, sujetParcelle, tenir } from '../porte.ts'

const texte = z.string().max(30_000).default('')
export const saisieParcelle = z.object({ territoire: z.string().max(12).default(''), quartier: texte, lotissement: texte, tranche: texte, lot: texte, parcelle: texte, el: texte, contenance: texte, titre: texte, contour: texte, ...champRevision })

/** What was typed, judged together with the place, which must be one where this person may write. */
export function lireSaisie(input: z.infer<typeof saisieParcelle>, territoires: Territoires, portee: Portee): { lue: ParcelleLue; territoire: string; commune: string } {
  const { lue, fautes } = lireParcelle(input)
  const commune = portee.contient(input.territoire) ? communeDe(territoires, input.territoire) : undefined
  const erreurs = { ...(commune ? {} : { territoire: 'Choisissez la commune ou l’arrondissement' }), ...fautes } as Record<string, string>
  if (!commune || Object.keys(erreurs).length > 0) throw new Saisie(erreurs)
  return { lue, territoire: input.territoire, commune }
}

/** Enters a parcel in the register. */
export const inscrire = action({
  nom: 'parcelles.inscrire',
  path: '/parcelles',
  may: tenir,
  titre: 'Inscrire une parcelle',
  page: nouvelle,
  input: saisieParcelle,
  run: async ({ tx, input, maison, portee, acteur, maintenant }) => {
    const { lue, territoire, commune } = lireSaisie(input, maison.territoires, portee)
    const id = uuidv7(maintenant.getTime())
    await insertParcelles(tx, [{ ...lue, id, territoire, commune }], maintenant)
    await insertEvenements(tx, [{ parcelleId: id }], { genre: 'inscrite', acteur, maintenant })
    return { vers: `/parcelles/${id}`, message: 'La parcelle est inscrite. Inscrivez maintenant son détenteur.', journal: { objet: `parcelle:${id}`, territoire }, jobs: [COMPARER] }
  },
})

/** Corrects a parcel; its commune stays the same. */
export const modifier = action({
  nom: 'parcelles.modifier',
  path: '/parcelles/:id/modifier',
  may: tenir,
  titre: 'Corriger une parcelle',
  params: parId,
  sujet: sujetParcelle,
  page: pageModifier,
  input: saisieParcelle,
  run: async ({ tx, params, input, maison, portee, acteur, maintenant }) => {
    const p = await lockParcelle(tx, params.id)
    exigerVivante(p)
    await exigerVersion(input._revision, revisionDe(suivreParcelle(p, maison.territoires)), async () => `${await direChangee(tx, p.id)}. Comparez les deux versions, puis enregistrez de nouveau`)
    const { lue, territoire, commune } = lireSaisie(input, maison.territoires, portee)
    if (commune !== p.commune) throw new Saisie({ territoire: 'Une parcelle ne change pas de commune : inscrivez-la dans l’autre' })
    const changes = direChanges(p, lue) || (territoire === p.territoire ? '' : 'lieu')
    const vers = `/parcelles/${p.id}`
    if (changes === '') return { vers, message: 'Rien n’a changé.' }
    await updateParcelles(tx, [{ ...lue, id: p.id, territoire }], maintenant)
    await insertEvenements(tx, [{ parcelleId: p.id, texte: changes }], { genre: 'modifiee', acteur, maintenant })
    return { vers, message: 'La correction est enregistrée.', journal: { objet: `parcelle:${p.id}`, territoire }, jobs: [COMPARER] }
  },
})
