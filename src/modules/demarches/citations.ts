import type { Db } from '../../kernel/db/index.ts'
import { lireCodeCourt } from '../../kernel/documents/code-court.ts'
import { listDocumentsParCodes } from '../../kernel/documents/queries.ts'
import { certificatsCites } from '../../kernel/formulaires/index.ts'
import type { CertificatConnu, DossierConnu, Etape, Reponses, Trouveurs } from '../../kernel/formulaires/index.ts'
import type { Territoires } from '../../kernel/territoire/index.ts'
import type { Demarche } from './definition.ts'
import { getDemarche } from './definition.queries.ts'
import { listDossiersDe } from './dossier.queries.ts'
import type { Dossier } from './dossier.ts'
import { trouveursFonciers } from './foncier.ts'

const demandeUnDossier = (etape: Etape) => etape.champs.some((champ) => champ.type === 'dossier' || (champ.type === 'bloc' && champ.champs.some((c) => c.type === 'dossier')))

/** The filed requests of the draft's holder that a step may name; none when the step asks for none, or for a visitor. */
export async function listDossiersCitables(db: Db, brouillon: Dossier, etape: Etape): Promise<DossierConnu[]> {
  if (!brouillon.titulaire || !demandeUnDossier(etape)) return []
  const deposes = (await listDossiersDe(db, brouillon.titulaire)).flatMap(({ id, numero, demarche, version }) => (numero && id !== brouillon.id ? [{ numero, demarche, version }] : []))
  return Promise.all(deposes.map(async ({ numero, demarche, version }) => ({ numero, demarche, titre: (await getDemarche(db, demarche, version)).titre })))
}

/** What the answers just typed name, looked up before the step is read: the holder's other files, certificates by their code, parcels of the register. */
export async function trouveursDe(db: Db, brouillon: Dossier, demarche: Demarche, etape: Etape, saisie: unknown, contexte: { reponses: Reponses; maintenant: Date; territoires: Territoires }): Promise<Trouveurs> {
  const [dossiers, certificats, fonciers] = await Promise.all([listDossiersCitables(db, brouillon, etape), listCertificats(db, certificatsCites(etape, saisie), contexte.maintenant), trouveursFonciers(db, demarche, etape, saisie, contexte)])
  return { ...fonciers, dossiers: (numero) => dossiers.find((d) => d.numero === numero), certificats: (code) => certificats.get(lireCodeCourt(code) ?? '') }
}

async function listCertificats(db: Db, ecrits: readonly string[], maintenant: Date): Promise<Map<string, CertificatConnu>> {
  const codes = ecrits.flatMap((ecrit) => lireCodeCourt(ecrit) ?? [])
  const documents = codes.length === 0 ? [] : await listDocumentsParCodes(db, codes)
  return new Map(documents.map(({ codeCourt, titre, genre, expireLe, revocation }) => [codeCourt, { code: codeCourt, titre, genre, expireLe, etat: revocation ? 'revoque' : expireLe && expireLe <= maintenant ? 'expire' : 'valable' }]))
}
