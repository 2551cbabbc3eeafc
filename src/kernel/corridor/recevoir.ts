import type { FastifyRequest } from 'fastify'
import type { Readable } from 'node:stream'
import { Refus, Saisie } from '../../lib/erreurs.ts'
import { AntivirusMuet } from '../fichiers/index.ts'
import type { Depot } from '../fichiers/index.ts'
import type { Action, Brut, FichierRecu } from '../module.ts'
import { nettoyer } from './nettoyer.ts'

/** `combles`: fields to which more files came than the door accepts. */
export type Recu = { saisie: Record<string, unknown>; fichiers: FichierRecu[]; erreurs: Record<string, string>; combles: Set<string>; brut?: Brut }

const CHAMPS_AU_PLUS = 3000
/** Characters of text in one form, files left aside; the same limit as for the other kinds of body. */
const TEXTE_AU_PLUS = 1_048_576
/** Files read beyond what a door accepts, so that the person is told beside the field rather than by an error page. */
const FICHIERS_DE_TROP = 20

const tropDeChamps = () => new Refus('Ce formulaire a trop de champs : envoyez-le en plusieurs fois', 413)

/** Reads a `key=value&…` body; a repeated key becomes an array. */
export function lireFormulaire(texte: string): Record<string, unknown> {
  const paires = new URLSearchParams(texte)
  const lus = new Map<string, string | string[]>()
  let compte = 0
  for (const [cle, valeur] of paires) {
    if (++compte > CHAMPS_AU_PLUS) throw tropDeChamps()
    ajouter(lus, cle, valeur)
  }
  return Object.fromEntries(lus)
}

function ajouter(lus: Map<string, string | string[]>, cle: string, valeur: string): void {
  const deja = lus.get(cle)
  lus.set(cle, deja === undefined ? valeur : Array.isArray(deja) ? [...deja, valeur] : [deja, valeur])
}

/** What another system sent, untouched: its signature is over these bytes. */
export function recevoirBrut(requete: FastifyRequest, { entetes }: NonNullable<Action['machine']>): Recu {
  const corps = Buffer.isBuffer(requete.body) ? requete.body : Buffer.alloc(0)
  const lus = Object.fromEntries(entetes.flatMap((nom) => (typeof requete.headers[nom] === 'string' ? [[nom, requete.headers[nom]]] : [])))
  return { saisie: {}, fichiers: [], erreurs: {}, combles: new Set(), brut: { corps, entetes: lus } }
}

/** Reads the body of a write, in any of its three forms; files are stored by content as they arrive. */
export async function recevoir(requete: FastifyRequest, porte: Action, depot: Depot): Promise<Recu> {
  if (requete.isMultipart()) return recevoirParties(requete, porte, depot).catch(direCoupe)
  const corps = (requete.body ?? {}) as unknown
  if (typeof corps !== 'object' || corps === null || Array.isArray(corps)) throw new Refus('Envoyez un objet JSON, pas une liste ni un texte', 400)
  return { saisie: nettoyer(corps) as Record<string, unknown>, fichiers: [], erreurs: {}, combles: new Set() }
}

// The parser of parts throws plain errors, and says a cut in several ways.
function direCoupe(erreur: unknown): never {
  const coupe = erreur instanceof Error && /unexpected end of|terminated early|premature close|malformed|boundary not found/i.test(erreur.message)
  throw coupe ? new Refus('L’envoi est arrivé incomplet ou abîmé. Recommencez ; le réseau a peut-être coupé', 400) : erreur
}

async function recevoirParties(requete: FastifyRequest, porte: Action, depot: Depot): Promise<Recu> {
  const lus = new Map<string, string | string[]>()
  const recu: Recu = { saisie: {}, fichiers: [], erreurs: {}, combles: new Set() }
  const limite = porte.fichiers ?? { nombre: 0, octets: 0 }
  // One byte and some files more than is accepted: what is too much is then known, and told beside its field.
  const limits = { fileSize: limite.octets + 1, files: limite.nombre + FICHIERS_DE_TROP, fields: CHAMPS_AU_PLUS + 1, fieldSize: TEXTE_AU_PLUS + 1, parts: CHAMPS_AU_PLUS + limite.nombre + FICHIERS_DE_TROP + 1 }
  let signes = 0
  let champs = 0
  for await (const partie of requete.parts({ limits })) {
    if (partie.type === 'field') {
      const valeur = String(partie.value)
      signes += valeur.length
      if (signes > TEXTE_AU_PLUS) throw new Refus('Ce formulaire contient trop de texte : 1 Mo au plus', 413)
      if (++champs > CHAMPS_AU_PLUS) throw tropDeChamps()
      ajouter(lus, partie.fieldname, valeur)
    } else if (!partie.filename) {
      partie.file.resume()
    } else {
      await recevoirFichier(requete, partie, depot, limite, recu)
    }
  }
  recu.saisie = nettoyer(Object.fromEntries(lus)) as Record<string, unknown>
  return recu
}

async function recevoirFichier(
  requete: FastifyRequest,
  partie: { fieldname: string; filename: string; file: Readable },
  depot: Depot,
  limite: { nombre: number; octets: number; donnees?: boolean; archive?: boolean; morceau?: boolean },
  recu: Recu,
): Promise<void> {
  try {
    if (limite.nombre === 0) throw new Saisie({ '': 'Cette page ne reçoit pas de fichier' })
    if (recu.fichiers.length >= limite.nombre || recu.combles.has(partie.fieldname)) {
      // Which of them was meant is not known: none of this field is kept.
      recu.combles.add(partie.fieldname)
      recu.fichiers = recu.fichiers.filter((f) => f.champ !== partie.fieldname)
      throw new Saisie({ '': `Envoyez ${limite.nombre} fichiers au plus à la fois` })
    }
    const { nom, sha256, type, taille } = await depot.recevoir(partie.file, { nom: nomDe(partie.filename), octets: limite.octets, ...(limite.donnees ? { donnees: true } : {}), ...(limite.archive ? { archive: true } : {}), ...(limite.morceau ? { morceau: true } : {}) })
    recu.fichiers.push({ champ: partie.fieldname, nom, sha256, type, taille })
  } catch (erreur) {
    partie.file.resume()
    recu.erreurs[partie.fieldname] = phraseDe(requete, erreur)
  }
}

const nomDe = (tape: string) => [...(nettoyer(tape) as string).replace(/[/\\]/g, '_')].slice(-120).join('')

// A scanner that is silent refuses this file, not what was typed beside it. Anything else ends the request.
function phraseDe(requete: FastifyRequest, erreur: unknown): string {
  if (erreur instanceof Saisie) return Object.values(erreur.champs)[0] ?? 'Choisissez un autre fichier'
  if (!(erreur instanceof AntivirusMuet)) throw erreur
  requete.log.error({ err: erreur }, 'antivirus muet')
  return 'Le contrôle antivirus ne répond pas pour l’instant. Vos réponses sont gardées : ajoutez ce fichier de nouveau dans quelques minutes'
}
