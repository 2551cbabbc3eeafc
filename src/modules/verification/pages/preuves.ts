import { jeuDeCles } from '../../../kernel/documents/cles.ts'
import { ouvert, page } from '../../../kernel/module.ts'

/** For any program, also one that runs in another site's page: these files are public and prove themselves. */
const PARTAGE = { 'access-control-allow-origin': '*', 'cross-origin-resource-policy': 'cross-origin', 'cache-control': 'public, max-age=60' }

/** The public keys, retired ones included (JWK Set, RFC 7517). */
export const cles = page({
  path: '/v/cles.json',
  may: ouvert,
  titre: 'Clés publiques des documents',
  load: async ({ maison }) => {
    await maison.atelier.actualiser()
    return jeuDeCles(maison.atelier.trousseau)
  },
  corps: (jeu) => ({ type: 'application/jwk-set+json', corps: JSON.stringify(jeu), entetes: PARTAGE }),
})

/** The signed list of revoked documents (compact JWS, RFC 7515). */
export const revocations = page({
  path: '/v/revocations.jwt',
  may: ouvert,
  titre: 'Liste signée des documents révoqués',
  load: async ({ db, maison, maintenant }) => maison.atelier.listeSignee(db, maintenant),
  corps: (jws) => ({ type: 'application/jwt', corps: jws, entetes: PARTAGE }),
})
