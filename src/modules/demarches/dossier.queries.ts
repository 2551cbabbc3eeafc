import { Introuvable } from '../../lib/erreurs.ts'
import { sql } from '../../kernel/db/index.ts'
import type { Db, Tx } from '../../kernel/db/index.ts'
import type { Portee } from '../../kernel/identite/portee.ts'
import type { Dossier, EvenementHorloge } from './dossier.ts'
import type { Mandat } from './mandat.tsx'

const CHAMPS = sql`id, numero, demarche, version, etat, canal, territoire, bureau, titulaire, cree_par, demandeur, telephone, courriel, reponses, saisie, mandat,
  cree_le, modifie_le, depose_le, horloge, echeance, instructeur, decision, motif, propose_le, propose_par, decide_le, decide_par,
  constat_requis, constat_id, document_id, revision, serie, station, interne, attend, lecteurs, correction, station_echeance, silence_le, station_silence_le, mandant_telephone, archive_le, efface_le`

/** A file by id. */
export async function findDossier(db: Db, id: string): Promise<Dossier | undefined> {
  const { rows } = await sql<Dossier>`select ${CHAMPS} from demarches.dossier where id = ${id}`.execute(db)
  return rows[0]
}

export type Appartenance = Pick<Dossier, 'id' | 'territoire' | 'titulaire' | 'telephone' | 'courriel' | 'lecteurs' | 'interne' | 'version' | 'serie' | 'mandantTelephone' | 'archiveLe' | 'effaceLe'>

/** Only whose file this is: asked before every door, so that the answers are not read for nothing. */
export async function findAppartenance(db: Db, id: string): Promise<Appartenance | undefined> {
  const { rows } = await sql<Appartenance>`select id, territoire, titulaire, telephone, courriel, lecteurs, interne, version, serie, mandant_telephone, archive_le, efface_le from demarches.dossier where id = ${id}`.execute(db)
  return rows[0]
}

/** A file that must exist. Throws `Introuvable`. */
export async function getDossier(db: Db, id: string): Promise<Dossier> {
  const dossier = await findDossier(db, id)
  if (!dossier) throw new Introuvable()
  return dossier
}

/** Loads a file for writing: nobody else changes it until the end of the transaction. */
export async function lockDossier(tx: Tx, id: string): Promise<Dossier> {
  const { rows } = await sql<Dossier>`select ${CHAMPS} from demarches.dossier where id = ${id} for update`.execute(tx)
  if (!rows[0]) throw new Introuvable()
  return rows[0]
}

/** The same for a draft, with the version now in force of its procedure: one question rather than two. */
export async function lockBrouillon(tx: Tx, id: string): Promise<Dossier & { enVigueur: number | null }> {
  const { rows } = await sql<Dossier & { enVigueur: number | null }>`select ${CHAMPS},
    case when version < 0 then version else (select max(f.version) from demarches.definition f where f.code = dossier.demarche and f.retiree_le is null) end as en_vigueur
    from demarches.dossier where id = ${id} for update`.execute(tx)
  if (!rows[0]) throw new Introuvable()
  return rows[0]
}

/** A file or a draft by the hash of its tracking code. */
export async function findParSuivi(db: Db, suivi: Buffer): Promise<Dossier | undefined> {
  const { rows } = await sql<Dossier>`select ${CHAMPS} from demarches.dossier where suivi = ${suivi}`.execute(db)
  return rows[0]
}

export type NouveauBrouillon = {
  id: string; suivi: Buffer; demarche: string; version: number; canal: Dossier['canal']; titulaire: string | null; creePar: string
  territoire: string | null; bureau: string | null; constatRequis: boolean; interne?: boolean; lecteurs?: readonly string[]; reponses: Record<string, unknown>; maintenant: Date
}

/** Opens a draft. A clerk's draft carries the territory of his counter, so that his colleagues find it. */
export async function insertBrouillon(tx: Tx, b: NouveauBrouillon): Promise<void> {
  await sql`insert into demarches.dossier (id, suivi, demarche, version, etat, canal, titulaire, cree_par, territoire, bureau, constat_requis, interne, lecteurs, reponses, cree_le, modifie_le)
    values (${b.id}, ${b.suivi}, ${b.demarche}, ${b.version}, 'brouillon', ${b.canal}, ${b.titulaire}, ${b.creePar}, ${b.territoire}, ${b.bureau},
      ${b.constatRequis}, ${b.interne ?? false}, ${[...(b.lecteurs ?? [])]}::text[], ${JSON.stringify(b.reponses)}::jsonb, ${b.maintenant}, ${b.maintenant})`.execute(tx)
}

/** Saves what has been typed so far. */
export async function updateBrouillon(tx: Tx, id: string, b: { reponses: Record<string, unknown>; saisie?: Record<string, unknown>; maintenant: Date; mandat?: Mandat; version?: number; constatRequis?: boolean }): Promise<void> {
  await sql`update demarches.dossier set reponses = ${JSON.stringify(b.reponses)}::jsonb, modifie_le = ${b.maintenant}, revision = revision + 1,
    saisie = coalesce(${b.saisie ? JSON.stringify(b.saisie) : null}::jsonb, saisie), mandat = coalesce(${b.mandat ? JSON.stringify(b.mandat) : null}::jsonb, mandat), version = coalesce(${b.version ?? null}, version),
    constat_requis = coalesce(${b.constatRequis ?? null}, constat_requis)
    where id = ${id} and etat = 'brouillon'`.execute(tx)
}

/** Gives a draft to whoever has just signed in. */
export async function updateTitulaire(tx: Tx, id: string, titulaire: string): Promise<void> {
  await sql`update demarches.dossier set titulaire = ${titulaire} where id = ${id} and titulaire is null`.execute(tx)
}

export type Depot = {
  prefixe: string; annee: number; reponses: Record<string, unknown>; territoire: string; bureau: string; demandeur: string
  telephone: string | null; courriel: string | null; horloge: EvenementHorloge[]; echeance: string | null; maintenant: Date
} & Arrivee

/** A file arriving at a station: its state there, and the posts awaited. */
export type Arrivee = { etat: Dossier['etat']; station: string; attend: readonly string[]; lecteurs: readonly string[]; stationEcheance?: string | null }

/** Files a draft and numbers it. The sequence is never rolled back, so that two offices never wait for each other. */
export async function updateDepose(tx: Tx, id: string, d: Depot): Promise<string> {
  const { rows } = await sql<{ numero: string }>`
    update demarches.dossier set etat = ${d.etat}, station = ${d.station}, attend = ${[...d.attend]}, lecteurs = ${[...d.lecteurs]}, station_echeance = ${d.stationEcheance ?? null}::date, saisie = '{}', numero = case when version < 0 then 'ESSAI-' || upper(substr(md5(id::text), 1, 8)) else ${`${d.prefixe}-${d.annee}-`}::text || lpad(nextval('demarches.numero')::text, 6, '0') end,
      reponses = ${JSON.stringify(d.reponses)}::jsonb, territoire = ${d.territoire}, bureau = ${d.bureau}, demandeur = ${d.demandeur},
      telephone = ${d.telephone}, courriel = ${d.courriel}, horloge = ${JSON.stringify(d.horloge)}::jsonb, echeance = ${d.echeance}::date,
      depose_le = ${d.maintenant}, modifie_le = ${d.maintenant}, revision = revision + 1
    where id = ${id} returning numero`.execute(tx)
  return rows[0]!.numero
}

export type Changement = Partial<{ aTemps: boolean } & Pick<Dossier, 'etat' | 'horloge' | 'echeance' | 'decision' | 'motif' | 'proposeLe' | 'proposePar' | 'decideLe' | 'decidePar' | 'constatId' | 'documentId' | 'telephone' | 'courriel' | 'instructeur' | 'reponses' | 'station' | 'attend' | 'lecteurs' | 'version' | 'correction' | 'demandeur' | 'stationEcheance' | 'silenceLe' | 'stationSilenceLe'> & { valableJusque: Date | null }>

const JSONS = new Set(['horloge', 'reponses', 'correction'])

/** Changes a locked file. Only the named columns; `revision` always grows. */
export async function updateDossier(tx: Tx, id: string, changement: Changement, maintenant: Date): Promise<void> {
  const valeurs = Object.entries(changement).map(([nom, valeur]) => {
    const colonne = sql.ref(nom.replace(/[A-Z]/g, (lettre) => `_${lettre.toLowerCase()}`))
    return JSONS.has(nom) && valeur !== null ? sql`${colonne} = ${JSON.stringify(valeur)}::jsonb` : sql`${colonne} = ${valeur}`
  })
  await sql`update demarches.dossier set ${sql.join([...valeurs, sql`modifie_le = ${maintenant}`, sql`revision = revision + 1`])} where id = ${id}`.execute(tx)
}

/** A draft that its owner gives up, with everything in it. */
export async function deleteBrouillon(tx: Tx, id: string): Promise<void> {
  await sql`delete from demarches.dossier where id = ${id} and etat = 'brouillon'`.execute(tx)
}

/** Untouched for longer than the procedure of the draft keeps it; a version without such a rule keeps it. */
const abandonne = (maintenant: Date) => sql`d.etat = 'brouillon' and d.modifie_le < ${maintenant}::timestamptz - make_interval(days => (f.contenu->'conservation'->>'brouillonJours')::int)`

/** Drafts that the retention rule of their procedure gives up, a hundred at a time. */
export async function listBrouillonsAbandonnes(db: Db, maintenant: Date): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`select d.id from demarches.dossier d join demarches.definition f on f.code = d.demarche and f.version = d.version
    where ${abandonne(maintenant)} order by d.modifie_le limit 100`.execute(db)
  return rows.map((ligne) => ligne.id)
}

/** The draft, locked, if it is still one and nobody has touched it meanwhile. */
export async function findAbandonne(tx: Tx, id: string, maintenant: Date): Promise<{ id: string } | undefined> {
  const { rows } = await sql<{ id: string }>`select d.id from demarches.dossier d join demarches.definition f on f.code = d.demarche and f.version = d.version
    where d.id = ${id} and ${abandonne(maintenant)} for update of d`.execute(tx)
  return rows[0]
}

/** Files that a key of their tracking code opens (see `cleDossier`): the series must be the one the file has now. */
function porteesPar(cles: readonly string[]) {
  const portees = cles.flatMap((cle) => /^dossier:([0-9a-f-]{36})(?:\.(\d{1,9}))?$/.exec(cle)?.slice(1) ?? [])
  const ids = portees.filter((_, rang) => rang % 2 === 0)
  const series = portees.filter((_, rang) => rang % 2 === 1).map((serie) => Number(serie ?? 0))
  return sql`(id = any(${ids}::uuid[]) and (id, serie) in (select * from unnest(${ids}::uuid[], ${series}::int[])))`
}

/** Files and drafts held by these keys (`citoyen:<id>`, `dossier:<id>`), latest first. */
export async function listDossiersParCles(db: Db, cles: readonly string[]): Promise<Dossier[]> {
  const { rows } = await sql<Dossier>`select ${CHAMPS} from demarches.dossier where not essai and (titulaire = any(${cles}) or ${porteesPar(cles)}) order by modifie_le desc limit 500`.execute(db)
  return rows
}

/**
 * Files that belong to no account and that these keys open: by their tracking code (`dossier:<id>`), or because they were
 * filed with a phone or an address that the person has proved (`telephone:…`, `courriel:…`).
 */
export async function listOuverts(db: Db, cles: readonly string[]): Promise<Dossier[]> {
  const dits = (sorte: string) => cles.filter((cle) => cle.startsWith(sorte)).map((cle) => cle.slice(sorte.length))
  const { rows } = await sql<Dossier>`select ${CHAMPS} from demarches.dossier where titulaire is null
    and (${porteesPar(cles)} or (etat <> 'brouillon' and (telephone = any(${dits('telephone:')}) or lower(courriel) = any(${dits('courriel:')}))))
    order by modifie_le desc limit 50`.execute(db)
  return rows
}

/**
 * Numbers of those of these files that lie in a territory, or on which one of these posts is called, as their page opens to it; and the
 * file of a number. Drafts have none.
 */
export async function listNumeros(db: Db, portee: Portee, quels: { ids: readonly string[] } | { numero: string }, cles: readonly string[] = []): Promise<{ id: string; numero: string }[]> {
  const ceux = 'ids' in quels ? sql`id = any(${[...quels.ids]}::uuid[])` : sql`numero = ${quels.numero}`
  const { rows } = await sql<{ id: string; numero: string }>`select id, numero from demarches.dossier
    where ${ceux} and numero is not null and archive_le is null and efface_le is null and not essai
      and ((not interne and ${portee.codes === null ? sql`true` : sql`territoire = any(${portee.codes})`}) or lecteurs && ${[...cles]}::text[])`.execute(db)
  return rows
}

/** Drafts begun for somebody in a territory, or by one of these posts, among these. */
export async function listBrouillonsDe(db: Db, portee: Portee, ids: readonly string[], cles: readonly string[]): Promise<{ id: string }[]> {
  const { rows } = await sql<{ id: string }>`select id from demarches.dossier where id = any(${[...ids]}::uuid[]) and etat = 'brouillon' and not essai and not interne
    and (${portee.codes === null ? sql`true` : sql`territoire = any(${portee.codes})`} or lecteurs && ${[...cles]}::text[])`.execute(db)
  return rows
}

/** Files that a mandatary follows for whoever has proved to hold this phone. */
export async function listRepresentes(db: Db, cles: readonly string[]): Promise<Dossier[]> {
  const telephones = cles.filter((cle) => cle.startsWith('telephone:')).map((cle) => cle.slice(10))
  const { rows } = await sql<Dossier>`select ${CHAMPS} from demarches.dossier where mandant_telephone = any(${telephones}) order by modifie_le desc limit 50`.execute(db)
  return rows
}

/** A person's files and drafts, latest first. */
export async function listDossiersDe(db: Db, titulaire: string): Promise<Dossier[]> {
  const { rows } = await sql<Dossier>`select ${CHAMPS} from demarches.dossier where titulaire = ${titulaire} and not essai order by modifie_le desc limit 100`.execute(db)
  return rows
}
