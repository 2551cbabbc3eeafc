import { z } from 'zod'
import { Introuvable, Refus } from '../../../lib/erreurs.ts'
import { jourLocal } from '../../../kernel/calendrier/index.ts'
import { action } from '../../../kernel/module.ts'
import { cleCaisse, francs } from '../caisse.ts'
import { insertCloture, tenirCaisse } from '../caisse.queries.ts'
import { caisse } from '../pages/caisse.tsx'
import { caissesDe, mayEncaisser, nomComplet, qui } from '../porte.ts'

/** Closes the cash of an office for a day: its figures no longer change, and that day takes no receipt any more. */
export const cloturer = action({
  nom: 'paiements.cloturer',
  path: '/caisse/cloturer',
  may: mayEncaisser,
  titre: 'Clore la caisse',
  page: caisse,
  definitif: true,
  input: z.object({ territoire: z.string().max(9), bureau: z.string().max(200), jour: z.iso.date() }),
  run: async ({ tx, input, acteur, portee, maintenant }) => {
    const { territoire, bureau, jour } = input
    if (!portee.contient(territoire)) throw new Introuvable()
    if (!caissesDe(acteur).some((c) => cleCaisse(c) === cleCaisse(input))) throw new Refus('Seul le bureau qui tient cette caisse la clôt', 403)
    if (jour > jourLocal(maintenant)) throw new Refus('Ce jour n’est pas encore venu')
    await tenirCaisse(tx, input, jour)
    const { total, nombre } = await insertCloture(tx, input, jour, { par: qui(acteur, maintenant).par, parNom: nomComplet(acteur), maintenant })
    return { vers: `/caisse?jour=${jour}&caisse=${encodeURIComponent(cleCaisse(input))}`, message: `La caisse est close : ${francs(total)}.`, journal: { objet: `caisse:${territoire}:${jour}`, territoire, detail: { bureau, jour, nombre, total } } }
  },
})
