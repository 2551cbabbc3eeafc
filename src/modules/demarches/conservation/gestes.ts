import { z } from 'zod'
import { Introuvable, Refus } from '../../../lib/erreurs.ts'
import { action, permission } from '../../../kernel/module.ts'
import type { Sujet } from '../../../kernel/module.ts'
import type { Db } from '../../../kernel/db/index.ts'
import { cleActeur } from '../../../kernel/identite/acteur.ts'
import { findAppartenance, lockDossier } from '../dossier.queries.ts'
import { insertEvenement } from '../evenement.queries.ts'
import { detail } from '../pages/detail.tsx'
import { nomActeur, parId } from '../porte.ts'
import { deleteGel, findGel, upsertGel } from './conservation.queries.ts'

const mayGeler = permission('demarches.geler')
const retour = (d: { id: string; archiveLe: Date | null }) => (d.archiveLe ? `/archives/${d.id}` : `/dossiers/${d.id}`)

/** A file of the office or of the archives: both may have to be kept. */
async function sujetGarde({ db, params }: { db: Db; params: { id: string } }): Promise<Sujet | undefined> {
  const d = await findAppartenance(db, params.id)
  return d && !d.effaceLe && !d.interne ? { territoire: d.territoire } : undefined
}

/** « Ne pas effacer »: a dispute, a control, a judge. Nothing is archived nor erased until somebody lets it go. */
export const geler = action({
  nom: 'demarches.geler',
  path: '/conservation/:id/geler',
  may: mayGeler,
  titre: 'Ne pas effacer un dossier',
  params: parId,
  sujet: sujetGarde,
  page: { ...detail, path: '/dossiers/:id' },
  input: z.object({ motifGarde: z.string().trim().min(3, 'Dites pourquoi ce dossier doit être gardé').max(200, 'Écrivez 200 signes au plus') }),
  run: async ({ tx, params, input, acteur, maintenant }) => {
    const dossier = await lockDossier(tx, params.id)
    if (dossier.etat === 'brouillon') throw new Introuvable()
    if (await findGel(tx, dossier.id)) throw new Refus('Ce dossier est déjà retenu')
    const qui = { par: cleActeur(acteur), parNom: nomActeur(acteur) }
    await upsertGel(tx, dossier.id, { ...qui, motif: input.motifGarde, maintenant })
    await insertEvenement(tx, { dossierId: dossier.id, genre: 'gel', le: maintenant, ...qui, texte: input.motifGarde, public: false })
    return { vers: retour(dossier), message: 'Ce dossier est gardé, quoi que disent les règles.', journal: { objet: `dossier:${dossier.id}`, territoire: dossier.territoire } }
  },
})

/** The reason is over: the rule applies again, and its holder is told anew. */
export const degeler = action({
  nom: 'demarches.degeler',
  path: '/conservation/:id/degeler',
  may: mayGeler,
  titre: 'Ne plus retenir un dossier',
  params: parId,
  sujet: sujetGarde,
  input: z.object({}),
  run: async ({ tx, params, acteur, maintenant }) => {
    const dossier = await lockDossier(tx, params.id)
    if (!(await findGel(tx, dossier.id))) throw new Refus('Ce dossier n’est pas retenu')
    await deleteGel(tx, dossier.id)
    await insertEvenement(tx, { dossierId: dossier.id, genre: 'degel', le: maintenant, par: cleActeur(acteur), parNom: nomActeur(acteur), public: false })
    return { vers: retour(dossier), message: 'Ce dossier suit de nouveau les règles.', journal: { objet: `dossier:${dossier.id}`, territoire: dossier.territoire } }
  },
})
