import { randomUUID } from 'node:crypto'
import { sql } from '../src/kernel/db/index.ts'
import { findAgentSecret } from '../src/kernel/identite/personne.queries.ts'
import { dechiffrer, prochainCode } from '../src/kernel/identite/second-facteur.ts'
import { MOT_DE_PASSE_DEMONSTRATION, remplirComptes } from '../src/modules/compte/demo.ts'
import type { Essai } from './base.ts'

/**
 * A browser without JavaScript, over `serveur.inject`. It keeps cookies and fills in forms as they are in the page, tokens included:
 *
 *   const client = creerClient(essai)
 *   const page = await client.get('/connexion')                       // Reponse: statut, texte, vers, entetes, json()
 *   const r = await client.envoyer('/connexion', { contact: '…' })     // opens the page, fills its form, sends it
 *   await client.suivre(r)                                             // follows a 303
 *   await client.envoyer(page, { … }, { action: '/autre', bouton: ['_continuer', '1'] })   // one form among several, one button
 *   await client.envoyer(page, { … }, { fichiers: { piece: { nom: 'id.jpg', type: 'image/jpeg', octets } } })
 *   await client.poster('/chemin', { … })                              // a bare POST, nothing added
 *   await client.json('GET', '/dossiers', undefined, { authorization: `Bearer …` })
 *
 * People: `peupler(essai)` brings the demonstration's agents in, `connecterAgent(client, essai, courriel)` signs one in with
 * password and six digits, `connecterCitoyen(client, essai, contact)` with the one-time code read in the outbox,
 * `codeDe(essai, courriel)` is the code to type now. `creerHorloge()` is a clock to give to `ouvrirEssai({ maintenant })`.
 */
export type Client = {
  cookies: Map<string, string>
  get: (chemin: string, entetes?: Record<string, string>) => Promise<Reponse>
  poster: (chemin: string, champs: Champs, entetes?: Record<string, string>) => Promise<Reponse>
  envoyer: (page: string | Reponse, champs?: Champs, options?: Envoi) => Promise<Reponse>
  suivre: (reponse: Reponse) => Promise<Reponse>
  json: (methode: 'GET' | 'POST', chemin: string, corps?: object, entetes?: Record<string, string>) => Promise<Reponse>
}
export type Champs = Readonly<Record<string, string | readonly string[]>>
export type FichierEnvoye = { nom: string; type: string; octets: Uint8Array }
export type Envoi = {
  /** Address of the form, or its beginning, when the page has several. */
  action?: string
  bouton?: readonly [string, string]
  fichiers?: Readonly<Record<string, FichierEnvoye | readonly FichierEnvoye[]>>
  entetes?: Record<string, string>
}
export type Reponse = {
  statut: number
  texte: string
  octets: Buffer
  /** Address of a redirection. */
  vers: string | undefined
  entetes: Record<string, string | string[] | number | undefined>
  chemin: string
  json: <T = Record<string, unknown>>() => T
}
export type Formulaire = { action: string; champs: [string, string][] }

type Quelconque = Pick<Essai, 'serveur'>

/** Opens a browser; `ip` and `appareil` tell it from another. */
export function creerClient(essai: Quelconque, qui: { ip?: string; appareil?: string } = {}): Client {
  const cookies = new Map<string, string>()
  const demander = async (methode: 'GET' | 'POST', chemin: string, corps: string | Buffer | undefined, entetes: Record<string, string>): Promise<Reponse> => {
    const cookie = [...cookies].map(([nom, valeur]) => `${nom}=${valeur}`).join('; ')
    const r = await essai.serveur.inject({
      method: methode,
      url: chemin,
      remoteAddress: qui.ip ?? '127.0.0.1',
      headers: { accept: 'text/html', 'user-agent': qui.appareil ?? 'Essai', ...(cookie ? { cookie } : {}), ...entetes },
      ...(corps === undefined ? {} : { payload: corps }),
    })
    for (const c of r.cookies) if (c.value === '' || c.maxAge === 0) cookies.delete(c.name)
    else cookies.set(c.name, encodeURIComponent(c.value))
    const vers = r.headers.location
    return { statut: r.statusCode, texte: r.body, octets: r.rawPayload, vers: typeof vers === 'string' ? vers : undefined, entetes: r.headers, chemin, json: <T>() => JSON.parse(r.body) as T }
  }
  const client: Client = {
    cookies,
    get: (chemin, entetes = {}) => demander('GET', chemin, undefined, entetes),
    poster: (chemin, champs, entetes = {}) => demander('POST', chemin, coder(paires(champs)), { 'content-type': 'application/x-www-form-urlencoded', ...entetes }),
    envoyer: async (page, champs = {}, options = {}) => {
      const lue = typeof page === 'string' ? await client.get(page) : page
      const formulaire = trouverFormulaire(lue, options.action)
      const donnes = paires(champs)
      const remplaces = new Set(donnes.map(([nom]) => nom))
      const tous = [...formulaire.champs.filter(([nom]) => !remplaces.has(nom)), ...donnes, ...(options.bouton ? [options.bouton as [string, string]] : [])]
      if (!options.fichiers) return demander('POST', formulaire.action, coder(tous), { 'content-type': 'application/x-www-form-urlencoded', ...options.entetes })
      const limite = `iroko-${randomUUID()}`
      return demander('POST', formulaire.action, multipart(tous, options.fichiers, limite), { 'content-type': `multipart/form-data; boundary=${limite}`, ...options.entetes })
    },
    suivre: async (reponse) => {
      let ici = reponse
      for (let saut = 0; saut < 5 && ici.vers !== undefined && ici.statut >= 300 && ici.statut < 400; saut++) ici = await client.get(ici.vers)
      return ici
    },
    json: (methode, chemin, corps, entetes = {}) =>
      demander(methode, chemin, corps === undefined ? undefined : JSON.stringify(corps), { accept: 'application/json', ...(corps === undefined ? {} : { 'content-type': 'application/json' }), ...entetes }),
  }
  return client
}

const paires = (champs: Champs): [string, string][] => Object.entries(champs).flatMap(([nom, v]) => (typeof v === 'string' ? [v] : [...v]).map((un): [string, string] => [nom, un]))
const coder = (tous: readonly (readonly [string, string])[]) => new URLSearchParams(tous as [string, string][]).toString()

function multipart(champs: readonly (readonly [string, string])[], fichiers: NonNullable<Envoi['fichiers']>, limite: string): Buffer {
  const parties: Buffer[] = champs.map(([nom, valeur]) => Buffer.from(`--${limite}\r\ncontent-disposition: form-data; name="${nom}"\r\n\r\n${valeur}\r\n`))
  for (const [nom, donnes] of Object.entries(fichiers))
    for (const f of Array.isArray(donnes) ? (donnes as FichierEnvoye[]) : [donnes as FichierEnvoye])
      parties.push(Buffer.from(`--${limite}\r\ncontent-disposition: form-data; name="${nom}"; filename="${f.nom}"\r\ncontent-type: ${f.type}\r\n\r\n`), Buffer.from(f.octets), Buffer.from('\r\n'))
  return Buffer.concat([...parties, Buffer.from(`--${limite}--\r\n`)])
}

const ENTITES: Record<string, string> = { '&lt;': '<', '&gt;': '>', '&quot;': '"', '&#39;': "'", '&amp;': '&' }
const clair = (texte: string) => texte.replace(/&(?:lt|gt|quot|#39|amp);/g, (e) => ENTITES[e] ?? e)
const attribut = (balise: string, nom: string) => {
  const lu = new RegExp(`\\s${nom}(?:="([^"]*)")?(?=[\\s/>])`).exec(balise)
  return lu ? clair(lu[1] ?? '') : undefined
}

/** The POST forms of a page with the values a browser would send. The form that signs out is left aside. */
export function listFormulaires(html: string): Formulaire[] {
  return [...html.matchAll(/(<form\s[^>]*>)([\s\S]*?)<\/form>/g)].flatMap(([, tete = '', dedans = '']) => {
    const action = attribut(tete, 'action') ?? ''
    return attribut(tete, 'method') === 'post' && action !== '/deconnexion' ? [{ action, champs: listChamps(dedans) }] : []
  })
}

function listChamps(html: string): [string, string][] {
  const champs: [string, string][] = []
  for (const [balise] of html.matchAll(/<input\s(?:[^>"]|"[^"]*")*>/g)) {
    const nom = attribut(balise, 'name')
    const genre = attribut(balise, 'type') ?? 'text'
    if (!nom || genre === 'file' || ((genre === 'checkbox' || genre === 'radio') && attribut(balise, 'checked') === undefined)) continue
    champs.push([nom, attribut(balise, 'value') ?? ''])
  }
  for (const [, tete = '', dedans = ''] of html.matchAll(/(<textarea\s[^>]*>)([\s\S]*?)<\/textarea>/g)) champs.push([attribut(tete, 'name') ?? '', clair(dedans)])
  for (const [, tete = '', dedans = ''] of html.matchAll(/(<select\s[^>]*>)([\s\S]*?)<\/select>/g)) {
    const options = [...dedans.matchAll(/<option\s(?:[^>"]|"[^"]*")*>/g)].map(([o]) => o)
    const choisie = options.find((o) => attribut(o, 'selected') !== undefined) ?? options[0]
    champs.push([attribut(tete, 'name') ?? '', choisie ? (attribut(choisie, 'value') ?? '') : ''])
  }
  return champs.filter(([nom]) => nom !== '')
}

function trouverFormulaire(page: Reponse, action: string | undefined): Formulaire {
  const tous = listFormulaires(page.texte)
  const trouve = action === undefined ? tous[0] : (tous.find((f) => f.action === action) ?? tous.find((f) => f.action.startsWith(action)))
  if (!trouve) throw new Error(`${page.chemin} (${page.statut}) n’a pas de formulaire ${action ?? ''} : ${tous.map((f) => f.action).join(', ') || 'aucun'}\n${page.texte.slice(0, 300)}`)
  return trouve
}

export type Horloge = { maintenant: () => Date; avancer: (ms: number) => void }

/** A clock that moves only when told; starts on Monday 23 November 2026 at 9 h in Benin. */
export function creerHorloge(debut = '2026-11-23T08:00:00Z'): Horloge {
  let temps = new Date(debut).getTime()
  return {
    maintenant: () => new Date(temps),
    avancer: (ms) => {
      temps += ms
    },
  }
}

type Avec = Pick<Essai, 'serveur' | 'maison'>
const reelle = () => new Date()

/** The demonstration's agents and their posts, without any file. */
export async function peupler(essai: Avec, maintenant: Date = reelle()): Promise<void> {
  await essai.maison.base.ecrire((tx) => remplirComptes(tx, essai.maison, maintenant))
}

/** The six digits an agent may type now; one that has served is followed by the next. */
export async function codeDe(essai: Avec, courriel: string, maintenant: () => Date = reelle): Promise<string> {
  const agent = await findAgentSecret(essai.maison.base.lire, { courriel })
  if (!agent?.totp) throw new Error(`${courriel} n’a pas de second facteur`)
  return prochainCode(dechiffrer(essai.maison.secret('totp'), agent.totp), agent.totpDernierPas, maintenant()).code
}

/** Signs an agent of the demonstration in: password, then six digits. Returns where he is sent. */
export async function connecterAgent(client: Client, essai: Avec, courriel: string, maintenant: () => Date = reelle): Promise<Reponse> {
  const premiere = await client.envoyer('/connexion/agent', { courriel, motDePasse: MOT_DE_PASSE_DEMONSTRATION })
  if (!premiere.vers?.startsWith('/connexion/agent/code')) return premiere
  return client.envoyer(premiere.vers, { code: await codeDe(essai, courriel, maintenant) })
}

/** The one-time code behind an address `/connexion/code/<id>` or `/compte/contact/<id>`. */
export async function codeRecu(essai: Avec, vers: string): Promise<string> {
  const id = /(?:\/connexion\/code\/|\/compte\/contact\/|[?&]code=)([0-9a-f-]{36})/.exec(vers)?.[1]
  const { rows } = await sql<{ texte: string }>`select texte from notifications.message where objet = ${`code:${id}`}`.execute(essai.maison.base.lire)
  const code = /\b\d{6}\b/.exec(rows[0]?.texte ?? '')?.[0]
  if (!code) throw new Error(`Aucun code pour ${vers}`)
  return code
}

/** Signs a citizen in with the code received, and goes on where `/connexion` sends him. */
export async function connecterCitoyen(client: Client, essai: Avec, contact: string, depuis = '/connexion'): Promise<Reponse> {
  const premiere = await client.envoyer(depuis, { contact })
  if (!premiere.vers) throw new Error(`La connexion de ${contact} répond ${premiere.statut}`)
  return client.envoyer(premiere.vers, { code: await codeRecu(essai, premiere.vers) })
}
