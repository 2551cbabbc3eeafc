import { z } from 'zod'
import { Refus } from '../../../lib/erreurs.ts'
import { relancerTache } from '../../../kernel/jobs/queries.ts'
import { action, permission } from '../../../kernel/module.ts'
import { taches } from '../pages/taches.tsx'
import { parId } from '../porte.ts'

/** Tries a failed task again at once: a mail server that was down, a full disk that has room again. */
export const relancer = action({
  nom: 'administration.relancer-tache',
  path: '/administration/taches/:id/relancer',
  may: permission('administration.taches'),
  titre: 'Relancer une tâche en échec',
  params: parId,
  page: taches,
  input: z.object({}),
  run: async ({ tx, params, maison, maintenant }) => {
    const nom = await relancerTache(tx, params.id, maintenant)
    if (!nom) throw new Refus('Cette tâche n’est plus en échec : elle a été faite, ou relancée par quelqu’un d’autre')
    const titre = maison.modules.flatMap((m) => m.jobs).find((j) => j.nom === nom)?.titre ?? nom
    return { vers: '/administration/taches', message: `« ${titre} » : c’est relancé. Rechargez la page dans un instant.`, journal: { objet: `tache:${params.id}`, detail: { nom } } }
  },
})
