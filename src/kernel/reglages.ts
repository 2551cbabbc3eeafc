import { resolve } from 'node:path'

/** Settings, read once from the environment; docs/exploitation.md lists them all. */
export type Reglages = {
  mode: 'demonstration' | 'production' | 'essai'
  /** A demonstration that is ready sooner: what every commune would repeat is shown for two of them. */
  demonstrationBreve?: boolean
  port: number
  hote: string
  /** Public address, no trailing slash, e.g. `https://iroko.example`. */
  adresse: string
  donnees: string
  databaseUrl: string | undefined
  secret: string | undefined
  smtp: string | undefined
  sms: { url: string; jeton: string | undefined } | undefined
  clamav: string | undefined
  oidc: { emetteur: string; client: string; secret: string } | undefined
  /** Names of the payment providers that are open, first offered first. */
  prestataires: readonly string[]
  /** Folder, on another disk or machine, that receives a copy of every signed checkpoint. */
  temoin: string | undefined
  /** Lets subscribers be told on this machine, in clear. Tests set it; no environment variable does, and it counts in mode `essai` only. */
  abonnementsLocaux?: boolean
  /** Where the information mediator reaches us: a listener of its own, that nothing else may reach. */
  mediateur: { port: number; hote: string; exige: boolean } | undefined
  niveauLog: string
  mandataires: number
}

function entier(nom: string, texte: string | undefined, defaut: number): number {
  if (texte === undefined || texte === '') return defaut
  if (!/^\d{1,5}$/.test(texte)) throw new Error(`${nom} doit être un nombre entier, pas « ${texte} »`)
  return Number(texte)
}

function lirePort(texte: string | undefined): number {
  const port = entier('PORT', texte, 3000)
  if (port > 65_535) throw new Error(`PORT va de 1 à 65535, pas ${port}`)
  return port
}

// Passkeys need https or « localhost »: browsers refuse them on an address in digits.
const nomLocal = (hote: string) => (hote === '127.0.0.1' ? 'localhost' : hote.includes(':') ? `[${hote}]` : hote)

/** The public address without its final slash. An IPv6 host is written between brackets. */
function lireAdresse(donnee: string | undefined, hote: string, port: number): string {
  const adresse = (donnee || `http://${nomLocal(hote)}:${port}`).replace(/\/+$/, '')
  const lue = URL.canParse(adresse) ? new URL(adresse) : undefined
  if (!lue || !/^https?:$/.test(lue.protocol) || lue.pathname !== '/' || lue.search || lue.hash || lue.username)
    throw new Error(`IROKO_ADRESSE doit être une adresse sans chemin, par exemple https://iroko.example, pas « ${adresse} »`)
  return adresse
}

function lireBase(url: string | undefined): string | undefined {
  if (url && !/^postgres(?:ql)?:\/\//.test(url)) throw new Error('DATABASE_URL doit commencer par postgresql://, par exemple postgresql://iroko@localhost/iroko')
  return url || undefined
}

// The sandbox takes no money: it is there to try with, and production never has it.
function lirePrestataires(noms: string | undefined, production: boolean): string[] {
  const lus = (noms || (production ? '' : 'bac-a-sable')).split(',').map((nom) => nom.trim()).filter(Boolean)
  if (production && lus.includes('bac-a-sable')) throw new Error('En production, IROKO_PAIEMENT ne peut pas nommer le bac à sable : il ne reçoit pas d’argent')
  return lus
}

// The demonstration opens one beside its own port, on this machine only; elsewhere it is asked for.
function lireMediateur(env: NodeJS.ProcessEnv, port: number, production: boolean): Reglages['mediateur'] {
  const donne = entier('IROKO_MEDIATEUR_PORT', env.IROKO_MEDIATEUR_PORT, 0)
  if (donne > 65_535 || (donne !== 0 && donne === port)) throw new Error(`IROKO_MEDIATEUR_PORT va de 1 à 65535 et n’est pas celui de PORT, pas ${donne}`)
  const hote = env.IROKO_MEDIATEUR_HOTE || '127.0.0.1'
  if (donne !== 0) return { port: donne, hote, exige: true }
  return production || env.IROKO_MEDIATEUR_PORT === '0' || port < 1024 || port >= 65_535 ? undefined : { port: port + 1, hote, exige: false }
}

function lireBreve(texte: string | undefined): boolean {
  if (texte && texte !== 'breve' && texte !== 'entiere') throw new Error(`IROKO_DEMONSTRATION est « entiere » ou « breve », pas « ${texte} »`)
  return texte === 'breve'
}

/** Reads the settings. Throws one French sentence for the first setting that is wrong. */
export function lireReglages(env: NodeJS.ProcessEnv): Reglages {
  const production = env.IROKO_MODE === 'production'
  const port = lirePort(env.PORT)
  const hote = env.HOST || '127.0.0.1'
  const reglages: Reglages = {
    mode: production || env.DATABASE_URL ? 'production' : 'demonstration',
    ...(lireBreve(env.IROKO_DEMONSTRATION) ? { demonstrationBreve: true } : {}),
    port,
    hote,
    adresse: lireAdresse(env.IROKO_ADRESSE, hote, port),
    donnees: resolve(env.IROKO_DONNEES ?? 'donnees'),
    databaseUrl: lireBase(env.DATABASE_URL),
    secret: env.IROKO_SECRET,
    smtp: env.SMTP_URL,
    sms: env.SMS_URL ? { url: env.SMS_URL, jeton: env.SMS_JETON } : undefined,
    clamav: env.CLAMAV_SOCKET,
    oidc: env.OIDC_EMETTEUR ? { emetteur: env.OIDC_EMETTEUR, client: env.OIDC_CLIENT ?? '', secret: env.OIDC_SECRET ?? '' } : undefined,
    prestataires: lirePrestataires(env.IROKO_PAIEMENT, production || Boolean(env.DATABASE_URL)),
    temoin: env.IROKO_TEMOIN,
    mediateur: lireMediateur(env, port, production || Boolean(env.DATABASE_URL)),
    niveauLog: env.LOG_LEVEL ?? 'info',
    mandataires: entier('IROKO_MANDATAIRES', env.IROKO_MANDATAIRES, 0),
  }
  if (production) exigerProduction(reglages, env)
  return reglages
}

function exigerProduction(reglages: Reglages, env: NodeJS.ProcessEnv): void {
  if (!env.DATABASE_URL) throw new Error('En production, donnez DATABASE_URL : l’adresse d’un serveur PostgreSQL 15 ou plus récent')
  if (!env.IROKO_ADRESSE) throw new Error('En production, donnez IROKO_ADRESSE : l’adresse publique, celle que portent les QR, par exemple https://iroko.example')
  if (!reglages.adresse.startsWith('https://')) throw new Error('En production, IROKO_ADRESSE doit commencer par https://')
  if (!reglages.secret || reglages.secret.length < 32 || new Set(reglages.secret).size < 10)
    throw new Error('En production, donnez IROKO_SECRET : au moins 32 signes tirés au hasard, par exemple par « openssl rand -base64 48 »')
}
