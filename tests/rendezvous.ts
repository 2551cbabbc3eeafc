import { sql } from '../src/kernel/db/index.ts'
import { getRendezVous } from '../src/modules/rendezvous/rendezvous.queries.ts'
import type { RendezVous } from '../src/modules/rendezvous/rendezvous.ts'
import { creerTaches } from '../src/kernel/corridor/travailler.ts'
import { MODULES } from '../src/modules/index.ts'
import type { Essai } from './base.ts'
import { creerClient } from './client.ts'
import type { Champs, Client, Reponse } from './client.ts'
import { jetons } from './demande.ts'

// An agenda of the town hall of Bohicon and what people do with it, through the doors. The clock of these tests starts on Monday 23 November 2026, at nine.
export const LUNDI = '2026-11-23'
export const MARDI = '2026-11-24'
export const LUNDI_SUIVANT = '2026-11-30'

const HEURES = Object.fromEntries([1, 2, 3, 4, 5, 6, 7].flatMap((jour) => [0, 1].flatMap((t) => ['debut', 'fin'].map((bout) => [`h.${jour}.${t}.${bout}`, t === 0 && jour <= 2 ? { debut: '8:00', fin: '10h' }[bout]! : '']))))
/** Monday's and Tuesday's mornings are open, from eight to ten, by half hours. */
export const REGLES = { bureau: 'mairie-1203', titre: 'Guichet', raison: 'Retirer un acte', lieu: 'Guichet 2', apporter: 'la pièce', duree: '30', places: '1', parJour: '', preavis: '2', horizon: '30', delaiAnnulation: '12', sansDossier: 'oui', descend: 'oui', ouvert: 'oui', ...HEURES }

/** The id in the address to which an answer leads; what was refused otherwise, for the test to show. */
export const idDe = (r: Reponse): string => /([0-9a-f-]{36})/.exec(r.vers ?? '')?.[1] ?? `${r.statut} ${/class="erreurs"[\s\S]*?<\/div>/.exec(r.texte)?.[0] ?? r.texte.slice(0, 300)}`

/** Opens an agenda; returns its id. */
export const ouvrirAgenda = async (gestion: Client, regles: Champs = {}): Promise<string> => idDe(await gestion.envoyer('/agendas/nouveau', { ...REGLES, ...regles }))

/** A clerk gives an hour to somebody. */
export const inscrireAu = (guichet: Client, agenda: string, debut: string, champs: Champs = {}): Promise<Reponse> => guichet.envoyer(`/agendas/${agenda}/prendre?debut=${debut}`, { debut, nom: 'Kossi Hounsa', telephone: '', ...champs }, { action: `/agendas/${agenda}/prendre` })

/** An appointment as it is kept. */
export const lireRendezVous = (essai: Essai, id: string): Promise<RendezVous> => getRendezVous(essai.maison.base.lire, id)

/** What was sent about an appointment, in order. */
export async function messagesDe(essai: Essai, id: string, modele = ''): Promise<string[]> {
  const { rows } = await sql<{ texte: string }>`select texte from notifications.message where objet = ${`rendezvous:${id}`} and cle like ${`%${modele}%`} order by id`.execute(essai.maison.base.lire)
  return rows.map((m) => m.texte)
}

/** Runs a task as if it were that moment. */
export const lancer = (essai: Essai, nom: string, quand: Date): Promise<void> => creerTaches(MODULES, essai.maison, () => quand).find((t) => t.nom === nom)!.run({})

/** Asks for an hour without a file; returns the address of the page where the code is written, and the code. */
export async function demanderSansDossier(essai: Essai, client: Client, agenda: string, debut: string, telephone: string): Promise<{ vers: string; code: string }> {
  const r = await client.envoyer(`/rendez-vous/agendas/${agenda}/prendre?debut=${debut}`, { nom: 'Afiavi Tossou', telephone, note: 'Copie d’acte' })
  if (r.statut !== 303) return { vers: `${r.statut} ${/class="erreurs"[\s\S]*?<\/div>/.exec(r.texte)?.[0] ?? ''}`, code: '' }
  const { rows } = await sql<{ texte: string }>`select m.texte from rendezvous.demande d join notifications.message m on m.objet = 'code:' || d.code_id where d.id = ${r.vers!.split('/')[3]}`.execute(essai.maison.base.lire)
  return { vers: r.vers!, code: /\b\d{6}\b/.exec(rows[0]!.texte)![0] }
}

/** Takes an hour without a file, on a new browser. */
export async function prendreSansDossier(essai: Essai, agenda: string, debut: string, telephone: string): Promise<{ client: Client; id: string }> {
  const client = creerClient(essai)
  const { vers, code } = await demanderSansDossier(essai, client, agenda, debut, telephone)
  return { client, id: idDe(await client.envoyer(vers, { code }, { action: vers })) }
}

/** A bare POST with the tokens of a page the person may open. */
export async function forcer(client: Client, page: string, chemin: string, champs: Champs): Promise<Reponse> {
  return client.poster(chemin, { ...jetons(await client.get(page)), ...champs })
}

const date = (nom: string, jour: string): Champs => ({ [`${nom}.jour`]: jour.slice(8), [`${nom}.mois`]: jour.slice(5, 7), [`${nom}.annee`]: jour.slice(0, 4) })

/** Closes an agenda some days or hours, for a cut of power unless said otherwise. */
export const fermerAgenda = (gestion: Client, agenda: string, { du, au, ...champs }: Record<string, string>): Promise<Reponse> =>
  gestion.envoyer(`/agendas/${agenda}/exceptions`, { genre: 'fermeture', raison: 'Coupure de courant', ...date('du', du!), ...(au ? date('au', au) : {}), ...champs }, { action: `/agendas/${agenda}/exceptions` })
