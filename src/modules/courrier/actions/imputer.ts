import { z } from 'zod'
import { Refus, Saisie } from '../../../lib/erreurs.ts'
import { action, permission } from '../../../kernel/module.ts'
import type { Ecriture } from '../../../kernel/module.ts'
import type { Courrier } from '../courrier.ts'
import { exigerPassage } from '../courrier.ts'
import { updateCourrier } from '../courrier.queries.ts'
import { listDestinataires } from '../destinataires.ts'
import { insertEvenement } from '../evenement.queries.ts'
import { findTenue, insertImputation, updateFinie } from '../imputation.queries.ts'
import { lecteurDe, nomActeur } from '../lecteur.ts'
import { imputer as pageImputer, transmettre as pageTransmettre } from '../pages/imputer.tsx'
import { journalDe, parId, prendreCourrier, sujetCourrier } from '../porte.ts'
import { libelle, REFERENTIEL } from '../referentiel.ts'
import { lireEcheance } from '../saisie.ts'

/** One instruction a recipient: `a.poste:<uuid>`, `a.bureau:<id>`; the empty ones get nothing. */
export const saisieImputation = z.looseObject({ note: z.string().trim().max(500, 'Dites-le en 500 signes au plus').default('') })
type Saisi = z.infer<typeof saisieImputation>

/** Gives a letter to everybody who was given an instruction. Returns how many, and their names with the instruction. */
async function repartir(e: Pick<Ecriture, 'tx' | 'maison' | 'acteur' | 'maintenant'>, courrier: Courrier, saisi: Saisi, de: string | null): Promise<{ nombre: number; texte: string }> {
  const echeance = lireEcheance(saisi, 'echeance', e.maintenant)
  const parNom = nomActeur(e.acteur, courrier.territoire)
  const possibles = await listDestinataires(e.tx, e.maison, courrier, e.maintenant)
  const choisis = possibles.flatMap((d) => {
    const instruction = saisi[`a.${d.cle}`]
    return typeof instruction === 'string' && REFERENTIEL.instructions.some((i) => i.code === instruction) ? [{ ...d, instruction }] : []
  })
  if (choisis.length === 0) throw new Saisie({ destinataires: 'Choisissez une instruction en face d’au moins un nom' })
  for (const d of choisis) {
    await insertImputation(e.tx, { courrierId: courrier.id, de, versBureau: d.versBureau, versPoste: d.versPoste, versNom: d.complet, instruction: d.instruction, note: saisi.note, echeance, parNom }, e.maintenant)
  }
  const dits = choisis.map((d) => `${d.complet}, ${libelle(REFERENTIEL.instructions, d.instruction).toLowerCase()}`)
  return { nombre: choisis.length, texte: dits.join(' ; ') + (saisi.note ? `. ${saisi.note}` : '') }
}

/** The dispatcher gives a letter of his office to offices or posts, each with an instruction. */
export const imputer = action({
  nom: 'courrier.imputer',
  path: '/courrier/:id/imputer',
  may: permission('courrier.imputer'),
  titre: 'Imputer un courrier',
  params: parId,
  sujet: sujetCourrier,
  page: pageImputer,
  definitif: true,
  input: saisieImputation,
  run: async (e) => {
    const courrier = await prendreCourrier(e, 'courrier.imputer')
    exigerPassage(courrier, 'imputer')
    const { nombre, texte } = await repartir(e, courrier, e.input, null)
    await updateCourrier(e.tx, courrier.id, { etat: 'impute', renvoyeLe: null }, e.maintenant)
    await insertEvenement(e.tx, { courrierId: courrier.id, genre: 'impute', le: e.maintenant, parNom: nomActeur(e.acteur, courrier.territoire), texte })
    return { vers: `/courrier/${courrier.id}`, message: 'Le courrier est imputé.', journal: journalDe(courrier, { destinataires: nombre }) }
  },
})

/** Whoever holds a letter passes it on: his part is over, and the chain shows by whom it went. */
export const transmettre = action({
  nom: 'courrier.transmettre',
  path: '/courrier/:id/transmettre',
  may: permission('courrier.traiter'),
  titre: 'Transmettre un courrier',
  params: parId,
  sujet: sujetCourrier,
  page: pageTransmettre,
  definitif: true,
  input: saisieImputation,
  run: async (e) => {
    const courrier = await prendreCourrier(e)
    const tenue = await findTenue(e.tx, courrier.id, lecteurDe(e))
    if (!tenue) throw new Refus('Ce courrier n’est plus chez vous')
    const parNom = nomActeur(e.acteur, courrier.territoire)
    // First: passed from an office to itself, or to the same post with another instruction, it is given once.
    await updateFinie(e.tx, tenue.id, 'transmis', { parNom, maintenant: e.maintenant })
    const { nombre, texte } = await repartir(e, courrier, e.input, tenue.id)
    await insertEvenement(e.tx, { courrierId: courrier.id, genre: 'transmis', le: e.maintenant, parNom, texte })
    return { vers: `/courrier/${courrier.id}`, message: 'Le courrier est transmis.', journal: journalDe(courrier, { destinataires: nombre }) }
  },
})
