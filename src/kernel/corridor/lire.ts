import type { Readable } from 'node:stream'
import { Introuvable } from '../../lib/erreurs.ts'
import { cleActeur, qualiteDe } from '../identite/acteur.ts'
import { insertConsultations } from '../identite/consultation.queries.ts'
import type { Portee } from '../identite/portee.ts'
import type { Acteur } from '../identite/acteur.ts'
import type { Action, Corps, Lecture, Page } from '../module.ts'
import { empreinte } from '../identite/empreinte.ts'
import type { Cadre, Passage } from './cadre.ts'
import { juger, porteeDe } from './acces.ts'
import type { Verdict } from './acces.ts'
import { envoyerVue } from './repondre.tsx'
import { nettoyer } from './nettoyer.ts'
import { creerVue } from './vue.ts'
import { reprendreSaisie } from './saisie-gardee.ts'

type Donnees = never

/** Builds what `load` receives, from a request that has already been let in. */
export function lectureDe(cadre: Cadre, passage: Passage, porte: Pick<Page, 'params'> & { query?: Page['query'] }, portee: Portee): Lecture<never, never> {
  return {
    db: cadre.maison.base.lire,
    acteur: passage.acteur,
    portee,
    porteePour: (permission) => porteeDe(passage.acteur, permission, cadre.droits, cadre.maison.territoires),
    params: paramsDe(porte.params, passage.requete.params) as never,
    query: (porte.query?.safeParse(nettoyer({ ...(passage.requete.query as object) })).data ?? {}) as never,
    maintenant: passage.maintenant,
    maison: cadre.maison,
    ip: passage.requete.ip,
    appareil: (passage.requete.headers['user-agent'] ?? '').slice(0, 200),
    ...(passage.session ? { session: empreinte(passage.session).toString('hex') } : {}),
    ...(passage.navigateur ? { navigateur: empreinte(passage.navigateur).toString('hex') } : {}),
  }
}

/** Path values; one that does not have the form of its schema names nothing: 404. */
export function paramsDe(schema: Page['params'], valeurs: unknown): unknown {
  const propres = nettoyer({ ...(valeurs as object) })
  if (!schema) return propres
  const lu = schema.safeParse(propres)
  if (!lu.success) throw new Introuvable()
  return lu.data
}

/** Says whether who asks may pass this door, with these values in its path. */
export function jugerPorte(cadre: Cadre, acteur: Acteur, porte: Page | Action, valeurs: unknown): Promise<Verdict> {
  const { base, territoires } = cadre.maison
  const params = paramsDe(porte.params, valeurs)
  const sujet = porte.sujet && (() => porte.sujet!({ db: base.lire, params: params as never, maison: cadre.maison }))
  return juger(porte.may, acteur, sujet, cadre.droits, territoires)
}

/** A read: load on the read-only connection, then the view, or JSON stripped to the declared output. */
export async function lire(cadre: Cadre, passage: Passage, porte: Page, portee: Portee): Promise<string | object> {
  const lecture = lectureDe(cadre, passage, porte, portee)
  const donnees = (await porte.load(lecture as Donnees)) as Donnees
  noterConsultation(cadre, passage, porte, donnees)
  const corps = await porte.corps?.(donnees, lecture as never)
  if (corps) return envoyerCorps(passage, corps)
  if (passage.json) {
    void passage.reponse.type('application/json; charset=utf-8').header('cache-control', 'private, no-store')
    return JSON.stringify(porte.output ? porte.output.parse(donnees) : {})
  }
  const garde = await reprendreSaisie(cadre, passage)
  if (garde) passage.message ??= 'Voici ce que vous aviez écrit. Relisez, puis envoyez.'
  const suivie = creerVue(cadre, passage, {}, garde?.saisie ?? {}, garde?.fichiers ?? [])
  return envoyerVue(cadre, passage, suivie, porte.view!(donnees, suivie.vue))
}

function envoyerCorps(passage: Passage, corps: Corps): Uint8Array | Readable | string {
  const { reponse } = passage
  void reponse.type(corps.type).header('cache-control', corps.immuable ? 'public, max-age=31536000, immutable' : 'private, no-store')
  if (corps.nom) void reponse.header('content-disposition', `inline; filename*=UTF-8''${encodeURIComponent(corps.nom)}`)
  for (const [nom, valeur] of Object.entries(corps.entetes ?? {})) void reponse.header(nom, valeur)
  if (corps.entetes?.location) void reponse.code(303)
  else if (corps.statut) void reponse.code(corps.statut)
  return corps.corps instanceof Uint8Array ? Buffer.from(corps.corps.buffer, corps.corps.byteOffset, corps.corps.byteLength) : corps.corps
}

// Written on the corridor's own connection: a page is read-only, but who opened whose file must be known.
function noterConsultation(cadre: Cadre, passage: Passage, porte: Page, donnees: Donnees): void {
  const { acteur } = passage
  const objets = [acteur.genre === 'agent' || acteur.genre === 'jeton' ? (porte.consulte?.(donnees) ?? []) : []].flat()
  if (objets.length === 0) return
  cadre.maison.base
    .ecrire((tx) => insertConsultations(tx, objets, { acteur: cleActeur(acteur), fonction: qualiteDe(acteur), le: passage.maintenant }))
    .catch((erreur: unknown) => passage.requete.log.error({ err: erreur }, 'consultation non notée'))
}
