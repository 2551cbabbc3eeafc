import { z } from 'zod'
import { Refus, Saisie } from '../../../lib/erreurs.ts'
import { action } from '../../../kernel/module.ts'
import { insertEvenements } from '../evenement.queries.ts'
import { litige as page } from '../pages/litige.tsx'
import { lockParcelle, updateEtat } from '../parcelle.queries.ts'
import { exigerVivante, parId, sujetParcelle, tenir } from '../porte.ts'

/** Opens or closes a dispute, with its reason. `vers` is what the page showed: two people do not undo one another. */
export const changerLitige = action({
  nom: 'parcelles.changer-litige',
  path: '/parcelles/:id/litige',
  may: tenir,
  titre: 'Signaler ou clore un litige',
  params: parId,
  sujet: sujetParcelle,
  page,
  input: z.object({ vers: z.enum(['active', 'litigieuse']), motif: z.string().trim().max(2000).default('') }),
  run: async ({ tx, params, input, acteur, maintenant }) => {
    const p = await lockParcelle(tx, params.id)
    exigerVivante(p)
    if (p.etat === input.vers) throw new Refus(input.vers === 'active' ? 'Ce litige est déjà clos' : 'Un litige est déjà signalé')
    if (input.motif === '') throw new Saisie({ motif: input.vers === 'active' ? 'Écrivez la décision ou l’accord qui met fin au litige' : 'Écrivez qui conteste quoi' })
    if ([...input.motif].length > 400) throw new Saisie({ motif: 'Écrivez 400 signes au plus' })
    await updateEtat(tx, p.id, input.vers, null, maintenant)
    await insertEvenements(tx, [{ parcelleId: p.id, texte: input.motif }], { genre: input.vers === 'active' ? 'litige-clos' : 'litige', acteur, maintenant })
    return { vers: `/parcelles/${p.id}`, message: input.vers === 'active' ? 'Le litige est clos.' : 'Le litige est signalé.', journal: { objet: `parcelle:${p.id}`, territoire: p.territoire, detail: { etat: input.vers } } }
  },
})
