import { sql } from 'kysely'
import type { ChampsScelles } from '../../lib/preuve/champs.ts'
import { Introuvable, Refus } from '../../lib/erreurs.ts'
import type { Db, Tx } from '../db/index.ts'
import { assainirTexte } from './assainir.ts'
import type { Trousseau } from './cles.ts'
import type { Revocation } from './liste.ts'

export type DocumentEmis = {
  id: string
  codeCourt: string
  /** Kind of document, e.g. the procedure's name: `certificat-de-vie`. */
  genre: string
  numero: string
  titre: string
  /** What it was issued for, e.g. `dossier:<uuid>`. */
  objet: string
  territoire: string
  champs: ChampsScelles
  kid: string
  cose: Uint8Array
  sha256: string
  /** Bytes of the signed PDF. */
  taille: number
  emisLe: Date
  expireLe: Date | null
  emisPar: string
}
/** `effaceLe`: its file was erased; neither words, nor seal, nor PDF is here any more. */
export type DocumentConnu = DocumentEmis & { effaceLe: Date | null; revocation?: { revoqueLe: Date; motif: string; par: string } }

type Ligne = DocumentEmis & { effaceLe: Date | null; revoqueLe: Date | null; motif: string | null; par: string | null }

const lignes = sql`
  select d.id, d.code_court, d.genre, d.numero, d.titre, d.objet, d.territoire, d.champs, d.kid, d.cose, d.sha256, d.taille,
         d.emis_le, d.expire_le, d.emis_par, d.efface_le, r.revoque_le, r.motif, r.par
    from documents.document d left join documents.revocation r on r.document_id = d.id`

function connu({ revoqueLe, motif, par, ...document }: Ligne): DocumentConnu {
  return revoqueLe ? { ...document, revocation: { revoqueLe, motif: motif ?? '', par: par ?? '' } } : document
}

async function lister(db: Db, suite: ReturnType<typeof sql>): Promise<DocumentConnu[]> {
  const { rows } = await sql<Ligne>`${lignes} ${suite}`.execute(db)
  return rows.map(connu)
}

export async function findDocument(db: Db, id: string): Promise<DocumentConnu | undefined> {
  return (await lister(db, sql`where d.id = ${id}`))[0]
}

export async function getDocument(db: Db, id: string): Promise<DocumentConnu> {
  const document = await findDocument(db, id)
  if (!document) throw new Introuvable()
  return document
}

/** By the code printed beside the QR, as written by `lireCodeCourt`. */
export async function findDocumentParCode(db: Db, codeCourt: string): Promise<DocumentConnu | undefined> {
  return (await lister(db, sql`where d.code_court = ${codeCourt}`))[0]
}

/** The same for many codes, in no order. */
export async function listDocumentsParCodes(db: Db, codes: readonly string[]): Promise<DocumentConnu[]> {
  return lister(db, sql`where d.code_court = any(${[...codes]}::text[])`)
}

/** Documents issued for one object (`dossier:<uuid>`), newest first. */
export async function listDocuments(db: Db, objet: string): Promise<DocumentConnu[]> {
  return lister(db, sql`where d.objet = ${objet} order by d.emis_le desc, d.id desc`)
}

/** Everything the public revocation list says, oldest first. A document that has expired since needs no line any more. */
export async function listRevocations(db: Db, maintenant: Date): Promise<Revocation[]> {
  const { rows } = await sql<Revocation>`
    select r.document_id, r.revoque_le, r.motif
      from documents.revocation r join documents.document d on d.id = r.document_id
     where d.expire_le is null or d.expire_le > ${maintenant}::timestamptz - interval '90 days'
     order by r.revoque_le, r.document_id`.execute(db)
  return rows
}

/** Changes whenever a document is revoked: how many there are, and the latest. One cheap question before signing a list anew. */
export async function compterRevocations(db: Db): Promise<string> {
  const { rows } = await sql<{ etat: string }>`select count(*) || ' ' || coalesce(max(revoque_le)::text, '') as etat from documents.revocation`.execute(db)
  return rows[0]?.etat ?? ''
}

export async function insertDocument(tx: Tx, d: DocumentEmis): Promise<{ id: string; codeCourt: string }> {
  await sql`
    insert into documents.document (id, code_court, genre, numero, titre, objet, territoire, champs, kid, cose, sha256, taille, emis_le, expire_le, emis_par)
    values (${d.id}, ${d.codeCourt}, ${d.genre}, ${d.numero}, ${d.titre}, ${d.objet}, ${d.territoire}, ${JSON.stringify(d.champs)}::jsonb, ${d.kid},
            ${Buffer.from(d.cose)}, ${d.sha256}, ${d.taille}, ${d.emisLe}, ${d.expireLe}, ${d.emisPar})`.execute(tx)
  return { id: d.id, codeCourt: d.codeCourt }
}

/** Revokes a document for good. `motif` is public: a short sentence without personal data. `Refus` if already revoked. */
export async function insertRevocation(tx: Tx, demande: { documentId: string; motif: string; par: string; maintenant: Date }): Promise<void> {
  const motif = assainirTexte(demande.motif).trim()
  if (motif.length < 1 || motif.length > 200) throw new Refus('Donnez un motif de 1 à 200 signes\u00a0: il sera lu par quiconque vérifie le document')
  const { numAffectedRows } = await sql`
    insert into documents.revocation (document_id, revoque_le, motif, par)
    values (${demande.documentId}, ${demande.maintenant}, ${motif}, ${demande.par})
    on conflict (document_id) do nothing`.execute(tx)
  if (!numAffectedRows) throw new Refus('Ce document est déjà révoqué')
}

/** Empties a document whose file is erased: its bytes go with the next collection, and its code still answers. Once. */
export async function effacerDocument(tx: Tx, id: string, maintenant: Date): Promise<void> {
  await sql`select documents.effacer(${id}::uuid, ${maintenant}::timestamptz)`.execute(tx)
}

/** Writes the public halves of the keys, at start and after a rotation. A key is never forgotten, only retired. */
export async function insertCles(tx: Tx, trousseau: Trousseau): Promise<void> {
  for (const cle of trousseau.cles) {
    await sql`
      insert into documents.cle (kid, role, publique, certificat, creee_le, retiree_le)
      values (${cle.kid}, ${cle.role}, ${JSON.stringify(cle.publique)}::jsonb, ${cle.certificat ?? null}, ${cle.creeeLe}, ${cle.retireeLe ?? null})
      on conflict (kid) do update set retiree_le = coalesce(documents.cle.retiree_le, excluded.retiree_le)`.execute(tx)
  }
}

/** Whether a document was issued with these bytes: they are kept until its file is erased. */
export async function existePdf(db: Db, sha256: string): Promise<boolean> {
  const { rows } = await sql<{ oui: boolean }>`select exists (select from documents.document where sha256 = ${sha256} and efface_le is null) as oui`.execute(db)
  return rows[0]?.oui ?? false
}

/** The bytes of every issued document whose file is not erased, by hash: saved with the rest. */
export async function listPdf(db: Db): Promise<string[]> {
  const { rows } = await sql<{ sha256: string }>`select distinct sha256 from documents.document where efface_le is null order by 1`.execute(db)
  return rows.map((ligne) => ligne.sha256)
}
