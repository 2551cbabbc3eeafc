import { z } from 'zod'
import { Refus, Saisie } from '../../../lib/erreurs.ts'
import { uuidv7 } from '../../../lib/uuid.ts'
import { cleActeur, qualiteDe } from '../../../kernel/identite/acteur.ts'
import { action, titulaire } from '../../../kernel/module.ts'
import { tabulaire } from '../exportation/avancer.ts'
import { compterDossiers, insertExportation, lockExportation, updateExportation } from '../exportation/exportation.queries.ts'
import { exports, exportation as pageExportation, sujetExportation } from '../exportation/pages.tsx'
import { champDe, champsCriteres } from '../criteres.ts'
import { mayListe, nomComplet, parId } from '../porte.ts'

/** Asks for an export with answers, or with papers. What leaves is personal: the second factor is asked, each file exported is a consultation. */
export const demanderExport = action({
  nom: 'demarches.demander-export',
  path: '/exports',
  may: mayListe,
  titre: 'Demander un export',
  page: exports,
  secondFacteur: true,
  limite: 20,
  input: z.object({
    format: z.enum(['csv', 'xlsx', 'jsonl', 'zip'], 'Choisissez ce que vous voulez emporter').or(z.literal('')).default(''),
    ...champsCriteres,
  }),
  run: async (lu) => {
    const { tx, acteur, maintenant } = lu
    const { format, ...reste } = lu.input
    if (acteur.genre !== 'agent') throw new Refus('Un export avec les réponses se demande par une personne', 403)
    const { portee, filtre } = champDe(lu, reste)
    if (format === '') throw new Saisie({ format: 'Choisissez ce que vous voulez emporter' })
    if (tabulaire(format) && !filtre.demarche) throw new Saisie({ format: 'Pour un tableau, choisissez d’abord une démarche dans la liste des dossiers : ses questions font les colonnes' })
    const id = uuidv7(maintenant.getTime())
    const total = await compterDossiers(tx, portee, filtre)
    if (total === 0) throw new Refus('Aucun dossier ne correspond : il n’y a rien à exporter')
    await insertExportation(tx, { id, par: cleActeur(acteur), parNom: nomComplet(acteur), fonction: qualiteDe(acteur), format, filtre, total, portee, maintenant })
    return { vers: `/exports/${id}`, journal: { objet: `exportation:${id}`, detail: { format, dossiers: total } }, jobs: [{ nom: 'demarches.exporter', donnees: { id } }] }
  },
})

/** Gives an export up: what was written is erased by the task itself. */
export const annulerExport = action({
  nom: 'demarches.annuler-export',
  path: '/exports/:id/annuler',
  may: titulaire,
  titre: 'Annuler l’export',
  page: pageExportation,
  params: parId,
  sujet: sujetExportation,
  input: z.object({}),
  run: async ({ tx, params, maintenant }) => {
    const e = await lockExportation(tx, params.id)
    if (e?.etat !== 'en_cours') throw new Refus('Cet export n’est plus en cours')
    await updateExportation(tx, { ...e, etat: 'annule', avanceLe: maintenant })
    return { vers: '/exports', message: 'L’export est annulé. Ce qui était écrit est effacé.', journal: { objet: `exportation:${e.id}` }, jobs: [{ nom: 'demarches.exporter', donnees: { id: e.id } }] }
  },
})
