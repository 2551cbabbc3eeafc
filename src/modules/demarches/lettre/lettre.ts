import { z } from 'zod'
import { qui } from '../circuit.ts'
import type { Demarche } from '../definition.ts'
import { composer } from '../redaction.ts'

const papier = {
  titre: z.string().min(1).max(80),
  /** The paper in words, as that of the granted one; `{motif}`, `{recours}` and `{texte}` besides the answers. */
  corps: z.string().min(1).max(2000).optional(),
  mentions: z.array(z.strictObject({ titre: z.string().min(1).max(60), valeur: z.string().min(1).max(300) })).max(20).optional(),
  fin: z.string().min(1).max(500).optional(),
  /** Or its Typst template, for whoever writes one. */
  modele: z.string().min(1).max(100_000).optional(),
}

/** The notice of a refusal: made, sealed and signed as the granted paper is. */
export const refus = z.strictObject(papier)
/** A letter that the office may send on a file. */
export const lettre = z.strictObject({ code: z.string().regex(/^[a-z][a-z0-9_]{0,39}$/), ...papier, /** Who signs it; without it, who signs decisions. */ qui: qui.optional() })

export type PapierEcrit = z.infer<typeof refus>
export type Lettre = z.infer<typeof lettre>

/** What such a paper may name besides what the granted one may. */
export const NOMS_PAPIER = ['motif', 'recours', 'texte'] as const

const MENTIONS_REFUS = [
  { titre: 'Motif', valeur: '{motif}' },
  { titre: 'Recours', valeur: '{recours}' },
]

/** The template of a paper, written in words or in Typst. A refusal says its reason and the remedy, whatever its words. */
export function modelePapier(p: PapierEcrit, genre: 'refus' | 'lettre'): string {
  if (p.modele) return p.modele
  const mentions = p.mentions ?? []
  const dites = `${p.corps ?? ''} ${mentions.map((m) => m.valeur).join(' ')} ${p.fin ?? ''}`
  const obligees = genre === 'refus' ? MENTIONS_REFUS.filter((m) => !dites.includes(m.valeur)) : []
  return composer({ propres: NOMS_PAPIER, titre: p.titre, corps: p.corps ?? '', mentions: [...mentions, ...obligees], fin: p.fin ?? (genre === 'refus' ? 'Cette décision est signée électroniquement. Chacun peut la vérifier.' : 'Cette lettre est signée électroniquement. Chacun peut la vérifier.') })
}

export const findLettre = (demarche: Pick<Demarche, 'lettres'>, code: string): Lettre | undefined => demarche.lettres?.find((l) => l.code === code)

/** Under which name letters are kept: apart from the paper of the decision, so that to revoke one revokes no decision. */
export const objetLettres = (dossierId: string): string => `lettre:${dossierId}`
