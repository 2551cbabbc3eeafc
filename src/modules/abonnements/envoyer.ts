import { lookup } from 'node:dns/promises'
import { request as demanderHttp } from 'node:http'
import { request as demanderHttps } from 'node:https'
import { isIP } from 'node:net'
import { estPublique, hoteDe, lireUrl } from './adresse.ts'

/** What came of a sending: the status answered, or why none was. */
export type Issue = { statut: number | null; erreur: string | null; dureeMs: number }

/** For the whole of a sending, name lookup left aside. */
const PATIENCE = 10_000
/** Read of an answer, then dropped: only its status counts. */
const REPONSE_AU_PLUS = 16_384

/** Names to addresses; the tests give their own. */
export type Resoudre = (hote: string) => Promise<string[]>
const resoudreDns: Resoudre = async (hote) => (await lookup(hote, { all: true, verbatim: true })).map((a) => a.address)

/**
 * The address to connect to. Every address of the name must be public, not only the one used: a name that also answers a private one
 * is being turned against us. The connection then goes to this very address (a second lookup could answer another).
 */
export async function choisirAdresse(url: URL, local: boolean, resoudre: Resoudre = resoudreDns): Promise<string> {
  const hote = hoteDe(url)
  const adresses = isIP(hote) ? [hote] : await resoudre(hote)
  if (adresses.length === 0) throw new Error('Ce nom n’a pas d’adresse')
  const privee = local ? undefined : adresses.find((adresse) => !estPublique(adresse))
  if (privee !== undefined) throw new Error('Adresse privée ou réservée : refusée')
  return adresses[0]!
}

/** Sends one body. Never throws: what went wrong is in the issue. A redirection is not followed, it is a failure. */
export async function envoyer(adresse: string, corps: string, entetes: Readonly<Record<string, string>>, options: { local: boolean; resoudre?: Resoudre }): Promise<Issue> {
  const debut = performance.now()
  const duree = () => Math.round(performance.now() - debut)
  try {
    const url = lireUrl(adresse, options.local)
    const ip = await choisirAdresse(url, options.local, options.resoudre)
    const statut = await poster(url, ip, corps, entetes, options.local)
    return { statut, erreur: statut >= 300 && statut < 400 ? 'Redirection non suivie' : null, dureeMs: duree() }
  } catch (erreur) {
    return { statut: null, erreur: direErreur(erreur), dureeMs: duree() }
  }
}

function poster(url: URL, ip: string, corps: string, entetes: Readonly<Record<string, string>>, local: boolean): Promise<number> {
  const octets = Buffer.from(corps)
  const nom = hoteDe(url)
  const commun = { host: ip, port: url.port || (url.protocol === 'https:' ? 443 : 80), path: `${url.pathname}${url.search}`, method: 'POST', agent: false as const, signal: AbortSignal.timeout(PATIENCE), headers: { ...entetes, host: url.host, 'content-length': String(octets.length), connection: 'close' } }
  return new Promise((suite, echec) => {
    const requete = url.protocol === 'https:' ? demanderHttps({ ...commun, ...(isIP(nom) ? {} : { servername: nom }) }) : demanderHttp(commun)
    // Whatever the system did with the address we gave, the other end is looked at again.
    requete.on('socket', (prise) => prise.once('connect', () => void (local || estPublique(prise.remoteAddress ?? '') || requete.destroy(new Error('Adresse privée ou réservée : refusée')))))
    requete.on('error', echec)
    requete.on('response', (reponse) => {
      let lus = 0
      reponse.on('data', (morceau: Buffer) => void ((lus += morceau.length) > REPONSE_AU_PLUS && reponse.destroy()))
      reponse.on('error', () => undefined)
      reponse.on('close', () => suite(reponse.statusCode ?? 0))
    })
    requete.end(octets)
  })
}

const PHRASES: Readonly<Record<string, string>> = { ENOTFOUND: 'Ce nom n’existe pas', EAI_AGAIN: 'Le serveur de noms ne répond pas', ECONNREFUSED: 'Connexion refusée', ECONNRESET: 'Connexion coupée', ABORT_ERR: 'Pas de réponse en dix secondes', CERT_HAS_EXPIRED: 'Certificat expiré', DEPTH_ZERO_SELF_SIGNED_CERT: 'Certificat que personne ne garantit' }
const direErreur = (erreur: unknown): string => {
  const { code, name, message } = erreur as NodeJS.ErrnoException
  return (PHRASES[name === 'AbortError' || name === 'TimeoutError' ? 'ABORT_ERR' : (code ?? '')] ?? message).slice(0, 200)
}
