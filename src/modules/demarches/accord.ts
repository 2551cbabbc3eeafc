import { createHash, randomBytes } from 'node:crypto'
import { Refus } from '../../lib/erreurs.ts'
import { evaluer, findChamp, texteReponse } from '../../kernel/formulaires/index.ts'
import type { Reponses } from '../../kernel/formulaires/index.ts'
import type { Territoires } from '../../kernel/territoire/index.ts'
import type { StationDe } from './circuit.ts'
import type { Demarche } from './definition.ts'

/** The consent of one person on a file, asked and perhaps answered. */
export type Accord = {
  id: string; dossierId: string; station: string; tour: number; partie: string; titre: string; nom: string; telephone: string
  demandeLe: Date; envoyeLe: Date; expireLe: Date; reponse: 'oui' | 'non' | null; raison: string; reponduLe: Date | null
  moyen: 'lien' | 'guichet' | null; recuParNom: string | null; piece: string | null; closLe: Date | null
}
export type Partie = StationDe<'accord'>['parties'][number]
/** Somebody to ask, with what the answers say of him. */
export type Sollicite = { partie: Partie; nom: string; telephone: string }

/** Those whose consent this file needs. */
export function solliciter(demarche: Pick<Demarche, 'formulaire'>, station: StationDe<'accord'>, reponses: Reponses): Sollicite[] {
  return station.parties
    .filter(({ condition }) => condition === undefined || evaluer(demarche.formulaire, condition, reponses) !== false)
    .map((partie) => ({ partie, nom: motsDe(partie.nom, reponses), telephone: motsDe([partie.telephone], reponses) }))
}

const motsDe = (codes: readonly string[], reponses: Reponses): string => codes.map((code) => reponses[code]).filter((v): v is string => typeof v === 'string').join(' ').slice(0, 200)

/** Two persons have two phones: a link sent to the applicant's own would let him consent for the other. */
export function exigerTelephones(sollicites: readonly Sollicite[], demandeur: string | null): void {
  const vus = new Set(demandeur ? [demandeur] : [])
  for (const { partie, telephone } of sollicites) {
    if (vus.has(telephone)) throw new Refus(`${partie.titre} : donnez son propre numéro de téléphone, pas le vôtre ni celui d’une autre personne. Sans téléphone, son accord se donne au guichet`)
    if (telephone !== '') vus.add(telephone)
  }
}

/** Where a round of consents stands: one refusal ends it. */
export const issueAccords = (reponses: readonly Accord['reponse'][]): 'attend' | 'oui' | 'non' => (reponses.includes('non') ? 'non' : reponses.includes(null) ? 'attend' : 'oui')

/** A link of 128 bits, and what is kept of it. */
export function creerLien(): { jeton: string; empreinte: Buffer } {
  const jeton = randomBytes(16).toString('base64url')
  return { jeton, empreinte: empreinteLien(jeton) }
}
export const empreinteLien = (jeton: string): Buffer => createHash('sha256').update(jeton).digest()

/** Whether a link still opens: not answered, not too old, its round not over. */
export function etatLien(accord: Pick<Accord, 'reponse' | 'closLe' | 'expireLe'>, maintenant: Date): 'ouvert' | 'repondu' | 'clos' | 'expire' {
  if (accord.reponse !== null) return 'repondu'
  if (accord.closLe !== null) return 'clos'
  return accord.expireLe <= maintenant ? 'expire' : 'ouvert'
}

const NOM = /\{([\w.]+)\}/g
/** What the person consents to, its names replaced by the answers. */
export function phraseDe(demarche: Pick<Demarche, 'formulaire'>, partie: Pick<Partie, 'phrase'>, reponses: Reponses, territoires: Territoires): string {
  return partie.phrase.replace(NOM, (_, nom: string) => {
    const champ = findChamp(demarche.formulaire, nom)
    const reponse = reponses[nom]
    return champ && reponse !== undefined && reponse !== null ? texteReponse(champ, reponse, territoires) : '…'
  })
}
