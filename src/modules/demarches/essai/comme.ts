import { createHash } from 'node:crypto'
import { z } from 'zod'
import { Introuvable } from '../../../lib/erreurs.ts'
import type { Db } from '../../../kernel/db/index.ts'
import type { Acteur } from '../../../kernel/identite/acteur.ts'
import { findRole } from '../../../kernel/identite/role.ts'
import { titulaire } from '../../../kernel/module.ts'
import type { Action, Page, Sujet, Suite } from '../../../kernel/module.ts'
import type { Territoires } from '../../../kernel/territoire/index.ts'
import { findAppartenance } from '../dossier.queries.ts'

/** `/essais/:id/comme/:poste`: the test, and the post one acts as, as it is written in the file (`maire@1203`, `directeur@BJ#Cabinet`). */
export const parPoste = z.object({ id: z.uuid(), poste: z.string().regex(/^[a-z_]{3,40}@[A-Z0-9]{2,10}(?:#.{1,100})?$/) })

/** A test is its author's; any other file does not exist here. */
export async function sujetEssai({ db, params }: { db: Db; params: { id: string } }): Promise<Sujet | undefined> {
  const d = await findAppartenance(db, params.id)
  return d && d.version < 0 && d.titulaire ? { territoire: null, prive: true, titulaires: [d.titulaire] } : undefined
}

/** Whoever would hold this post: nobody real. Two posts are two persons, so that nobody signs what he proposed. Throws `Introuvable`. */
export function acteurComme(poste: string, territoires: Territoires): Extract<Acteur, { genre: 'agent' }> {
  const [, nom = '', lieu = '', bureau] = /^([^@]+)@([^#]+)(?:#(.+))?$/.exec(poste) ?? []
  const role = findRole(nom)
  const ici = lieu === 'BJ' ? { nom: 'Bénin' } : territoires.trouver(lieu)
  if (!role || !ici) throw new Introuvable('Ce poste n’existe pas')
  const h = createHash('sha256').update(`essai:${poste}`).digest('hex')
  const id = `${h.slice(0, 8)}-${h.slice(8, 12)}-8${h.slice(13, 16)}-a${h.slice(17, 20)}-${h.slice(20, 32)}`
  return { genre: 'agent', id, nom: `Essai ${role.titre}`, secondFacteur: false, postes: [{ posteId: id, role: role.nom, roleTitre: role.titre, territoire: lieu, territoireNom: ici.nom, bureau: bureau ?? territoires.bureaux(lieu)[0]?.nom ?? ici.nom }] }
}

type Recue = { params: { id: string; poste: string }; maison: { territoires: Territoires } }

/**
 * The very action of a station, done by its author on his own test as the post it waits for: same input, same rules, same story. No second
 * factor, since nothing is engaged; nothing in the journal, since nothing happened.
 */
export function commeUnAutre(action: Action, page: Page): Action {
  const run = async (e: Recue): Promise<Suite> => {
    const { message, jobs } = await action.run({ ...e, acteur: acteurComme(e.params.poste, e.maison.territoires) } as never)
    return { vers: `/essais/${e.params.id}`, ...(message ? { message } : {}), ...(jobs ? { jobs } : {}) }
  }
  const { secondFacteur: _, ...reste } = action
  return { ...reste, nom: action.nom.replace('demarches.', 'demarches.essai-'), path: action.path.replace('/dossiers/:id', '/essais/:id/comme/:poste'), titre: `${action.titre}, dans un essai`, may: titulaire, params: parPoste, sujet: sujetEssai as NonNullable<Action['sujet']>, page, horsJournal: true, run: run as unknown as Action['run'] }
}
