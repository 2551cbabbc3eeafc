import type { FastifyInstance } from 'fastify'
import type { Actifs } from '../../ui/actifs.ts'

/** Static files, compressed once at start; a fingerprinted name may be kept for ever. */
export function servirActifs(serveur: FastifyInstance, actifs: Actifs): void {
  for (const [chemin, actif] of actifs.parChemin) {
    serveur.get(chemin, { compress: false }, async (requete, reponse) => {
      void reponse.header('etag', actif.etag).header('vary', 'accept-encoding')
      void reponse.header('cache-control', actif.immuable ? 'public, max-age=31536000, immutable' : 'no-cache')
      if (requete.headers['if-none-match'] === actif.etag) return reponse.code(304).send()
      const accepte = requete.headers['accept-encoding'] ?? ''
      const [codage, octets] = accepte.includes('br') ? ['br', actif.brotli] : accepte.includes('gzip') ? ['gzip', actif.gzip] : [undefined, actif.octets]
      if (codage) void reponse.header('content-encoding', codage)
      return reponse.type(actif.type).send(octets)
    })
  }
}
