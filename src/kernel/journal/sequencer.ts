import { sql } from '../db/index.ts'
import type { Base, Tx } from '../db/index.ts'
import { hacherFeuille, replier } from './arbre.ts'
import { exporterCheckpoint, publierFichiers } from './fichiers.ts'
import { ligneDe } from './ligne.ts'
import type { Faits } from './ligne.ts'
import { texteCheckpoint } from './note.ts'
import type { Cle } from './note.ts'
import { findCheckpoint, hacherPlage, listNoeuds, tailleNumerotee } from './rangs.ts'
import { LARGEUR, nombreDe } from './tuiles.ts'

/** `dossier` receives tiles and checkpoint; `temoin` a copy of every checkpoint, on another machine if possible. */
export type ReglagesJournal = { cle: Cle; dossier: string; temoin?: string | undefined; lot?: number }
/** What one run did. `taille` is the size of the published log. */
export type Sequence = { numerotees: number; taille: number }

/** A fixed number: one sequencer at a time on a database, whatever the number of machines. */
const VERROU = 7_746_012

/**
 * Numbers every committed entry that has no number (never « id > last »: a transaction that commits late would be
 * forgotten), signs the new tree head, then writes tiles, checkpoint and outside copy. Writers never wait for it.
 * Undefined when another sequencer is at work. Throws when the past no longer matches what was signed.
 */
export async function sequencer(base: Base, reglages: ReglagesJournal, maintenant: Date): Promise<Sequence | undefined> {
  const lot = reglages.lot ?? 1000
  let numerotees = 0
  for (let faites = lot; faites === lot; numerotees += faites) {
    const reponse = await base.ecrire((tx) => numeroter(tx, lot))
    if (reponse === undefined) return undefined
    faites = reponse
  }
  const signe = await base.ecrire((tx) => signer(tx, reglages.cle, maintenant))
  if (!signe) return undefined
  // The files come after the commit: what is public has been kept. A crash in between is caught up by the next run.
  const taille = await publierFichiers(base.lire, reglages.dossier)
  if (reglages.temoin) await exporterCheckpoint(base.lire, reglages.temoin)
  return { numerotees, taille }
}

async function verrouiller(tx: Tx): Promise<boolean> {
  const { rows } = await sql<{ pris: boolean }>`select pg_try_advisory_xact_lock(${VERROU}) as pris`.execute(tx)
  return rows[0]?.pris ?? false
}

async function numeroter(tx: Tx, lot: number): Promise<number | undefined> {
  if (!(await verrouiller(tx))) return undefined
  const { rows } = await sql<Faits & { id: string }>`select id, le, verbe, acteur, objet, territoire, detail, sel
    from journal.entree where rang is null order by id limit ${lot}`.execute(tx)
  if (rows.length === 0) return 0
  const taille = await tailleNumerotee(tx)
  const feuilles = rows.map((faits) => hacherFeuille(Buffer.from(ligneDe(faits))))
  await sql`update journal.entree e set rang = v.rang, feuille = v.feuille
    from unnest(${rows.map((r) => r.id)}::uuid[], ${rows.map((_, i) => taille + i)}::bigint[], ${feuilles}::bytea[]) v(id, rang, feuille)
    where e.id = v.id`.execute(tx)
  await completerNoeuds(tx, taille, taille + rows.length)
  return rows.length
}

/** Keeps the hash of every tile that has just become full: a root or a proof then reads a few hundred hashes at most. */
async function completerNoeuds(tx: Tx, de: number, a: number): Promise<void> {
  for (let niveau = 1; nombreDe(a, niveau) > nombreDe(de, niveau); niveau++) {
    for (let numero = nombreDe(de, niveau); numero < nombreDe(a, niveau); numero++) {
      const empreinte = replier(await listNoeuds(tx, niveau - 1, { de: numero * LARGEUR, a: (numero + 1) * LARGEUR }))
      await sql`insert into journal.noeud (niveau, numero, empreinte) values (${niveau}, ${numero}, ${empreinte})`.execute(tx)
    }
  }
}

async function signer(tx: Tx, cle: Cle, maintenant: Date): Promise<boolean> {
  if (!(await verrouiller(tx))) return false
  const taille = await tailleNumerotee(tx)
  const dernier = await findCheckpoint(tx)
  if (dernier) {
    // Signing over a changed past would make us our own forger.
    const memePasse = taille >= dernier.taille && (await hacherPlage(tx, { de: 0, a: dernier.taille })).equals(dernier.racine)
    if (!memePasse) throw new Error(`Le journal ne correspond plus au point de contrôle signé le ${dernier.le.toISOString()} : rien n’est signé, comparez la base à une sauvegarde`)
    if (taille === dernier.taille && cle.verifier(dernier.note)) return true
  }
  const racine = await hacherPlage(tx, { de: 0, a: taille })
  const note = cle.signer(texteCheckpoint({ origine: cle.nom, taille, racine }))
  await sql`insert into journal.checkpoint (taille, racine, note, le) values (${taille}, ${racine}, ${note}, ${maintenant})`.execute(tx)
  return true
}
