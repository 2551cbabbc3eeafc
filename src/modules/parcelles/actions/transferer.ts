import { z } from 'zod'
import { Saisie } from '../../../lib/erreurs.ts'
import { uuidv7 } from '../../../lib/uuid.ts'
import { jourLocal } from '../../../kernel/calendrier/jour.ts'
import type { Tx } from '../../../kernel/db/index.ts'
import { insertReference } from '../../../kernel/fichiers/index.ts'
import { estVide, lireJour } from '../../../kernel/formulaires/jour.ts'
import { cleActeur } from '../../../kernel/identite/acteur.ts'
import type { Acteur } from '../../../kernel/identite/acteur.ts'
import { action } from '../../../kernel/module.ts'
import type { FichierRecu } from '../../../kernel/module.ts'
import { exigerVersion } from '../../../ui/index.ts'
import { fauteTransfert, MODES } from '../detention.ts'
import type { Detention, GenreDetenteur, Mode } from '../detention.ts'
import { closeDetentions, insertDetentions, listCourantes } from '../detention.queries.ts'
import { insertEvenements } from '../evenement.queries.ts'
import { estFormule, uneLigne } from '../lire-parcelle.ts'
import { detail } from '../pages/detail.tsx'
import { transferer as page } from '../pages/transferer.tsx'
import { lockParcelle } from '../parcelle.queries.ts'
import { champRevision, direChangee, revisionDetenteur } from '../revision.ts'
import { exigerVivante, parId, sujetParcelle, tenir } from '../porte.ts'

const texte = z.string().max(2000).default('')
const input = z.looseObject({ genre: texte, nom: texte, piece: texte, mode: texte, acte: texte, ...champRevision })
const PAPIER_OCTETS = 20 * 1_048_576

/** What was typed about a holder, or every fault at once. */
function lireDetention(input: Record<string, unknown>, courante: Detention | undefined, maintenant: Date): Omit<Detention, 'id' | 'parcelleId'> {
  const erreurs: Record<string, string> = {}
  const lu = (nom: string, max: number): string => {
    const t = uneLigne(String(input[nom] ?? ''))
    if ([...t].length > max) erreurs[nom] = `Écrivez ${max} signes au plus`
    return t
  }
  const [nom, piece, acte] = [lu('nom', 200), lu('piece', 60), lu('acte', 200)]
  if (nom === '' || estFormule(nom)) erreurs.nom = 'Écrivez le nom de qui détient la parcelle'
  const genre = String(input.genre) as GenreDetenteur
  if (!['personne', 'organisme', 'collectivite'].includes(genre)) erreurs.genre = 'Choisissez qui détient la parcelle'
  const mode = String(input.mode) as Mode
  if (!Object.hasOwn(MODES, mode) || (mode === 'inconnu' && courante)) erreurs.mode = 'Choisissez comment la parcelle lui est venue'
  if (acte === '' && mode !== 'inconnu') erreurs.acte = 'Écrivez l’acte, par exemple « convention de vente du 3 mars 2026 »'
  let du: string | null = null
  if (courante || !estVide(input, 'du')) {
    const jour = lireJour(input, 'du', maintenant)
    if ('erreurs' in jour) Object.assign(erreurs, jour.erreurs)
    else {
      du = jour.jour
      const faute = fauteTransfert(courante, du, jourLocal(maintenant))
      if (faute) erreurs.du = faute
    }
  }
  if (Object.keys(erreurs).length > 0) throw new Saisie(erreurs)
  return { genre, nom, piece, mode, acte, du, au: null }
}

async function joindre(tx: Tx, parcelleId: string, champ: string, fichiers: readonly FichierRecu[], acteur: Acteur, maintenant: Date): Promise<void> {
  for (const { sha256, type, taille, nom } of fichiers) await insertReference(tx, { sha256, type, taille, objet: `parcelle:${parcelleId}`, champ, nom, deposePar: cleActeur(acteur), maintenant })
}

/** Enters a new holder with his papers; the present one ends the day he begins. */
export const transferer = action({
  nom: 'parcelles.transferer',
  path: '/parcelles/:id/transferer',
  may: tenir,
  titre: 'Inscrire un nouveau détenteur',
  params: parId,
  sujet: sujetParcelle,
  page,
  input,
  fichiers: { nombre: 5, octets: PAPIER_OCTETS },
  run: async ({ tx, params, input, fichiers, acteur, maintenant }) => {
    const p = await lockParcelle(tx, params.id)
    exigerVivante(p)
    const [courante] = await listCourantes(tx, [p.id])
    await exigerVersion(input._revision, revisionDetenteur(courante), async () => `${await direChangee(tx, p.id)}. Son détenteur est maintenant ${courante?.nom ?? 'inconnu'}. Relisez avant d’inscrire le vôtre`)
    const lue = lireDetention(input, courante, maintenant)
    const id = uuidv7(maintenant.getTime())
    if (courante && lue.du) await closeDetentions(tx, [p.id], lue.du)
    await insertDetentions(tx, [{ ...lue, id, parcelleId: p.id }], cleActeur(acteur), maintenant)
    await joindre(tx, p.id, `detention:${id}`, fichiers, acteur, maintenant)
    await insertEvenements(tx, [{ parcelleId: p.id, texte: `${MODES[lue.mode]}${courante ? ` de ${courante.nom}` : ''} à ${lue.nom}` }], { genre: 'transferee', acteur, maintenant })
    return { vers: `/parcelles/${p.id}`, message: 'Le détenteur est inscrit.', journal: { objet: `parcelle:${p.id}`, territoire: p.territoire, detail: { mode: lue.mode, papiers: fichiers.length } } }
  },
})

/** Adds a paper to a parcel. */
export const ajouterPapier = action({
  nom: 'parcelles.ajouter-papier',
  path: '/parcelles/:id/papiers',
  may: tenir,
  titre: 'Ajouter un papier',
  params: parId,
  sujet: sujetParcelle,
  page: detail,
  input: z.object({ quoi: z.string().max(500).default('') }),
  fichiers: { nombre: 1, octets: PAPIER_OCTETS },
  run: async ({ tx, params, input, fichiers, acteur, maintenant }) => {
    const p = await lockParcelle(tx, params.id)
    if (fichiers.length === 0) throw new Saisie({ papier: 'Choisissez la photo ou le PDF à ajouter' })
    const quoi = [...uneLigne(input.quoi)].slice(0, 100).join('')
    await joindre(tx, p.id, 'papier', fichiers, acteur, maintenant)
    await insertEvenements(tx, [{ parcelleId: p.id, texte: quoi || fichiers[0]!.nom }], { genre: 'papier', acteur, maintenant })
    return { vers: `/parcelles/${p.id}#papiers`, message: 'Le papier est ajouté.', journal: { objet: `parcelle:${p.id}`, territoire: p.territoire } }
  },
})
