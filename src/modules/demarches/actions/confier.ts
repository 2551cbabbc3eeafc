import { z } from 'zod'
import { Refus, Saisie } from '../../../lib/erreurs.ts'
import { jourLocal } from '../../../kernel/calendrier/index.ts'
import type { Tx } from '../../../kernel/db/index.ts'
import { action } from '../../../kernel/module.ts'
import type { Ecriture } from '../../../kernel/module.ts'
import { listCandidats, peutConfier, updateInstructeur } from '../affectation/affectation.queries.ts'
import { lockDossier } from '../dossier.queries.ts'
import { enCours } from '../dossier.ts'
import { insertEvenement } from '../evenement.queries.ts'
import { detail } from '../pages/detail.tsx'
import { mayConfier, mayLire, nomActeur, parId, sujetDossier } from '../porte.ts'

type Qui = Pick<Ecriture, 'acteur' | 'maintenant' | 'maison' | 'porteePour'>

/**
 * Gives a file to an agent, or to nobody (''). Everybody takes what waits for his own post, and gives back what he has; to give to
 * another asks for `demarches.confier`. It says who is at work, and takes from nobody the right to act. Throws `Refus`.
 */
export async function confierA(tx: Tx, id: string, agentId: string, { acteur, maintenant, maison, porteePour }: Qui): Promise<string> {
  const dossier = await lockDossier(tx, id)
  if (acteur.genre !== 'agent') throw new Refus('Un dossier se confie par une personne', 403)
  if (!enCours(dossier)) throw new Refus('Ce dossier est clos : il n’y a plus rien à confier')
  const sien = agentId === acteur.id || (agentId === '' && dossier.instructeur === acteur.id)
  if (!sien && !peutConfier({ acteur, porteePour }, dossier)) throw new Refus('Confier un dossier à quelqu’un d’autre revient au chef du bureau', 403)
  const candidat = agentId === '' ? undefined : (await listCandidats(tx, dossier, maison.territoires, jourLocal(maintenant))).find((c) => c.id === agentId)
  if (agentId !== '' && !candidat) throw new Refus(sien ? 'Ce dossier n’attend rien de votre poste' : 'Cette personne n’a pas le poste que ce dossier attend')
  await updateInstructeur(tx, id, candidat?.id ?? null)
  const texte = candidat ? `Confié à ${candidat.nom}` : 'Rendu au bureau'
  await insertEvenement(tx, { dossierId: id, genre: 'confie', le: maintenant, par: `agent:${acteur.id}`, parNom: nomActeur(acteur), texte, public: false })
  return texte
}

/** Gives a file to oneself, to an agent of the office, or to nobody. */
export const confier = action({
  nom: 'demarches.confier',
  path: '/dossiers/:id/confier',
  may: mayConfier,
  titre: 'Confier un dossier',
  page: detail,
  params: parId,
  sujet: sujetDossier,
  input: z.object({ agent: z.uuid().or(z.literal('')).default('') }),
  run: async (lu) => {
    const texte = await confierA(lu.tx, lu.params.id, lu.input.agent, lu)
    return { vers: `/dossiers/${lu.params.id}`, message: `${texte}.`, journal: { objet: `dossier:${lu.params.id}` } }
  },
})

/** A note that stays in the office: among the events that are not public. */
export const noter = action({
  nom: 'demarches.noter',
  path: '/dossiers/:id/noter',
  may: mayLire,
  titre: 'Ajouter une note du bureau',
  page: detail,
  params: parId,
  sujet: sujetDossier,
  input: z.object({ note: z.string().trim().max(2000, 'Deux mille signes au plus').default('') }),
  run: async ({ tx, params, input, acteur, maintenant }) => {
    if (acteur.genre !== 'agent') throw new Refus('Une note s’écrit par une personne', 403)
    if (input.note === '') throw new Saisie({ note: 'Écrivez la note' })
    await lockDossier(tx, params.id)
    await insertEvenement(tx, { dossierId: params.id, genre: 'note', le: maintenant, par: `agent:${acteur.id}`, parNom: nomActeur(acteur), texte: input.note, public: false })
    return { vers: `/dossiers/${params.id}#historique`, message: 'La note est gardée. Le demandeur ne la voit pas.', journal: { objet: `dossier:${params.id}` } }
  },
})
