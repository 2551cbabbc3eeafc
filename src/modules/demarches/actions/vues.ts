import { z } from 'zod'
import { Refus } from '../../../lib/erreurs.ts'
import { uuidv7 } from '../../../lib/uuid.ts'
import { cleActeur } from '../../../kernel/identite/acteur.ts'
import { action, titulaire } from '../../../kernel/module.ts'
import { champsCriteres, lireCriteres, versAdresse } from '../criteres.ts'
import { mayListe, parId } from '../porte.ts'
import { sujetVue, vues } from '../vue/pages.tsx'
import { deleteVue, insertVue, listVues, updateVue, VUES_AU_PLUS } from '../vue/vue.queries.ts'

const nom = z.string().trim().min(1, 'Donnez un nom à cette vue').max(40, 'Quarante signes au plus')

/** Keeps the filters of the list under a name, for oneself. */
export const garderVue = action({
  nom: 'demarches.garder-vue',
  path: '/vues',
  may: mayListe,
  titre: 'Garder cette vue',
  page: vues,
  horsJournal: true,
  input: z.object({ nom, ...champsCriteres }),
  run: async ({ tx, input: { nom: nomVue, ...reste }, acteur, maintenant }) => {
    const par = cleActeur(acteur)
    const filtre = lireCriteres(reste)
    if (versAdresse(filtre) === '') throw new Refus('Choisissez d’abord un filtre dans la liste des dossiers')
    if ((await listVues(tx, par)).length >= VUES_AU_PLUS) throw new Refus(`Vous avez déjà ${VUES_AU_PLUS} vues : effacez-en une`)
    await insertVue(tx, { id: uuidv7(maintenant.getTime()), par, nom: nomVue, filtre, maintenant })
    return { vers: `/dossiers${versAdresse(filtre)}`, message: `La vue « ${nomVue} » est gardée.` }
  },
})

/** Gives one of one's views another name. */
export const renommerVue = action({
  nom: 'demarches.renommer-vue',
  path: '/vues/:id',
  may: titulaire,
  titre: 'Renommer une vue',
  page: vues,
  horsJournal: true,
  params: parId,
  sujet: sujetVue,
  input: z.object({ nom }),
  run: async ({ tx, params, input }) => {
    await updateVue(tx, params.id, input.nom)
    return { vers: '/vues', message: 'La vue est renommée.' }
  },
})

/** Forgets one of one's views; the files stay. */
export const effacerVue = action({
  nom: 'demarches.effacer-vue',
  path: '/vues/:id/effacer',
  may: titulaire,
  titre: 'Effacer une vue',
  page: vues,
  horsJournal: true,
  params: parId,
  sujet: sujetVue,
  input: z.object({}),
  run: async ({ tx, params }) => {
    await deleteVue(tx, params.id)
    return { vers: '/vues', message: 'La vue est effacée.' }
  },
})
