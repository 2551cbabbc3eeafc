import type { Emission } from '../../../kernel/documents/emettre.ts'
import type { Db } from '../../../kernel/db/index.ts'
import type { Maison } from '../../../kernel/maison.ts'
import type { Publiee } from '../definition.queries.ts'
import type { Dossier } from '../dossier.ts'
import { contexteDe, signataireDe } from '../jobs/delivrer.ts'
import { direRecours } from '../porte.ts'
import { modelePapier, objetLettres } from './lettre.ts'
import type { Lettre } from './lettre.ts'

const SANS_LIMITE = 'sans limite de durée'

/** The notice of a signed refusal: its reason, the remedy, and the same proof as a granted paper. */
export async function emissionRefus(db: Db, maison: Maison, dossier: Dossier, demarche: Publiee): Promise<Emission> {
  const papier = demarche.refus
  if (!papier) throw new Error(`${demarche.code} n’a pas de notification de refus`)
  const emisLe = dossier.decideLe!
  const { donnees } = await contexteDe(db, maison, dossier, demarche, { emisLe, signataire: await signataireDe(db, dossier.id, 'refuse') })
  return {
    modele: modelePapier(papier, 'refus'),
    donnees: { ...donnees, valable: SANS_LIMITE, motif: dossier.motif ?? '', recours: direRecours(demarche), texte: '' },
    genre: 'notification-de-refus',
    numero: dossier.numero!,
    titre: papier.titre,
    objet: `dossier:${dossier.id}`,
    territoire: dossier.territoire!,
    champs: { nom: dossier.demandeur, autorite: dossier.bureau!, objet: `Refus : ${demarche.titre}` },
    emisLe,
    emisPar: dossier.decidePar!,
  }
}

export type LettreAEmettre = { lettre: Lettre; texte: string; rang: number; signataire: { nom: string; qualite: string; bureau: string; interimDe?: string }; par: string; emisLe: Date }

/** A letter on a file, signed by whoever sends it. Its number follows those of the file's earlier letters. */
export async function emissionLettre(db: Db, maison: Maison, dossier: Dossier, demarche: Publiee, l: LettreAEmettre): Promise<Emission> {
  const { donnees } = await contexteDe(db, maison, dossier, demarche, { emisLe: l.emisLe, signataire: l.signataire })
  return {
    modele: modelePapier(l.lettre, 'lettre'),
    donnees: { ...donnees, valable: SANS_LIMITE, motif: dossier.motif ?? '', recours: direRecours(demarche), texte: l.texte },
    genre: 'lettre',
    numero: `${dossier.numero}-L${l.rang}`,
    titre: l.lettre.titre,
    objet: objetLettres(dossier.id),
    territoire: dossier.territoire!,
    champs: { nom: dossier.demandeur, autorite: dossier.bureau!, objet: demarche.titre },
    emisLe: l.emisLe,
    emisPar: l.par,
  }
}
