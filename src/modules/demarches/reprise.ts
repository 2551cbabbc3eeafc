import { compatibles, epurer } from '../../kernel/formulaires/index.ts'
import type { Bloc, Champ, Definition, Reponses } from '../../kernel/formulaires/index.ts'
import type { Db } from '../../kernel/db/index.ts'
import type { Acteur } from '../../kernel/identite/acteur.ts'
import { getDemarche } from './definition.queries.ts'
import type { Publiee } from './definition.queries.ts'
import { listDossiersDe } from './dossier.queries.ts'
import type { Dossier } from './dossier.ts'

/** Papers belong to the file they were given for, and a consent to the day it was given: neither is taken up again. */
const A_REDONNER = new Set<Champ['type']>(['fichier', 'photo', 'signature', 'consentement'])

function sansPapiers(def: Definition): Definition {
  const garder = (champ: { type: Champ['type'] }) => !A_REDONNER.has(champ.type)
  const dansBloc = (champ: Champ): Champ => (champ.type === 'bloc' ? ({ ...champ, champs: champ.champs.filter(garder) } satisfies Bloc) : champ)
  return { ...def, etapes: def.etapes.map((etape) => ({ ...etape, champs: etape.champs.filter(garder).map(dansBloc) })) }
}

/**
 * The answers of an earlier file that still have a place in a new form: same code and same type, pruned by the new form's
 * conditions. What the draft already holds (the account's phone) is fresher and stays. `nombre` counts the answers taken up.
 */
export function reprendreReponses(ancienne: Definition, nouvelle: Definition, reponses: Readonly<Reponses>, deja: Readonly<Reponses>): { reponses: Reponses; nombre: number } {
  const reprises = compatibles(sansPapiers(ancienne), nouvelle, reponses).reponses
  const calcules = new Set(nouvelle.etapes.flatMap((etape) => etape.champs).filter((champ) => champ.type === 'calcule').map((champ) => champ.code))
  const ensemble = epurer(nouvelle, { ...reprises, ...deja })
  return { reponses: ensemble, nombre: Object.keys(ensemble).filter((code) => !(code in deja) && !calcules.has(code)).length }
}

/**
 * Whether this person may take answers up into this draft: it is his by his account, and nothing is typed yet. The tracking
 * code of a draft opens the draft, never the other files of whoever holds it.
 */
export const peutReprendre = (acteur: Acteur, brouillon: Dossier): boolean => acteur.genre === 'citoyen' && brouillon.titulaire === `citoyen:${acteur.id}` && brouillon.revision === 0

export type Reprise = { id: string; numero: string | null; titre: string; demandeur: string | null; deposeLe: Date | null; nombre: number }

/** The person's latest filed requests from which at least one answer can be taken up, three at most. */
export async function listReprises(db: Db, acteur: Acteur, brouillon: Dossier, demarche: Publiee): Promise<Reprise[]> {
  if (!peutReprendre(acteur, brouillon)) return []
  const deposes = (await listDossiersDe(db, brouillon.titulaire!)).filter((dossier) => dossier.etat !== 'brouillon')
  const reprises: Reprise[] = []
  for (const { id, numero, demandeur, deposeLe, reponses, ...ancien } of deposes) {
    if (reprises.length === 3) break
    const sienne = await getDemarche(db, ancien.demarche, ancien.version)
    const { nombre } = reprendreReponses(sienne.formulaire, demarche.formulaire, reponses, brouillon.reponses)
    if (nombre > 0) reprises.push({ id, numero, titre: sienne.titre, demandeur, deposeLe, nombre })
  }
  return reprises
}
