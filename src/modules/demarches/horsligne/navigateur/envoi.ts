/** Sending, when the line is back: each step may be done again without making anything twice. */
import type { EtatEnvoi, PapierRecu, Rempli, Trousse } from '../forme.ts'
import type { Lieux } from '../../../../kernel/formulaires/contexte.ts'
import { alleger, papiersDe, remplissageDe } from './demande.ts'
import type { Demande } from './demande.ts'

const BASE = '/guichet/hors-ligne'
const ATTENTE_MS = 60_000
/** A photograph on a slow line. */
const ATTENTE_PAPIER_MS = 600_000

/** No answer, or one that will change by itself: to be tried again. */
export class Coupure extends Error {}
/** Nobody is signed in any more, or somebody else is. */
export class SansSession extends Error {}
/** The server has said no: the sentence is for the clerk. */
export class Refuse extends Error {}

/** Who is signed in here, and the token that goes with each sending. */
export type Session = { agent: string; jeton: string }

async function appeler(adresse: string, init: RequestInit, attente = ATTENTE_MS): Promise<Response> {
  const reponse = await fetch(adresse, { ...init, credentials: 'same-origin', redirect: 'manual', cache: 'no-store', signal: AbortSignal.timeout(attente) }).catch(() => {
    throw new Coupure()
  })
  if (reponse.ok) return reponse
  if (reponse.type === 'opaqueredirect' || reponse.status === 401) throw new SansSession()
  if (reponse.status >= 500 || reponse.status === 429 || reponse.status === 408) throw new Coupure()
  const lue = (await reponse.json().catch(() => undefined)) as { detail?: string } | undefined
  throw new Refuse(lue?.detail ?? 'Le serveur n’a pas accepté cet envoi')
}

const enJson = async <T>(reponse: Response): Promise<T> =>
  reponse.json().catch(() => {
    // A captive portal answers « 200 » with a page of its own.
    throw new Coupure()
  }) as Promise<T>

/** Who is signed in, asked of the server itself. Throws `Coupure` when it does not answer. */
export async function trouverSession(): Promise<Session | undefined> {
  const reponse = await appeler(BASE, { headers: { accept: 'text/html' } })
  const { agent, jeton } = new DOMParser().parseFromString(await reponse.text(), 'text/html').getElementById('guichet')?.dataset ?? {}
  return agent && jeton ? { agent, jeton } : undefined
}

/** Forms, territory and codes, as they are now; the territory only when it has changed. */
export async function prendreTrousse(edition: number | undefined, reserves: number): Promise<Trousse> {
  const question = new URLSearchParams({ reserves: String(reserves), ...(edition === undefined ? {} : { edition: String(edition) }) })
  return enJson<Trousse>(await appeler(`${BASE}/trousse?${question}`, { headers: { accept: 'application/json' } }))
}

async function poster<T>(adresse: string, corps: object, session: Session, entetes: Record<string, string> = {}): Promise<T> {
  return enJson<T>(await appeler(adresse, { method: 'POST', body: JSON.stringify(corps), headers: { 'content-type': 'application/json', accept: 'application/json', 'x-iroko-jeton': session.jeton, ...entetes } }))
}

async function envoyerPapier(id: string, champ: string, nom: string, papier: Blob, session: Session): Promise<PapierRecu> {
  const corps = new FormData()
  corps.set('_jeton', session.jeton)
  corps.set('champ', champ)
  corps.set('papier', papier, nom)
  return enJson<PapierRecu>(await appeler(`${BASE}/demandes/${id}/papiers`, { method: 'POST', body: corps, headers: { accept: 'application/json' } }, ATTENTE_PAPIER_MS))
}

export type Envoi = {
  session: Session
  territoires: Lieux
  findPapier: (reference: string) => Promise<Blob | undefined>
  /** Keeps where the sending stands, so that it goes on from there. */
  noter: (demande: Demande) => Promise<void>
  maintenant: () => Date
}

const annoncer = (d: Demande, session: Session): Promise<EtatEnvoi> => {
  const { horsLigne: _, ...mandat } = d.mandat!
  return poster(`${BASE}/demandes`, { id: d.id, demarche: d.offerte.code, version: d.offerte.version, poste: d.poste.id, recueLe: d.recueLe ?? d.modifieeLe, ...mandat }, session)
}

/** Whether a request that somebody had to look at has been filed meanwhile, on the site. */
export async function demanderEtat(d: Demande, { session, maintenant }: Pick<Envoi, 'session' | 'maintenant'>): Promise<Demande> {
  const etat = await annoncer(d, session)
  return etat.etat === 'depose' ? alleger(d, etat.numero, maintenant()) : d
}

/**
 * Sends a request: announced, its papers one by one, its answers, then filed. What the form in force does not accept is told,
 * and the request waits on both sides. Throws `Coupure` or `SansSession`: nothing is lost, it will be done again.
 */
export async function envoyer(demande: Demande, envoi: Envoi): Promise<Demande> {
  const { session, maintenant } = envoi
  const aRevoir = (d: Demande, phrase: string, details: string[], vers: string | null): Demande => ({ ...d, etat: 'a_revoir', modifieeLe: maintenant().toISOString(), probleme: { phrase, details, vers } })
  let d = demande
  const vers = `/brouillons/${d.id}`
  let annonce = false
  try {
    const etat = await annoncer(d, session)
    if (etat.etat === 'depose') return alleger(d, etat.numero, maintenant())
    annonce = true
    d = await envoyerPapiers(d, etat.papiers, envoi)
    const rempli = await poster<Rempli>(`${BASE}/demandes/${d.id}`, remplissageDe(d, envoi.territoires), session)
    const details = [...(rempli.arret ? [rempli.arret] : []), ...rempli.manques.map((m) => `${m.etape} : ${m.phrase}`), ...rempli.revoir.map((r) => `${r.libelle} : ${r.raison}`), ...rempli.perdues.map((p) => `Cette réponse n’a plus de place : ${p.libelle}, ${p.texte}`)]
    if (details.length > 0) return aRevoir(d, 'La démarche a changé, ou une réponse est à revoir. Tout est gardé', details, vers)
    await poster(`${vers}/deposer`, {}, session, { 'idempotency-key': `hors-ligne-${d.id}` })
    const fin = await annoncer(d, session)
    return fin.etat === 'depose' ? alleger(d, fin.numero, maintenant()) : d
  } catch (erreur) {
    if (erreur instanceof Refuse) return aRevoir(d, erreur.message, [], annonce ? vers : null)
    throw erreur
  }
}

async function envoyerPapiers(demande: Demande, recus: readonly PapierRecu[], { session, findPapier, noter }: Envoi): Promise<Demande> {
  const la = new Set(recus.map((p) => p.reference))
  let d = { ...demande, arrives: Object.fromEntries(Object.entries(demande.arrives).filter(([, reference]) => la.has(reference))) }
  for (const [champ, fichiers] of Object.entries(papiersDe(d.offerte.formulaire, d.reponses))) {
    for (const { reference, nom } of fichiers) {
      const papier = d.arrives[reference] === undefined ? await findPapier(reference) : undefined
      if (!papier) continue
      const recu = await envoyerPapier(d.id, champ, nom, papier, session)
      d = { ...d, arrives: { ...d.arrives, [reference]: recu.reference } }
      await noter(d)
    }
  }
  return d
}
