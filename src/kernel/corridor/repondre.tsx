import { createHash } from 'node:crypto'
import type { VNode } from 'preact'
import { renderToString } from 'preact-render-to-string'
import type { ZodError } from 'zod'
import { Introuvable, Refus, Saisie } from '../../lib/erreurs.ts'
import { PageErreur } from '../../ui/page-erreur.tsx'
import { installerTypographie } from '../../ui/typographie.ts'
import type { Acteur } from '../identite/acteur.ts'
import type { Cadre, Passage } from './cadre.ts'
import { poserCookie } from './identifier.ts'
import { repondreMediateur } from './mediateur.ts'
import { creerVue } from './vue.ts'
import type { VueSuivie } from './vue.ts'

installerTypographie()

/** Sends a view as HTML. A page without a form carries an ETag; the flash message is shown once. */
export function envoyerVue(cadre: Cadre, passage: Passage, suivie: VueSuivie, noeud: VNode, statut = 200): string {
  const html = `<!doctype html>${renderToString(noeud)}`
  const { requete, reponse } = passage
  void reponse.code(statut).type('text/html; charset=utf-8')
  if (passage.message !== undefined) poserCookie(cadre, reponse, 'iroko_m', '', 0)
  void reponse.header('cache-control', passage.session || suivie.aUnFormulaire() ? 'private, no-store' : 'private, no-cache')
  if (statut !== 200 || suivie.aUnFormulaire() || passage.message !== undefined) return html
  const etag = `W/"${createHash('sha1').update(html).digest('base64url')}"`
  void reponse.header('etag', etag)
  if (requete.headers['if-none-match'] !== etag) return html
  void reponse.code(304)
  return ''
}

/** The three kinds of errors, caught in one place, in the language of whoever asks. */
export function repondreErreur(cadre: Cadre, passage: Passage, erreur: unknown): string | object {
  const lue = lireErreur(cadre, erreur, passage.acteur)
  if (lue.statut >= 500) passage.requete.log.error({ err: erreur, reference: passage.requete.id }, 'panne')
  const { reponse } = passage
  if (cadre.facade) return repondreMediateur(passage, lue)
  if (passage.json) {
    void reponse.code(lue.statut).type('application/problem+json; charset=utf-8')
    return JSON.stringify({
      type: 'about:blank',
      title: lue.titre,
      status: lue.statut,
      detail: lue.phrase,
      ...(lue.champs ? { champs: lue.champs } : {}),
      ...(lue.statut >= 500 ? { reference: passage.requete.id } : {}),
    })
  }
  const suivie = creerVue(cadre, passage)
  const reference = lue.statut >= 500 ? passage.requete.id : undefined
  return envoyerVue(cadre, passage, suivie, <PageErreur vue={suivie.vue} statut={lue.statut} titre={lue.titre} phrase={lue.phrase} reference={reference} />, lue.statut)
}

/** A thrown value, read: the status, and the sentence to say. */
export type ErreurLue = { statut: number; titre: string; phrase: string; champs?: Readonly<Record<string, string>> }

const TITRES: Record<number, string> = {
  400: 'Cette demande n’a pas pu être lue',
  401: 'Connectez-vous',
  403: 'Cette page n’est pas pour vous',
  404: 'Page introuvable',
  409: 'Ce n’est pas possible',
  413: 'C’est trop lourd',
  415: 'Ce format n’est pas accepté',
  422: 'Il reste des points à corriger',
  429: 'Trop de demandes à la fois',
}

/** Reads any thrown value as one French sentence; what is unknown becomes a breakdown without details. */
export function lireErreur(cadre: Cadre, erreur: unknown, acteur: Acteur): ErreurLue {
  if (erreur instanceof Saisie) return { statut: 422, titre: TITRES[422]!, phrase: phraseSaisie(erreur), champs: erreur.champs }
  if (erreur instanceof Refus) return { statut: erreur.statut, titre: TITRES[erreur.statut] ?? TITRES[409]!, phrase: erreur.message }
  if (erreur instanceof Introuvable) return { statut: 404, titre: TITRES[404]!, phrase: erreur.message || direAbsent(acteur) }
  const { constraint, statusCode, code } = (erreur ?? {}) as { constraint?: string; statusCode?: number; code?: string }
  const phrase = constraint ? cadre.refus[constraint] : undefined
  if (phrase) return { statut: 409, titre: TITRES[409]!, phrase }
  if (baseAbsente(erreur, code))
    return { statut: 503, titre: 'Le service reprend dans un instant', phrase: 'Rien n’est perdu. Rechargez la page dans une minute' }
  if (statusCode && statusCode < 500) return { statut: statusCode, titre: TITRES[statusCode] ?? TITRES[400]!, phrase: PHRASES[statusCode] ?? PHRASES[400]! }
  return { statut: 500, titre: 'Nous avons eu une panne', phrase: 'Ce qui était déjà enregistré est gardé. Réessayez dans quelques minutes' }
}

/** A territory means something to those who have one; the others are told of what is theirs. */
function direAbsent(acteur: Acteur): string {
  const lieu = acteur.genre === 'agent' || acteur.genre === 'jeton'
  return `Cette page n’existe pas, ou ${lieu ? 'n’est pas dans votre territoire' : 'n’est plus à vous'}`
}

/** What is said where no form can be shown again: the fault itself when there is only one. */
function phraseSaisie({ champs }: Saisie): string {
  const phrases = Object.values(champs)
  return champs[''] ?? (phrases.length === 1 ? phrases[0]! : 'Corrigez les points indiqués')
}

/** PostgreSQL is stopping, starting, full, or gone: codes of class 57P and 53, of the system, and of pg itself, which gives none. */
function baseAbsente(erreur: unknown, code: string | undefined): boolean {
  if (code !== undefined) return /^57P0[1-3]$|^53300$|^08|^ECONN|^EPIPE$|^ENOENT$/.test(code) && (code !== 'ENOENT' || (erreur as { syscall?: string }).syscall === 'connect')
  return erreur instanceof Error && /^Connection terminated|timeout exceeded when trying to connect/.test(erreur.message)
}

const PHRASES: Record<number, string> = {
  400: 'L’envoi est arrivé incomplet ou abîmé. Recommencez ; le réseau a peut-être coupé',
  413: 'Envoyez moins à la fois : 1 Mo au plus pour du texte',
  415: 'Envoyez un formulaire ou du JSON',
  429: 'Attendez une minute, puis réessayez',
}

/** zod's issues as one French sentence a field. */
export function champsDe(erreur: ZodError): Record<string, string> {
  const champs: Record<string, string> = {}
  for (const probleme of erreur.issues) champs[probleme.path.join('.')] ??= probleme.message
  return champs
}
