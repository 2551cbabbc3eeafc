import { Refus } from '../../../lib/erreurs.ts'
import { uuidv7 } from '../../../lib/uuid.ts'
import type { Tx } from '../../../kernel/db/index.ts'
import { effacerReferences } from '../../../kernel/fichiers/index.ts'
import { cleActeur } from '../../../kernel/identite/acteur.ts'
import type { Acteur } from '../../../kernel/identite/acteur.ts'
import type { Maison } from '../../../kernel/maison.ts'
import type { Demarche } from '../definition.ts'
import { insertBrouillon } from '../dossier.queries.ts'
import { codeSuivi, empreinteSuivi } from '../suivi.ts'
import { deleteEssais, insertVersionEssai, listIdsEssais } from './essai.queries.ts'

/** Tests of one project at a time. */
const AU_PLUS = 20

/** Opens a draft of a project that nobody else sees, held by its author, to be filled in and followed for real. Returns its id. */
export async function ouvrirEssai(tx: Tx, e: { projet: string; demarche: Demarche; modele: string; acteur: Acteur; maison: Maison; maintenant: Date }): Promise<string> {
  const { demarche, acteur, maintenant } = e
  if ((await listIdsEssais(tx, { projet: e.projet })).length >= AU_PLUS) throw new Refus(`Ce projet a déjà ${AU_PLUS} essais : effacez-les d’abord`)
  const version = await insertVersionEssai(tx, e.projet, demarche, e.modele, maintenant)
  const poste = acteur.genre === 'agent' && demarche.pour === 'agents' ? acteur.postes[0] : undefined
  const id = uuidv7(maintenant.getTime())
  const cle = e.maison.cle('suivi')
  await insertBrouillon(tx, { id, suivi: empreinteSuivi(cle, codeSuivi(cle, { id, serie: 0 })), demarche: demarche.code, version, canal: 'ligne', titulaire: cleActeur(acteur), creePar: cleActeur(acteur), territoire: poste?.territoire ?? null, bureau: poste?.bureau ?? null, interne: true, constatRequis: demarche.circuit.constat !== undefined, reponses: {}, maintenant })
  return id
}

/** Takes tests away, papers included: those of a project, one by its id, or those begun before a moment. Returns how many. */
export async function effacerEssais(tx: Tx, quels: { projet: string } | { avant: Date } | { id: string }): Promise<number> {
  const ids = 'id' in quels ? [quels.id] : await listIdsEssais(tx, quels)
  for (const id of ids) await effacerReferences(tx, `dossier:${id}`)
  await deleteEssais(tx, ids)
  return ids.length
}
