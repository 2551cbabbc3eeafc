import { z } from 'zod'
import { Introuvable, Refus, Saisie } from '../../../lib/erreurs.ts'
import { closeRequete, eraseCitoyen, findRequete } from '../../../kernel/identite/requete-donnees.queries.ts'
import { prevenir } from '../../../kernel/notifications/index.ts'
import { action, permission } from '../../../kernel/module.ts'
import { detailRequete } from '../pages/donnees.tsx'
import { agentDe, parId } from '../porte.ts'

/** Answers a data-subject's request and closes it; an erasure may be carried out at once. */
export const repondreRequete = action({
  nom: 'administration.repondre-requete',
  path: '/administration/donnees/:id',
  may: permission('administration.donnees'),
  titre: 'Répondre à une requête de données',
  params: parId,
  page: detailRequete,
  definitif: true,
  input: z.object({ reponse: z.string().max(50_000).default(''), effacer: z.literal('oui').optional() }),
  run: async ({ tx, params, input, acteur, maintenant }) => {
    const requete = await findRequete(tx, params.id)
    if (!requete) throw new Introuvable()
    const reponse = input.reponse.trim()
    if (reponse === '') throw new Saisie({ reponse: 'Écrivez ce que le citoyen lira' })
    if ([...reponse].length > 2000) throw new Saisie({ reponse: 'Écrivez 2 000 signes au plus' })
    if (!(await closeRequete(tx, { id: requete.id, reponse, par: agentDe(acteur).id, maintenant }))) throw new Refus('Quelqu’un a déjà répondu à cette requête')
    const effacer = requete.genre === 'effacement' && input.effacer === 'oui'
    // Before the erasure, which forgets where he is told.
    const a = { telephone: requete.telephone, courriel: requete.courriel, ...(effacer ? {} : { interne: `citoyen:${requete.citoyenId}` }) }
    const jobs = await prevenir(tx, { modele: 'donnees-reponse', cle: `donnees:${requete.id}`, a, valeurs: { reponse }, objet: `requete-donnees:${requete.id}`, lien: '/compte/donnees', masquer: reponse, maintenant })
    if (effacer) await eraseCitoyen(tx, requete.citoyenId, maintenant)
    return { vers: '/administration/donnees', message: effacer ? 'Répondu ; le compte est effacé.' : 'Répondu.', journal: { objet: `requete-donnees:${requete.id}`, detail: { genre: requete.genre, efface: effacer } }, jobs }
  },
})
