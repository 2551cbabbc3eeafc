import { setTimeout as attendre } from 'node:timers/promises'
import { Introuvable, Refus, Saisie } from '../../lib/erreurs.ts'
import type { Tx } from '../db/index.ts'
import { cleActeur } from '../identite/acteur.ts'
import type { Portee } from '../identite/portee.ts'
import { verifierSecondFacteur } from '../identite/second-facteur.ts'
import { oublierEchecs } from '../identite/tentative.ts'
import { insertEntrees } from '../journal/index.ts'
import type { Action, FichierRecu, Suite } from '../module.ts'
import type { Cadre, Passage } from './cadre.ts'
import { assurerNavigateur, poserCookie } from './identifier.ts'
import { empreinteSaisie, garderReponse, prendreCle, rendreCle, trouverRejeu } from './idempotence.ts'
import type { Cle, Rejeu } from './idempotence.ts'
import { sceller, verifierCsrf, VIE_MESSAGE } from './jetons.ts'
import { jugerPorte, lectureDe } from './lire.ts'
import { champsDe, envoyerVue, lireErreur } from './repondre.tsx'
import { recevoir, recevoirBrut } from './recevoir.ts'
import type { Recu } from './recevoir.ts'
import { garderSaisie, oublierSaisie, reprendreSaisie } from './saisie-gardee.ts'
import { creerVue } from './vue.ts'

/** A cookie outlives its session: whose it was is then known, and what they were typing is kept for them alone. */
const JOURS_RECONNU = 30
const PERIMEE = 'Cette page était ouverte depuis longtemps. Relisez, puis envoyez de nouveau'

/** A write: body, CSRF, input, transaction (run, journal, jobs, idempotency), then 303. */
export async function ecrire(cadre: Cadre, passage: Passage, porte: Action, portee: Portee): Promise<string | object> {
  const recu = porte.machine ? recevoirBrut(passage.requete, porte.machine) : await recevoir(passage.requete, porte, cadre.maison.depot)
  const chemin = retourDe(porte, passage, recu.saisie)
  const fichiers = porte.fichiers ? [...recu.fichiers, ...(await fichiersGardes(cadre, passage, chemin, recu))] : recu.fichiers
  try {
    // A browser adds its cookies by itself; here nobody reads them, so there is nothing to forge.
    if (!porte.machine) controlerCsrf(cadre, passage, recu.saisie)
    if (Object.keys(recu.erreurs).length > 0) throw new Saisie(recu.erreurs)
    const lu = porte.input.safeParse(recu.saisie)
    if (!lu.success) throw new Saisie(champsDe(lu.error))
    const suite = await executer(cadre, passage, porte, portee, lu.data as Record<string, unknown>, recu, fichiers)
    await oublierSaisie(cadre, passage, chemin)
    return suite.reprise ? await reprendre(cadre, passage, porte, suite.reprise) : repondre(cadre, passage, suite)
  } catch (erreur) {
    if (passage.json || !porte.page) throw erreur
    const garder = async () => void (fichiers.length > 0 && (await garderSaisie(cadre, passage, chemin, { saisie: recu.saisie, fichiers })))
    if (!(erreur instanceof Saisie)) return await montrerRefus(cadre, passage, porte, erreur, recu.saisie, fichiers, garder)
    // What was photographed is not asked for again because a date is wrong.
    await garder()
    return await montrerDeNouveau(cadre, passage, porte, erreur, recu.saisie, fichiers)
  }
}

/** A refusal is said on the page of the form, with what was typed; where that page can no longer be shown, on a page of its own. */
async function montrerRefus(cadre: Cadre, passage: Passage, porte: Action, erreur: unknown, saisie: Record<string, unknown>, fichiers: readonly FichierRecu[], garder: () => Promise<void>): Promise<string> {
  const lue = lireErreur(cadre, erreur, passage.acteur)
  if (lue.statut !== 409) throw erreur
  // Somebody else saved first: the papers of this one come along when it is sent again.
  await garder()
  return montrer(cadre, passage, porte, { '': lue.phrase }, saisie, 409, fichiers).catch(() => {
    throw erreur
  })
}

/** Files kept from an earlier sending of this form, for the fields that bring none now, or that hold several (`_cumule`), less those left out (`_sans`). */
async function fichiersGardes(cadre: Cadre, passage: Passage, chemin: string, { saisie, fichiers }: Recu): Promise<FichierRecu[]> {
  const garde = await reprendreSaisie(cadre, passage, chemin)
  const cumules = [saisie._cumule].flat()
  const sans = [saisie._sans].flat()
  return (garde?.fichiers ?? []).filter((f) => !sans.includes(f.sha256)).filter((f) => cumules.includes(f.champ) || !fichiers.some((recu) => recu.champ === f.champ))
}

/** Somebody whose session ended while he was typing: his text and papers are kept, and he is sent to sign in. */
export async function garderPuisConnecter(cadre: Cadre, passage: Passage, porte: Action): Promise<string> {
  // A file is stored only for somebody who had been let in before; from anybody else, it would be a free deposit.
  const { fichiers: _, ...sansFichiers } = porte
  const recu = await recevoir(passage.requete, passage.sessionFinie ? porte : sansFichiers, cadre.maison.depot)
  const retour = retourDe(porte, passage, recu.saisie)
  const id = await garderSaisie(cadre, passage, retour, recu)
  return `${retour}${retour.includes('?') ? '&' : '?'}_garde=${id}`
}

/** The page whose form this is. */
function retourDe(porte: Action, passage: Passage, saisie: Record<string, unknown>): string {
  return typeof saisie._retour === 'string' && /^\/(?![/\\])/.test(saisie._retour) ? saisie._retour : (cheminDe(porte, passage) ?? '/')
}

function cheminDe(porte: Action, passage: Passage): string | undefined {
  const params = passage.requete.params as Record<string, string>
  return porte.page?.path.replace(/:(\w+)/g, (_, nom: string) => encodeURIComponent(params[nom] ?? ''))
}

// Cookies need a token in both languages; only a bearer token, which no browser adds by itself, is exempt.
function controlerCsrf(cadre: Cadre, passage: Passage, saisie: Record<string, unknown>): void {
  if (passage.porteur) return
  const { requete } = passage
  const origine = requete.headers.origin
  const site = requete.headers['sec-fetch-site']
  const attendue = new URL(cadre.maison.reglages.adresse).origin
  const meme = origine === undefined || origine === attendue || origine === `${requete.protocol}://${requete.headers.host}`
  if (!meme || site === 'cross-site') throw new Refus('Cet envoi vient d’un autre site. Recommencez depuis la page d’Iroko', 403)
  const jeton = saisie._jeton ?? requete.headers['x-iroko-jeton']
  const bon = passage.navigateur !== undefined && verifierCsrf(cadre.cles.csrf, passage.navigateur, passage.session, jeton)
  if (!bon) throw new Saisie({ '': PERIMEE })
}

async function executer(
  cadre: Cadre,
  passage: Passage,
  porte: Action,
  portee: Portee,
  input: Record<string, unknown>,
  recu: Recu,
  fichiers: readonly FichierRecu[],
): Promise<Suite> {
  const lecture = lectureDe(cadre, passage, porte, portee)
  // Only what this body brings: the second of two clicks no longer finds the kept files, and is the same sending.
  const cle = porte.idempotent === false || porte.machine ? undefined : cleDe(passage, porte, recu.saisie, recu.fichiers)
  if (porte.secondFacteur) {
    const faite = await exigerSecondFacteur(cadre, passage, porte, recu.saisie, cle)
    if (faite) return faite
  }
  const prepare = porte.preparer ? await porte.preparer({ ...(lecture as object), input, fichiers, ...(recu.brut ? { brut: recu.brut } : {}) } as never) : undefined
  if (porte.machine && prepare === undefined) throw new Refus('Cet appel n’est pas signé par un système connu', 403)
  const faite = await cadre.maison.base.ecrire(async (tx) => {
    const rejeu = cle && (await prendreCle(tx, cle, porte.definitif ?? false, passage.maintenant))
    if (rejeu) return suiteDe(rejeu)
    const { db: _, query: __, ...reste } = lecture as Record<string, unknown>
    const suite = await porte.run({ ...reste, tx, input, fichiers, prepare } as never)
    // None of these needs another: they leave together, and the transaction ends when all have come back.
    await Promise.all([
      porte.horsJournal || consigner(tx, passage, porte, suite),
      suite.jobs?.length && cadre.maison.file.enqueue(tx, suite.jobs),
      cle && (suite.reprise ? rendreCle(tx, cle) : garderReponse(tx, cle, suite.vers, suite.message)),
    ])
    return suite
  })
  if (faite.jobs?.length) cadre.maison.file.reveiller()
  return faite
}

const suiteDe = (rejeu: Rejeu): Suite => ({ vers: rejeu.vers, ...(rejeu.message ? { message: rejeu.message } : {}) })

/** Time for the first of two clicks to take its key. */
const DOUBLE_CLIC = 300

// A code serves once: the second of two clicks finds it used. What the first one did is then answered again.
async function exigerSecondFacteur(cadre: Cadre, passage: Passage, porte: Action, saisie: Record<string, unknown>, cle: Cle | undefined): Promise<Suite | undefined> {
  try {
    await verifierSecondFacteur(cadre.maison, passage.acteur, saisie, passage.maintenant)
    return undefined
  } catch (erreur) {
    if (!cle || !(erreur instanceof Saisie)) throw erreur
    await attendre(DOUBLE_CLIC)
    const rejeu = await cadre.maison.base.ecrire((tx) => trouverRejeu(tx, cle, porte.definitif ?? false, passage.maintenant))
    if (!rejeu) throw erreur
    if (passage.acteur.genre === 'agent') await oublierEchecs(cadre.maison.base, `second-facteur:${passage.acteur.id}`)
    return suiteDe(rejeu)
  }
}

function cleDe(passage: Passage, porte: Action, saisie: Record<string, unknown>, fichiers: readonly FichierRecu[]): Cle | undefined {
  const cle = saisie._cle ?? passage.requete.headers['idempotency-key']
  if (typeof cle !== 'string' || cle.length < 8 || cle.length > 100) return undefined
  const acteur = passage.acteur.genre === 'visiteur' ? `navigateur:${passage.navigateur ?? ''}` : cleActeur(passage.acteur)
  return { cle, acteur, porte: `${porte.nom} ${passage.requete.url.split('?')[0]}`, empreinte: empreinteSaisie(saisie, fichiers) }
}

async function consigner(tx: Tx, passage: Passage, porte: Action, suite: Suite): Promise<void> {
  if (!suite.journal) return
  const entrees = (Array.isArray(suite.journal) ? suite.journal : [suite.journal]) as { objet: string; detail?: Record<string, never>; territoire?: string | null }[]
  const acteur = cleActeur(passage.acteur)
  await insertEntrees(tx, entrees.map((e) => ({ verbe: porte.nom, acteur, objet: e.objet, territoire: e.territoire ?? null, detail: e.detail ?? {}, le: passage.maintenant })))
}

function repondre(cadre: Cadre, passage: Passage, suite: Suite): string | object {
  const { reponse } = passage
  if (suite.session && 'ouvrir' in suite.session) poserCookie(cadre, reponse, 'iroko_s', suite.session.ouvrir.jeton, (suite.session.ouvrir.jours + JOURS_RECONNU) * 86_400)
  else if (suite.session) poserCookie(cadre, reponse, 'iroko_s', '', 0)
  if (suite.json !== undefined) {
    void reponse.type('application/json; charset=utf-8').header('cache-control', 'private, no-store')
    return JSON.stringify(suite.json)
  }
  if (suite.montrer) {
    if (passage.json) return JSON.stringify(suite.montrer.donnees)
    const suivie = creerVue(cadre, passage)
    return envoyerVue(cadre, passage, suivie, suite.montrer.vue(suivie.vue))
  }
  if (suite.message !== undefined && !passage.json) {
    assurerNavigateur(cadre, passage)
    poserCookie(cadre, reponse, 'iroko_m', sceller(cadre.cles.message, suite.message), VIE_MESSAGE)
  }
  if (!passage.json) {
    void reponse.code(303).header('location', suite.vers)
    return ''
  }
  void reponse.type('application/json; charset=utf-8').header('location', suite.vers)
  return JSON.stringify({ vers: suite.vers, ...(suite.message ? { message: suite.message } : {}) })
}

function reprendre(cadre: Cadre, passage: Passage, porte: Action, reprise: NonNullable<Suite['reprise']>): Promise<string> {
  const fautes = Object.keys(reprise.erreurs).length > 0
  if (passage.json || !porte.page) throw new Saisie(reprise.erreurs)
  return montrer(cadre, passage, porte, reprise.erreurs, reprise.saisie, fautes ? 422 : 200)
}

function montrerDeNouveau(cadre: Cadre, passage: Passage, porte: Action, erreur: Saisie, saisie: Record<string, unknown>, gardes: readonly FichierRecu[]): Promise<string> {
  return montrer(cadre, passage, porte, erreur.champs as Record<string, string>, saisie, 422, gardes).catch((autre: unknown) => {
    throw autre instanceof Introuvable ? erreur : autre
  })
}

/** Shows a form's page again. Who may send the form may not always read that page: it is judged as if it were opened. Throws Introuvable otherwise. */
async function montrer(cadre: Cadre, passage: Passage, porte: Action, erreurs: Record<string, string>, saisie: Record<string, unknown>, statut: number, gardes: readonly FichierRecu[] = []): Promise<string> {
  const page = porte.page!
  const verdict = await jugerPorte(cadre, passage.acteur, page, passage.requete.params)
  if (!verdict.oui) throw new Introuvable()
  const donnees = (await page.load(lectureDe(cadre, passage, page, verdict.portee) as never)) as never
  const suivie = creerVue(cadre, passage, erreurs, saisie, gardes)
  return envoyerVue(cadre, passage, suivie, page.view!(donnees, suivie.vue), statut)
}
