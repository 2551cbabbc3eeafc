import { optionsAssertion } from '../../../kernel/identite/cle-acces.ts'
import { agent, page } from '../../../kernel/module.ts'

/** Options of a passkey that confirms an act, asked by cle-acces.js at the moment of the click. */
export const defi = page({
  path: '/compte/cle-acces/defi',
  may: agent,
  titre: 'Défi de clé d’accès',
  load: async ({ acteur, maison, maintenant }) => optionsAssertion(maison, acteur.genre === 'agent' ? acteur.id : '', maintenant),
  corps: (options) => ({ type: 'application/json; charset=utf-8', corps: JSON.stringify(options) }),
})
