import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'yaml'
import { z } from 'zod'
import { Saisie } from '../../lib/erreurs.ts'

const motif = z.strictObject({ code: z.string().regex(/^[a-z_]+$/), titre: z.string().min(1).max(120) })
const fichier = z.strictObject({ exemptions: z.array(motif.extend({ source: z.string().min(1), verifie: z.boolean() })).min(1), annulations: z.array(motif).min(1), remboursements: z.array(motif).min(1) })

/** Reasons as a ministry writes them: content/paiements/motifs.yaml. */
export const MOTIFS = fichier.parse(parse(readFileSync(join(import.meta.dirname, '../../../content/paiements/motifs.yaml'), 'utf8')))

/** The fields of a gesture that gives a reason. */
export const champsMotif = { motif: z.string().max(40).default(''), precision: z.string().trim().max(300, 'Dites-le en 300 signes au plus').default('') }

/** The reason in words, with what was added. `Saisie` beside the field when none of the list was chosen. */
export function lireMotif(liste: keyof typeof MOTIFS, input: { motif: string; precision: string }): string {
  const choisi = MOTIFS[liste].find((m) => m.code === input.motif)
  if (!choisi) throw new Saisie({ motif: 'Choisissez le motif dans la liste' })
  return [choisi.titre, input.precision].filter(Boolean).join(' : ')
}

/** The reasons as a list to choose from. */
export const optionsMotif = (liste: keyof typeof MOTIFS): { valeur: string; libelle: string }[] => MOTIFS[liste].map((m) => ({ valeur: m.code, libelle: m.titre }))
