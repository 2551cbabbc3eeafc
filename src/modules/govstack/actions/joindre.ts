import { Readable } from 'node:stream'
import { z } from 'zod'
import { Saisie } from '../../../lib/erreurs.ts'
import { cleActeur } from '../../../kernel/identite/acteur.ts'
import { insertReference } from '../../../kernel/fichiers/index.ts'
import { action } from '../../../kernel/module.ts'
import { BASE, clientDe, mayDeposer } from '../porte.ts'
import { tiroirDe } from '../remplir.ts'
import { urnDe } from '../traduire.ts'

const OCTETS = 20 * 1_048_576

/** Receives one paper, as a file or in base64; it waits in the client's drawer for a request that names it. */
export const joindre = action({
  nom: 'govstack.joindre',
  path: `${BASE}/documents`,
  facade: true,
  may: mayDeposer,
  titre: 'Envoyer un papier par le médiateur',
  idempotent: false,
  horsJournal: true,
  fichiers: { nombre: 1, octets: OCTETS },
  input: z.looseObject({ file: z.union([z.string(), z.array(z.string()).length(1).transform((v) => v[0]!)], { error: 'Envoyez un papier à la fois' }).optional() }),
  preparer: async ({ input, fichiers, maison }) => {
    if (fichiers[0]) return fichiers[0]
    if (!input.file) throw new Saisie({ file: 'Joignez un papier' })
    const texte = input.file.replace(/\s/g, '')
    if (!/^[A-Za-z0-9+/]+={0,2}$/.test(texte)) throw new Saisie({ file: 'Écrivez le papier en base64, ou envoyez-le comme un fichier' })
    return { champ: 'file', ...(await maison.depot.recevoir(Readable.from([Buffer.from(texte, 'base64')]), { nom: 'document', octets: OCTETS })) }
  },
  run: async ({ tx, acteur, prepare, maintenant }) => {
    const { sha256, type, taille, nom } = prepare
    const id = await insertReference(tx, { sha256, type, taille, objet: tiroirDe(clientDe(acteur).id), champ: 'document', nom, deposePar: cleActeur(acteur), maintenant })
    return { vers: BASE, json: { code: 200, type, message: 'Reçu', url: urnDe(id) } }
  },
})
