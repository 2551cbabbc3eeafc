import { Saisie } from '../../../lib/erreurs.ts'
import { uuidv7 } from '../../../lib/uuid.ts'
import type { Tx } from '../../../kernel/db/index.ts'
import { insertReference } from '../../../kernel/fichiers/index.ts'
import type { FichierRecu, Lecture } from '../../../kernel/module.ts'
import { jourLocal } from '../../../kernel/calendrier/index.ts'
import { inspecter } from '../piece/inspecter.ts'
import type { Inspection } from '../piece/inspecter.ts'
import { insertPiece } from '../piece/piece.queries.ts'
import { getCourant } from '../referentiel/referentiel.queries.ts'
import { anomalie, direAnomalie } from './anomalie.ts'
import type { PieceLue } from './anomalie.ts'

const MO = 1_048_576
/** Papers of one sending, and bytes each: what the door lets in; the rule in force says less (A07). */
export const PAPIERS = { nombre: 10, octets: 100 * MO }

export type Papier = { fichier: FichierRecu; inspection: Inspection }
type Lu = Pick<Lecture, 'db' | 'maison' | 'maintenant'> & { fichiers: readonly FichierRecu[] }

/** Reads the papers that came with a form, outside the server's process and before any transaction. Throws `Saisie` beside the field of what stops. */
export async function preparerPapiers({ db, maison, maintenant, fichiers }: Lu): Promise<Papier[]> {
  if (fichiers.length === 0) return []
  const jour = jourLocal(maintenant)
  const [regles, liste] = await Promise.all([getCourant(db, 'regles', jour), getCourant(db, 'anomalies', jour)])
  const fautes: Record<string, string> = {}
  const lus: Papier[] = []
  for (const fichier of fichiers) {
    const inspection = fichier.taille > regles.corps.bornes.fichier_mo * MO ? undefined : await inspecter(maison.lecteur, { type: fichier.type, octets: await maison.depot.lire(fichier.sha256) })
    const bloquante = (inspection?.fautes ?? ['A07']).map((code) => anomalie(liste.corps, code, inspection ? {} : { precision: `${regles.corps.bornes.fichier_mo} Mo au plus` })).find((a) => a.bloque)
    if (bloquante) fautes[fichier.champ] ??= `${direAnomalie(bloquante)} (${bloquante.code}, « ${fichier.nom} »)`
    if (fichier.champ === 'principal' && fichier.type !== 'application/pdf') fautes[fichier.champ] ??= 'Le texte de l’acte est un PDF : dans l’application qui numérise, choisissez « PDF »'
    if (inspection) lus.push({ fichier, inspection })
  }
  if (Object.keys(fautes).length > 0) throw new Saisie(fautes)
  return lus
}

/** Ties papers to an act, each under the field it came by: the main one, or an annex with its kind and its title. */
export async function joindreFichiers(tx: Tx, acteId: string, papiers: readonly Papier[], o: { input: Readonly<Record<string, unknown>>; par: string; maintenant: Date; role?: PieceLue['role'] }): Promise<string[]> {
  const ids: string[] = []
  for (const { fichier, inspection } of papiers) {
    const role = fichier.champ === 'principal' ? 'principal' : (o.role ?? 'annexe')
    const { sha256, type, taille, nom } = fichier
    const referenceId = await insertReference(tx, { sha256, type, taille, objet: `acte:${acteId}`, champ: role, nom, deposePar: o.par, maintenant: o.maintenant })
    const id = uuidv7(o.maintenant.getTime())
    const texte = (cle: string) => (typeof o.input[cle] === 'string' ? (o.input[cle] as string).trim().slice(0, 120) : '')
    await insertPiece(tx, { id, acteId, role, code: role === 'annexe' ? texte('annexeCode') : '', titre: role === 'principal' ? 'Texte de l’acte' : texte('annexeTitre'), referenceId, sha256, nom, type, taille, pages: inspection.pages, lecture: inspection.lecture, signatures: inspection.signatures, texte: inspection.texte, maintenant: o.maintenant })
    ids.push(id)
  }
  return ids
}
