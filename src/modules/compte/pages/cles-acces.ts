import { Refus } from '../../../lib/erreurs.ts'
import { listClesAcces } from '../../../kernel/identite/cle-acces.queries.ts'
import { optionsAssertion } from '../../../kernel/identite/cle-acces.ts'
import { agent, page } from '../../../kernel/module.ts'

/** Options of a passkey that confirms an act, asked by cle-acces.js at the moment of the click. */
export const defi = page({
  path: '/compte/cle-acces/defi',
  may: agent,
  titre: 'Défi de clé d’accès',
  load: async ({ db, acteur, maison, maintenant }) => {
    const id = acteur.genre === 'agent' ? acteur.id : ''
    if ((await listClesAcces(db, id)).length === 0) throw new Refus('Vous n’avez pas encore de clé d’accès')
    return optionsAssertion(maison, id, maintenant)
  },
  corps: (options) => ({ type: 'application/json; charset=utf-8', corps: JSON.stringify(options) }),
})
