import { z } from 'zod'
import { Saisie } from '../../../lib/erreurs.ts'
import { uuidv7 } from '../../../lib/uuid.ts'
import { jourLocal } from '../../../kernel/calendrier/index.ts'
import type { Tx } from '../../../kernel/db/index.ts'
import { insertReference } from '../../../kernel/fichiers/index.ts'
import { cleActeur } from '../../../kernel/identite/acteur.ts'
import { action, permission } from '../../../kernel/module.ts'
import type { Ecriture, FichierRecu } from '../../../kernel/module.ts'
import type { Bureau } from '../../../kernel/territoire/index.ts'
import { insertArrivee } from '../courrier.queries.ts'
import type { PermissionCourrier } from '../droits.ts'
import { insertEvenement } from '../evenement.queries.ts'
import { bureauxPour, nomActeur } from '../lecteur.ts'
import { arrivee } from '../pages/nouveau.tsx'
import { journalDe } from '../porte.ts'
import { lireLigne, saisieCourrier } from '../saisie.ts'

/** Scans of one sending, and bytes each. */
export const SCANS = { nombre: 8, octets: 20 * 1_048_576 }
/** The field of the scans. */
export const CHAMP_SCAN = 'scans'

/** Keeps the scans that came with a form. */
export async function joindreScans(tx: Tx, courrierId: string, fichiers: readonly FichierRecu[], deposePar: string, maintenant: Date): Promise<void> {
  for (const { sha256, type, taille, nom } of fichiers) await insertReference(tx, { sha256, type, taille, objet: `courrier:${courrierId}`, champ: CHAMP_SCAN, nom, deposePar, maintenant })
}

/** The register this form is for: the office chosen, or the only one of this actor. */
export function bureauChoisi(e: Pick<Ecriture, 'acteur' | 'maison' | 'porteePour'>, id: string, permissionVoulue: PermissionCourrier): Bureau {
  const siens = bureauxPour(e, permissionVoulue)
  const choisi = siens.find((b) => b.id === id) ?? (id === '' && siens.length === 1 ? siens[0] : undefined)
  if (!choisi) throw new Saisie({ bureau: siens.length === 0 ? 'Votre poste n’est rattaché à aucun bureau du registre : demandez à l’administrateur' : 'Choisissez le bureau dont c’est le registre' })
  return choisi
}

/** Writes an arrival in the register of an office, with the next number of the year. */
export const enregistrer = action({
  nom: 'courrier.enregistrer',
  path: '/courrier/arrivees',
  may: permission('courrier.enregistrer'),
  titre: 'Enregistrer une arrivée',
  page: arrivee,
  definitif: true,
  fichiers: SCANS,
  input: saisieCourrier.extend({ _suivant: z.string().optional() }),
  run: async (e) => {
    const { tx, input, maintenant, acteur } = e
    const bureau = bureauChoisi(e, input.bureau, 'courrier.enregistrer')
    const aujourdhui = jourLocal(maintenant)
    const ligne = await lireLigne(e, input, 'arrivee', aujourdhui, bureau.id)
    const [id, par, parNom] = [uuidv7(maintenant.getTime()), cleActeur(acteur), nomActeur(acteur, bureau.territoire)]
    await joindreScans(tx, id, e.fichiers, par, maintenant)
    const numero = await insertArrivee(tx, { ...ligne, id, bureau: bureau.id, territoire: bureau.territoire, creePar: par, maintenant, annee: Number(aujourdhui.slice(0, 4)), parNom })
    await insertEvenement(tx, { courrierId: id, genre: 'enregistre', le: maintenant, parNom })
    return {
      vers: input._suivant ? `/courrier/arrivees/nouvelle?apres=${id}` : `/courrier/${id}`,
      message: `Arrivée n° ${numero} enregistrée.`,
      journal: journalDe({ id, territoire: bureau.territoire }, { numero, bureau: bureau.id }),
    }
  },
})
