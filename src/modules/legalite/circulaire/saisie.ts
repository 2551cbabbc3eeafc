import { z } from 'zod'
import { Saisie } from '../../../lib/erreurs.ts'
import type { Tx } from '../../../kernel/db/index.ts'
import { insertReference } from '../../../kernel/fichiers/index.ts'
import type { FichierRecu, Lecture } from '../../../kernel/module.ts'
import type { Territoires } from '../../../kernel/territoire/index.ts'
import { direAnomalie, anomalie } from '../acte/anomalie.ts'
import { jourLocal } from '../../../kernel/calendrier/index.ts'
import { inspecter } from '../piece/inspecter.ts'
import { getCourant } from '../referentiel/referentiel.queries.ts'
import type { Circulaire, Niveau } from './circulaire.ts'
import { findCirculaire } from './circulaire.queries.ts'
import type { FichierCirculaire, Redaction } from './circulaire.queries.ts'

const plusieurs = z.union([z.string(), z.array(z.string())]).optional().transform((v) => [v ?? []].flat().filter(Boolean))
/** What the form of a circular sends. */
export const saisieCirculaire = z.looseObject({ titre: z.string().trim().max(200, 'Dites-le en 200 signes au plus').default(''), texte: z.string().trim().max(20_000, 'Dites-le en 20 000 signes au plus').default(''), matieres: plusieurs, niveaux: plusieurs, departements: plusieurs, remplace: z.string().max(40).default(''), _revision: z.string().max(4000).optional() })

/** One PDF, no larger than that. */
export const PAPIER = { nombre: 1, octets: 30 * 1_048_576 }

/** Reads the form. Throws `Saisie` with every fault. */
export async function lireRedaction(tx: Tx, input: z.infer<typeof saisieCirculaire>, territoires: Territoires, matieres: readonly string[]): Promise<Redaction> {
  const fautes: Record<string, string> = {}
  const niveaux = (['departement', 'commune'] as const).filter((n): n is Niveau => input.niveaux.includes(n))
  if (input.titre === '') fautes.titre = 'Écrivez le titre de la circulaire'
  if (input.texte === '') fautes.texte = 'Écrivez ce que la circulaire demande'
  if (niveaux.length === 0) fautes.niveaux = 'Choisissez à qui elle est adressée'
  const departements = input.departements.filter((d) => territoires.trouver(d)?.niveau === 'departement')
  const remplacee = z.uuid().safeParse(input.remplace).success ? await findCirculaire(tx, input.remplace) : undefined
  if (input.remplace !== '' && remplacee?.etat !== 'publiee') fautes.remplace = 'Choisissez une circulaire en vigueur dans la liste'
  if (Object.keys(fautes).length > 0) throw new Saisie(fautes)
  return { titre: input.titre, texte: input.texte, niveaux, departements, matieres: input.matieres.filter((m) => matieres.includes(m)), remplace: remplacee?.id ?? null }
}

/** Looks at the PDF that came with the form, outside the server's process. Throws `Saisie` for one that should not be sent around. */
export async function preparerPapier({ db, maison, maintenant, fichiers }: Pick<Lecture, 'db' | 'maison' | 'maintenant'> & { fichiers: readonly FichierRecu[] }): Promise<FichierRecu | undefined> {
  const [fichier] = fichiers
  if (!fichier) return undefined
  if (fichier.type !== 'application/pdf') throw new Saisie({ fichier: 'Joignez un PDF' })
  const [lu, liste] = await Promise.all([maison.depot.lire(fichier.sha256).then((octets) => inspecter(maison.lecteur, { type: fichier.type, octets })), getCourant(db, 'anomalies', jourLocal(maintenant))])
  const bloquante = lu.fautes.map((code) => anomalie(liste.corps, code)).find((a) => a.bloque)
  if (bloquante) throw new Saisie({ fichier: direAnomalie(bloquante) })
  return fichier
}

/** Keeps the PDF of a circular. */
export async function garderPapier(tx: Tx, id: Circulaire['id'], f: FichierRecu | undefined, par: string, maintenant: Date): Promise<FichierCirculaire | undefined> {
  if (!f) return undefined
  const referenceId = await insertReference(tx, { sha256: f.sha256, type: f.type, taille: f.taille, objet: `circulaire:${id}`, champ: 'fichier', nom: f.nom, deposePar: par, maintenant })
  return { referenceId, sha256: f.sha256, fichier: f.nom, taille: f.taille }
}
