import { z } from 'zod'
import { uuidv7 } from '../../../lib/uuid.ts'
import { cleActeur } from '../../../kernel/identite/acteur.ts'
import { nouveauSecret } from '../../../kernel/identite/empreinte.ts'
import { chiffrer } from '../../../kernel/identite/second-facteur.ts'
import { action } from '../../../kernel/module.ts'
import { listEnVigueur } from '../../demarches/index.ts'
import { insertAbonnement } from '../abonnement.queries.ts'
import { cleSecrets, localPermis } from '../livrer.ts'
import { nouveau, VueSecret } from '../pages/nouveau.tsx'
import { may } from '../porte.ts'
import { exigerAbonnement } from '../saisie.ts'

const plusieurs = z.union([z.string().max(100), z.array(z.string().max(100)).max(200)]).default([]).transform((v) => [v].flat())

/** Opens a subscription; its secret is shown once. */
export const creer = action({
  nom: 'abonnements.creer',
  path: '/abonnements',
  may,
  titre: 'Créer un abonnement',
  page: nouveau,
  idempotent: false,
  secondFacteur: true,
  input: z.looseObject({ nom: z.string().max(2000).default(''), url: z.string().max(1000).default(''), genres: plusieurs, demarches: plusieurs, territoires: z.string().max(2000).default('') }),
  run: async ({ tx, input, acteur, maison, maintenant }) => {
    const lieux = input.territoires.split(/[,;\n]/).map((lieu) => lieu.trim()).filter(Boolean)
    const connues = (await listEnVigueur(tx, 'public')).map((d) => d.code)
    const demande = exigerAbonnement({ ...input, lieux }, maison.territoires, connues, localPermis(maison))
    const id = uuidv7(maintenant.getTime())
    const secret = `abo_${nouveauSecret()}`
    await insertAbonnement(tx, { id, ...demande, secret: chiffrer(cleSecrets(maison), Buffer.from(secret)), creePar: cleActeur(acteur), maintenant })
    return {
      vers: `/abonnements/${id}`,
      montrer: { titre: 'Nouvel abonnement', vue: (vue) => VueSecret({ vue, id, nom: demande.nom, secret }), donnees: { id, secret } },
      journal: { objet: `abonnement:${id}`, detail: { hote: new URL(demande.url).host, genres: demande.genres, demarches: demande.demarches, territoires: demande.territoires } },
    }
  },
})
