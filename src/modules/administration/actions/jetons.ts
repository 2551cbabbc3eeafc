import { z } from 'zod'
import { Refus, Saisie } from '../../../lib/erreurs.ts'
import { cleActeur } from '../../../kernel/identite/acteur.ts'
import { insertJeton, revokeJeton } from '../../../kernel/identite/jeton.queries.ts'
import { action, permission } from '../../../kernel/module.ts'
import { exigerJeton } from '../jeton.ts'
import { lireJour } from '../../../kernel/formulaires/jour.ts'
import { jetons, nouveauJeton, VueJeton } from '../pages/jetons.tsx'
import { parId } from '../porte.ts'

const may = permission('administration.jetons')
const listeTexte = z.union([z.string().max(100), z.array(z.string().max(100)).max(200)]).default([])

/** Creates a token; its secret is shown once. */
export const creerJeton = action({
  nom: 'administration.creer-jeton',
  path: '/administration/jetons',
  may,
  titre: 'Créer un jeton',
  page: nouveauJeton,
  idempotent: false,
  input: z.looseObject({ nom: z.string().max(2000).default(''), permissions: listeTexte, territoires: z.string().max(2000).default(''), client: z.string().max(300).default('') }),
  run: async ({ tx, input, acteur, maison, maintenant }) => {
    const fin = lireJour(input, 'fin', maintenant)
    if ('erreurs' in fin) throw new Saisie(fin.erreurs)
    const permissions = typeof input.permissions === 'string' ? [input.permissions] : input.permissions
    const lieux = input.territoires.split(/[,;\n]/).map((lieu) => lieu.trim()).filter(Boolean)
    // Its last day ends at midnight in Benin (UTC+1).
    const demande = exigerJeton({ nom: input.nom, permissions, lieux, expireLe: new Date(`${fin.jour}T22:59:59Z`), client: input.client }, maison.modules, maison.territoires, maintenant)
    const { id, secret } = await insertJeton(tx, { ...demande, creePar: cleActeur(acteur), maintenant })
    const journal = { objet: `jeton:${id}`, detail: { permissions: [...demande.permissions], territoires: [...demande.territoires], expire: demande.expireLe.toISOString(), ...(demande.client ? { client: demande.client } : {}) } }
    // The mediator answers for its name: it has no secret to keep.
    if (demande.client) return { vers: '/administration/jetons', message: `Le client ${demande.client} est enregistré : le médiateur peut l’annoncer.`, journal }
    return {
      vers: '/administration/jetons',
      montrer: { titre: 'Nouveau jeton', vue: (vue) => VueJeton({ vue, nom: demande.nom, secret }), donnees: { id, jeton: secret } },
      journal,
    }
  },
})

/** Ends a token at once. */
export const revoquerJeton = action({
  nom: 'administration.revoquer-jeton',
  path: '/administration/jetons/:id/revoquer',
  may,
  titre: 'Révoquer un jeton',
  params: parId,
  page: jetons,
  input: z.object({}),
  run: async ({ tx, params, maintenant }) => {
    if (!(await revokeJeton(tx, params.id, maintenant))) throw new Refus('Ce jeton est déjà révoqué')
    return { vers: '/administration/jetons', message: 'Le jeton ne vaut plus rien.', journal: { objet: `jeton:${params.id}` } }
  },
})
