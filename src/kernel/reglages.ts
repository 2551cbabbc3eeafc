import { resolve } from 'node:path'

/** Settings, read once from the environment; docs/exploitation.md lists them all. */
export type Reglages = {
  mode: 'demonstration' | 'production' | 'essai'
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
  /** Folder, on another disk or machine, that receives a copy of every signed checkpoint. */
  temoin: string | undefined
  niveauLog: string
  mandataires: number
}

function entier(nom: string, texte: string | undefined, defaut: number): number {
  if (texte === undefined || texte === '') return defaut
  if (!/^\d{1,5}$/.test(texte)) throw new Error(`${nom} doit être un nombre entier, pas « ${texte} »`)
  return Number(texte)
}

/** Reads the settings. Throws one French sentence for the first setting that is wrong. */
export function lireReglages(env: NodeJS.ProcessEnv): Reglages {
  const production = env.IROKO_MODE === 'production'
  const port = entier('PORT', env.PORT, 3000)
  const hote = env.HOST ?? '127.0.0.1'
  const reglages: Reglages = {
    mode: production || env.DATABASE_URL ? 'production' : 'demonstration',
    port,
    hote,
    adresse: (env.IROKO_ADRESSE ?? `http://${hote}:${port}`).replace(/\/+$/, ''),
    donnees: resolve(env.IROKO_DONNEES ?? 'donnees'),
    databaseUrl: env.DATABASE_URL,
    secret: env.IROKO_SECRET,
    smtp: env.SMTP_URL,
    sms: env.SMS_URL ? { url: env.SMS_URL, jeton: env.SMS_JETON } : undefined,
    clamav: env.CLAMAV_SOCKET,
    oidc: env.OIDC_EMETTEUR ? { emetteur: env.OIDC_EMETTEUR, client: env.OIDC_CLIENT ?? '', secret: env.OIDC_SECRET ?? '' } : undefined,
    temoin: env.IROKO_TEMOIN,
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
