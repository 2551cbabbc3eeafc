import type { FastifyRequest } from 'fastify'
import type { Readable } from 'node:stream'
import { Refus, Saisie } from '../../lib/erreurs.ts'
import type { Depot } from '../fichiers/index.ts'
import type { Action, FichierRecu } from '../module.ts'
import { nettoyer } from './nettoyer.ts'

export type Recu = { saisie: Record<string, unknown>; fichiers: FichierRecu[]; erreurs: Record<string, string> }

const CHAMPS_AU_PLUS = 3000

/** Reads a `key=value&…` body; a repeated key becomes an array. */
export function lireFormulaire(texte: string): Record<string, unknown> {
  const paires = new URLSearchParams(texte)
  const lus = new Map<string, string | string[]>()
  let compte = 0
  for (const [cle, valeur] of paires) {
    if (++compte > CHAMPS_AU_PLUS) throw new Refus('Ce formulaire a trop de champs : envoyez-le en plusieurs fois', 413)
    ajouter(lus, cle, valeur)
  }
  return Object.fromEntries(lus)
}

function ajouter(lus: Map<string, string | string[]>, cle: string, valeur: string): void {
  const deja = lus.get(cle)
  lus.set(cle, deja === undefined ? valeur : Array.isArray(deja) ? [...deja, valeur] : [deja, valeur])
}

/** Reads the body of a write, in any of its three forms; files are stored by content as they arrive. */
export async function recevoir(requete: FastifyRequest, porte: Action, depot: Depot): Promise<Recu> {
  if (requete.isMultipart()) return recevoirParties(requete, porte, depot)
  const corps = (requete.body ?? {}) as unknown
  if (typeof corps !== 'object' || corps === null || Array.isArray(corps)) throw new Refus('Envoyez un objet JSON, pas une liste ni un texte', 400)
  return { saisie: nettoyer(corps) as Record<string, unknown>, fichiers: [], erreurs: {} }
}

async function recevoirParties(requete: FastifyRequest, porte: Action, depot: Depot): Promise<Recu> {
  const lus = new Map<string, string | string[]>()
  const fichiers: FichierRecu[] = []
  const erreurs: Record<string, string> = {}
  const limite = porte.fichiers ?? { nombre: 0, octets: 0 }
  const parties = requete.parts({ limits: { fileSize: limite.octets, files: Math.max(limite.nombre, 1), fields: CHAMPS_AU_PLUS, fieldSize: 100_000, parts: CHAMPS_AU_PLUS } })
  for await (const partie of parties) {
    if (partie.type === 'field') {
      ajouter(lus, partie.fieldname, String(partie.value))
    } else if (!partie.filename) {
      partie.file.resume()
    } else {
      await recevoirFichier(partie, depot, limite, fichiers, erreurs)
    }
  }
  return { saisie: nettoyer(Object.fromEntries(lus)) as Record<string, unknown>, fichiers, erreurs }
}

async function recevoirFichier(
  partie: { fieldname: string; filename: string; file: Readable & { truncated: boolean } },
  depot: Depot,
  limite: { nombre: number; octets: number },
  fichiers: FichierRecu[],
  erreurs: Record<string, string>,
): Promise<void> {
  const nom = (nettoyer(partie.filename) as string).replace(/[/\\]/g, '_').slice(-120)
  try {
    if (limite.nombre === 0) throw new Saisie({ '': 'Cette page ne reçoit pas de fichier' })
    const recu = await depot.recevoir(partie.file, { nom, octets: limite.octets })
    if (partie.file.truncated) throw new Saisie({ '': `« ${nom} » est trop lourd : ${Math.floor(limite.octets / 1_048_576)} Mo au plus. Reprenez la photo en qualité moyenne` })
    fichiers.push({ champ: partie.fieldname, nom: recu.nom, sha256: recu.sha256, type: recu.type, taille: recu.taille })
  } catch (erreur) {
    partie.file.resume()
    if (!(erreur instanceof Saisie)) throw erreur
    erreurs[partie.fieldname] = Object.values(erreur.champs)[0] ?? 'Choisissez un autre fichier'
  }
}
