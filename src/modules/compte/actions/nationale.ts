import { z } from 'zod'
import { Introuvable, Refus } from '../../../lib/erreurs.ts'
import { uuidv7 } from '../../../lib/uuid.ts'
import { getOrInsertCitoyenNational } from '../../../kernel/identite/personne.queries.ts'
import { action, ouvert } from '../../../kernel/module.ts'
import { ouvrirIdentite } from '../oidc.ts'
import { JOURS_CITOYEN, ouvrirSession } from './connecter.ts'

/** Finishes a sign-in by the national identity: the account is found by the provider's own name for the person, or made. */
export const connecterNational = action({
  nom: 'compte.connecter-national',
  path: '/connexion/nationale',
  may: ouvert,
  titre: 'Continuer',
  limite: 30,
  idempotent: false,
  horsJournal: true,
  input: z.object({ identite: z.string().max(4000).default('') }),
  run: async (ecrit) => {
    if (!ecrit.maison.reglages.oidc) throw new Introuvable()
    const identite = ouvrirIdentite(ecrit.maison, ecrit.input.identite, ecrit.navigateur, ecrit.maintenant)
    if (!identite) throw new Refus('Cette connexion a plus de dix minutes. Recommencez')
    const id = await getOrInsertCitoyenNational(ecrit.tx, { sujet: identite.sujet, nom: identite.nom, telephone: identite.telephone, courriel: identite.courriel, id: uuidv7(ecrit.maintenant.getTime()), maintenant: ecrit.maintenant })
    return ouvrirSession(ecrit, 'citoyen', id, JOURS_CITOYEN, identite.suite)
  },
})
