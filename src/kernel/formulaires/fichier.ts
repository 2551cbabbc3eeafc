/** Files of answers: those kept before, those just received, their number and their type. */
import { accord, ponctuer } from '../../lib/francais.ts'
import { lireTextes } from './brut.ts'
import type { Brut } from './brut.ts'
import { fichiersAuPlus } from './champ.ts'
import type { ChampFichier } from './definition.ts'
import type { Lecteur, Lu } from './lecture.ts'
import { elementsDe, fichiersDe } from './reponse.ts'
import type { FichierJoint, Reponse, Reponses } from './reponse.ts'

/** What the input proposes to choose; the type itself is judged by content when the file is received. */
export const acceptes = (champ: ChampFichier): string => (champ.type === 'fichier' ? 'image/*,application/pdf' : 'image/*')

/**
 * Files kept and received. At the top of a step the answers say what is kept; in a block, hidden inputs `nom.garde` do,
 * so that files follow their element when another is removed (a name that was never among the answers of this field is
 * ignored; without `nom.garde` the answers say). Inputs `….retire` name those withdrawn since.
 */
export function lireFichiers(champ: ChampFichier, { nom, brut, contexte, avant }: Lecteur): Lu {
  const retires = retiresDe(brut)
  const recus = Object.hasOwn(contexte.fichiers ?? {}, nom) ? contexte.fichiers![nom]! : []
  const gardes = nom.includes('.') && brut.has(`${nom}.garde`) ? gardesDe(brut, nom, champ.code, contexte.reponses) : fichiersDe(avant)
  const tous = uniques([...gardes.filter((f) => !retires.has(f.reference)), ...recus])
  const sans = champ.type === 'signature' && champ.sans && lireTextes(brut, `${nom}.sans`).includes('oui')
  if (tous.length === 0) return sans ? { valeur: { sansSignature: true } } : {}
  if (sans) return { valeur: tous, fautes: { [nom]: ponctuer(`Il y a une signature et la case « ${champ.phraseSans} » : retirez l’une des deux`) } }
  const max = fichiersAuPlus(champ)
  const min = champ.type === 'fichier' ? champ.min : 1
  const phrase = tous.some((f) => !typeAccepte(champ, f)) ? (champ.type === 'fichier' ? 'Il faut une photo ou un PDF : retirez l’autre fichier' : 'Il faut une photo : retirez ce fichier et envoyez une image') : tous.length > max ? `Gardez ${max} ${accord(max, 'fichier')} au plus : il y en a ${tous.length}, retirez-en` : tous.length < min && champ.requis ? phraseManquants(champ, min - tous.length) : undefined
  return phrase === undefined ? { valeur: tous } : { valeur: tous, fautes: { [nom]: ponctuer(phrase) } }
}

const phraseManquants = (champ: ChampFichier, reste: number) => (champ.type === 'fichier' && champ.rectoVerso && reste === 1 ? 'Ajoutez l’autre face' : `Ajoutez encore ${reste} ${accord(reste, 'fichier')}`)
const typeAccepte = (champ: ChampFichier, f: FichierJoint) => f.type.startsWith('image/') || (champ.type === 'fichier' && f.type === 'application/pdf')
const uniques = (fichiers: readonly FichierJoint[]) => fichiers.filter((f, i) => fichiers.findIndex((g) => g.reference === f.reference) === i)

/** Whether the answer says that the person cannot sign. */
export const sansSignature = (reponse: Reponse): boolean => typeof reponse === 'object' && reponse !== null && 'sansSignature' in reponse && reponse.sansSignature === true

/** Files that the hidden inputs of a block's element name, in their order. */
export function gardesDe(brut: Brut, nom: string, code: string, reponses: Readonly<Reponses>): FichierJoint[] {
  const connus = fichiersDuCode(reponses, code)
  return lireTextes(brut, `${nom}.garde`).flatMap((id) => connus.filter((f) => f.reference === id))
}

/** References withdrawn on the page and not saved yet. */
export const retiresDe = (brut: Brut): ReadonlySet<string> => new Set([...brut].filter(([cle]) => cle.endsWith('.retire')).flatMap(([, v]) => v))

/** Every file answered under a code, at the top or in the elements of any block. */
function fichiersDuCode(reponses: Readonly<Reponses>, code: string): FichierJoint[] {
  return Object.entries(reponses).flatMap(([cle, r]) => (cle === code ? fichiersDe(r) : elementsDe(r).flatMap((e) => (Object.hasOwn(e, code) ? fichiersDe(e[code] ?? null) : []))))
}

/** The files named in answers, blocks included; the others of a draft are no longer used. */
export function referencesDe(reponses: Readonly<Reponses>): string[] {
  return Object.values(reponses).flatMap((r) => [...fichiersDe(r).map((f) => f.reference), ...elementsDe(r).flatMap((e) => ('reference' in e ? [] : referencesDe(e)))])
}

/** The same answers without one file. The row of the reference is the caller's to withdraw. */
export function retirerFichier(reponses: Readonly<Reponses>, reference: string): Reponses {
  const sans = (r: Reponse): Reponse => {
    if (fichiersDe(r).length > 0) return fichiersDe(r).filter((f) => f.reference !== reference)
    return elementsDe(r).length > 0 ? elementsDe(r).map((e) => retirerFichier(e, reference)) : r
  }
  return Object.fromEntries(Object.entries(reponses).map(([code, r]) => [code, sans(r)] as const).filter(([code, r]) => !(Array.isArray(r) && r.length === 0 && fichiersDe(reponses[code] ?? null).length > 0)))
}
