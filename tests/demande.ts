import sharp from 'sharp'
import { sql } from '../src/kernel/db/index.ts'
import { uuidv7 } from '../src/lib/uuid.ts'
import { getDossier } from '../src/modules/demarches/dossier.queries.ts'
import type { Dossier } from '../src/modules/demarches/dossier.ts'
import type { Essai } from './base.ts'
import type { Client, FichierEnvoye, Reponse } from './client.ts'
import type { AgentEssai } from './monde.ts'

// A certificat de vie filled in as a person does, step by step; each test spoils the part it is about.

/** An arrondissement and another far away. */
export function lieux(essai: Essai): { bohicon: string; kandi: string } {
  const code = (nom: string) => essai.maison.territoires.chercher(nom, { niveau: 'arrondissement' })[0]!.code
  return { bohicon: code('Bohicon I'), kandi: code('Kandi I') }
}

export const photo = (largeur = 60): Promise<Buffer> => sharp({ create: { width: largeur, height: 40, channels: 3, background: '#aa8' } }).jpeg().toBuffer()
export const piece = (octets: Uint8Array, nom = 'carte.jpg', type = 'image/jpeg'): { piece: FichierEnvoye } => ({ piece: { nom, type, octets } })

export const PERSONNE = { nom: 'Dossou', prenoms: 'Sènami', 'naissance.precision': 'vers', 'naissance.annee': '1958', lieu_naissance: 'Abomey', npi: '1234567890' }
export const CONTACT = { 'domicile.precision': 'Zongo', telephone: '0197000011', constat_souhait: 'guichet' }
export const USAGE = { usage: 'retraite', organisme: 'CNSS' }

/** Begins a draft; returns its id. */
export async function commencer(client: Client): Promise<string> {
  const commence = await client.envoyer('/demarches/certificat-de-vie', {}, { action: '/demarches/certificat-de-vie/commencer' })
  return commence.vers!.split('/')[2]!.split('?')[0]!
}

/** Sends one step as the page shows it, with some fields changed. */
export const etape = (client: Client, id: string, code: string, champs: Record<string, string | string[]>, fichiers?: Record<string, FichierEnvoye>): Promise<Reponse> =>
  client.envoyer(`/brouillons/${id}/${code}`, champs, { action: `/brouillons/${id}/${code}`, bouton: ['_continuer', '1'], ...(fichiers ? { fichiers } : {}) })

/** A draft with every answer, ready to be filed. */
export async function remplir(client: Client, lieu: string, changes: Record<string, string> = {}): Promise<string> {
  const id = await commencer(client)
  const avec = (champs: Record<string, string>) => Object.fromEntries(Object.entries(champs).map(([nom, v]) => [nom, changes[nom] ?? v]))
  const statuts = [
    (await etape(client, id, 'personne', avec(PERSONNE))).vers,
    (await etape(client, id, 'contact', { ...avec(CONTACT), domicile: lieu })).vers,
    (await etape(client, id, 'usage', avec(USAGE))).vers,
    (await etape(client, id, 'papiers', { exactitude: 'oui' }, piece(await photo()))).vers,
  ]
  if (statuts[3] !== `/brouillons/${id}/resume`) throw new Error(`La demande n’est pas complète : ${statuts.join(', ')}`)
  return id
}

/** The values of the form that files a draft, tokens included. */
export async function formulaireDepot(client: Client, id: string): Promise<Record<string, string>> {
  const page = await client.get(`/brouillons/${id}/resume`)
  return jetons(page)
}

/** Tokens of a page: `_jeton` and, of its first form, `_cle`. */
export function jetons(page: Reponse): Record<string, string> {
  const lu = (nom: string) => new RegExp(`name="${nom}" value="([^"]+)"`).exec(page.texte)?.[1]
  return { _jeton: lu('_jeton') ?? '', ...(lu('_cle') ? { _cle: lu('_cle')! } : {}) }
}

/** A filed request; returns its id. */
export async function deposer(client: Client, lieu: string, changes: Record<string, string> = {}): Promise<string> {
  const id = await remplir(client, lieu, changes)
  const depose = await client.envoyer(`/brouillons/${id}/resume`, {}, { action: `/brouillons/${id}/deposer` })
  if (depose.vers !== `/suivi/${id}`) throw new Error(`Le dépôt répond ${depose.statut}`)
  return id
}

export const agir = (agent: AgentEssai, id: string, geste: string, champs: Record<string, string> = {}): Promise<Reponse> =>
  agent.client.envoyer(`/dossiers/${id}`, champs, { action: `/dossiers/${id}/${geste}` })

/** Records a proof of life on its own page. */
export const constater = (agent: AgentEssai, id: string, champs: Record<string, string> = constatHier(), fichiers?: Record<string, FichierEnvoye>): Promise<Reponse> =>
  agent.client.envoyer(`/dossiers/${id}/constat`, champs, { action: `/dossiers/${id}/constater`, ...(fichiers ? { fichiers } : {}) })

/** A proof of life seen yesterday. */
export function constatHier(): Record<string, string> {
  const hier = new Date(Date.now() - 86_400_000)
  return {
    cadre: 'guichet', 'vuLe.jour': String(hier.getUTCDate()), 'vuLe.mois': String(hier.getUTCMonth() + 1), 'vuLe.annee': String(hier.getUTCFullYear()), heure: '09:30',
    lieu: 'guichet', identifiePar: 'cip', pieceNumero: '0412', marque: 'empreinte', classement: 'Registre, n° 12',
  }
}

export const lire = (essai: Essai, id: string): Promise<Dossier> => getDossier(essai.maison.base.lire, id)

/** A number asked from the database. */
export async function compter(essai: Essai, requete: ReturnType<typeof sql<{ n: number }>>): Promise<number> {
  const { rows } = await requete.execute(essai.maison.base.lire)
  return Number(rows[0]!.n)
}

/** Ends the session of a browser, as time would. */
export async function finirSession(essai: Essai, client: Client): Promise<void> {
  const jeton = client.cookies.get('iroko_s')
  await essai.maison.base.ecrire(async (tx) => {
    await sql`update identite.session set expire_le = ${new Date(Date.now() - 1000)} where empreinte = sha256(${jeton}::text::bytea)`.execute(tx)
  })
}

/** A published definition changed and published again, as `npm start` does after an edit of content/. */
export async function publierEncore(essai: Essai, changer: (contenu: string) => string): Promise<void> {
  await essai.maison.base.ecrire(async (tx) => {
    const { rows } = await sql<{ contenu: object; version: number; modele: string }>`select contenu, version, modele from demarches.definition where code = 'certificat-de-vie' order by version desc limit 1`.execute(tx)
    const { contenu, version, modele } = rows[0]!
    await sql`insert into demarches.definition (code, version, empreinte, contenu, modele, publiee_le)
      values ('certificat-de-vie', ${version + 1}, ${uuidv7()}, ${changer(JSON.stringify(contenu))}::jsonb, ${modele}, now())`.execute(tx)
  })
}

/** Text of a page as a person reads it: tags gone, entities read. */
export function lisible(html: string): string {
  return html.replace(/<(script|style)[\s\S]*?<\/\1>/g, ' ').replace(/<[^>]+>/g, ' ').replace(/&lt;/g, '<').replace(/&gt;/g, '>').replace(/&quot;/g, '"').replace(/&#39;/g, "'").replace(/&amp;/g, '&').replace(/[\u00a0\u202f]/g, ' ').replace(/\s+/g, ' ')
}
