import { createHash } from 'node:crypto'
import type { z } from 'zod'
import { ANNEXES_AU_PLUS, ELEMENTS, Enveloppe, doublons, estFichier, resserrer } from './enveloppe.ts'
import { citer, faute, inattendu, malEcrit, manque } from './fautes.ts'
import type { Faute, Lieu } from './fautes.ts'

type Pas = readonly PropertyKey[]
/** How a kind of envelope names its places. */
export type Repere = { chemin: (pas: Pas) => string; ligne: (pas: Pas) => number | undefined; acte: (rang: number) => string | number }

/** What is at the end of a path of something nobody checked. */
function suivre(brut: unknown, pas: Pas): unknown {
  let ici = brut
  for (const cle of pas) ici = typeof ici === 'object' && ici !== null && Object.hasOwn(ici, cle) ? (ici as Record<PropertyKey, unknown>)[cle] : undefined
  return ici
}

const liste = (brut: unknown, pas: Pas): unknown[] => {
  const trouve = suivre(brut, pas)
  return Array.isArray(trouve) ? trouve : []
}

/** The number of an act by its rank from 0, or that rank from 1 when it has no number to be called by. */
export function numeroDe(brut: unknown, rang: number): string | number {
  const numero = suivre(brut, ['actes', rang, 'numero'])
  return typeof numero === 'string' && resserrer(numero) !== '' ? citer(resserrer(numero)) : rang + 1
}

/** A path as a JSON Pointer (RFC 6901). */
export const pointeurDe = (pas: Pas): string => pas.map((cle) => `/${String(cle).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('')

function lieuDe(repere: Repere, pas: Pas): Lieu {
  const [liste, rang] = pas
  return { chemin: repere.chemin(pas), ligne: repere.ligne(pas), acte: liste === 'actes' && typeof rang === 'number' ? repere.acte(rang) : undefined }
}

// Past this, the unknown names of one object say no more.
const INCONNUS_AU_PLUS = 20

function dire(issue: z.core.$ZodIssue, brut: unknown, repere: Repere): Faute[] {
  const pas = issue.path
  if (issue.code === 'unrecognized_keys') return issue.keys.slice(0, INCONNUS_AU_PLUS).map((cle) => inattendu(cle, lieuDe(repere, [...pas, cle])))
  if (issue.code === 'custom' && issue.params?.doublon) return []
  const dernier = pas.at(-1)
  const nom = typeof dernier === 'number' ? ELEMENTS[String(pas.at(-2))]! : String(dernier ?? 'enveloppe')
  const lu = suivre(brut, pas)
  return [lu === undefined ? manque(nom, lieuDe(repere, pas)) : malEcrit(nom, lu, lieuDe(repere, pas))]
}

/** Holds an object nobody checked against the schema: one fault by place, and the numbers that come twice. `demesure`: a list is longer than any should be. */
export function jugerObjet(brut: unknown, repere: Repere): { enveloppe?: Enveloppe; fautes: Faute[]; demesure: boolean } {
  const juge = Enveloppe.safeParse(brut)
  if (juge.success) return { enveloppe: juge.data, fautes: [], demesure: false }
  const fautes = new Map<string, Faute>()
  for (const issue of juge.error.issues) for (const dite of dire(issue, brut, repere)) if (!fautes.has(dite.chemin!)) fautes.set(dite.chemin!, dite)
  const numeros = liste(brut, ['actes']).map((_, rang) => suivre(brut, ['actes', rang, 'numero']))
  const repetes = doublons(numeros).map((rang) => faute('E19', `« ${citer(String(numeros[rang]))} » est déjà le numéro d’un autre acte de l’enveloppe.`, lieuDe(repere, ['actes', rang, 'numero'])))
  const demesure = juge.error.issues.some((i) => i.code === 'too_big' && i.origin === 'array')
  return { fautes: [...fautes.values(), ...repetes], demesure }
}

/** Holds what the acts name against what the archive has. `complet`: the envelope is sound, so that a file nobody names is a fault of its own. */
export function jugerFichiers(brut: unknown, fichiers: ReadonlyMap<string, Uint8Array>, repere: Repere, complet: boolean): Faute[] {
  const empreintes = new Map<string, string>()
  const fautes: Faute[] = []
  const juger = (pas: Pas) => {
    const [ecrit, annoncee] = [suivre(brut, [...pas, 'fichier']), suivre(brut, [...pas, 'sha256'])]
    const nom = typeof ecrit === 'string' ? resserrer(ecrit) : ''
    if (!estFichier(nom)) return
    const octets = fichiers.get(nom)
    const vue = empreintes.get(nom) ?? (octets ? createHash('sha256').update(octets).digest('hex') : '')
    empreintes.set(nom, vue)
    if (!octets) fautes.push(faute('E20', `« ${nom} » n’est pas dans l’archive. Joignez-le, à la racine.`, lieuDe(repere, [...pas, 'fichier'])))
    else if (typeof annoncee === 'string' && /^[0-9a-f]{64}$/i.test(resserrer(annoncee)) && resserrer(annoncee).toLowerCase() !== vue)
      fautes.push(faute('E22', `« ${nom} » n’a pas l’empreinte annoncée ; la sienne est ${vue}. Joignez le bon fichier.`, lieuDe(repere, [...pas, 'sha256'])))
  }
  for (const rang of liste(brut, ['actes']).keys()) {
    juger(['actes', rang, 'principal'])
    for (const n of liste(brut, ['actes', rang, 'annexes']).slice(0, ANNEXES_AU_PLUS).keys()) juger(['actes', rang, 'annexes', n])
  }
  if (complet) for (const nom of fichiers.keys()) if (!empreintes.has(nom)) fautes.push(faute('E21', `aucun acte ne nomme « ${nom} ». Retirez-le, ou nommez-le.`, { chemin: nom }))
  return fautes
}
