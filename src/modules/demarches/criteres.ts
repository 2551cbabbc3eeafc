import { z } from 'zod'
import type { Lecture } from '../../kernel/module.ts'
import { clesPostes } from '../../kernel/identite/cles-poste.ts'
import type { Portee } from '../../kernel/identite/portee.ts'
import type { CritereFile } from './file.queries.ts'

const CRITERES = ['ou', 'cherche', 'demarche', 'territoire', 'etat', 'instructeur', 'messages'] as const
/** In whose charge: oneself, or nobody. */
export const CHARGES: readonly { valeur: string; libelle: string }[] = [{ valeur: 'moi', libelle: 'À moi' }, { valeur: 'personne', libelle: 'À personne' }]
export type Criteres = Partial<Record<(typeof CRITERES)[number], string>>
/** Which files: those of one's territory, or those on which one's post is called. */
export const OU: readonly { valeur: string; libelle: string }[] = [{ valeur: 'poste', libelle: 'Où mon poste est appelé' }]

/** The filters as an address or a form gives them. */
export const champsCriteres = {
  ou: z.enum(['', 'poste']).optional().catch(undefined),
  cherche: z.string().max(100).optional(),
  demarche: z.string().max(60).optional(),
  territoire: z.string().max(12).optional(),
  etat: z.string().max(20).optional(),
  instructeur: z.string().max(40).optional(),
  messages: z.enum(['', 'non_lus']).optional().catch(undefined),
}

/**
 * What a list reads for this person: the files of the territory where he may read them, or, when he asks for it or has none, those on which
 * one of his posts is called. `lus` are the filters.
 */
export function champDe({ acteur, porteePour, maison }: Pick<Lecture, 'acteur' | 'porteePour' | 'maison'>, lus: Criteres): { portee: Pick<Portee, 'codes'>; filtre: CritereFile; sansTerritoire: boolean } {
  const portee = porteePour('demarches.lire')
  const filtre = { ...lireCriteres(lus), ...(acteur.genre === 'agent' ? { moi: acteur.id } : {}) }
  if (!portee.vide && lus.ou !== 'poste') return { portee, filtre, sansTerritoire: false }
  return { portee: { codes: [] }, filtre: { ...filtre, ou: 'poste', cles: clesPostes(acteur, maison.territoires) }, sansTerritoire: portee.vide }
}

/** The filters that say something; the others are left out, so that an address and a stored row read alike. */
export function lireCriteres(lus: Criteres): Criteres {
  return Object.fromEntries(CRITERES.flatMap((nom) => (lus[nom] ? [[nom, lus[nom]] as const] : [])))
}

/** The filters as the end of an address: « ?demarche=… », '' for none. */
export function versAdresse(filtre: CritereFile): string {
  const suite = new URLSearchParams(lireCriteres(filtre) as Record<string, string>).toString()
  return suite && `?${suite}`
}

/** The filters in words, one a line. `noms` gives the title of a procedure, the name of a place, the words of a state. */
export function direCriteres(filtre: CritereFile, noms: { demarche: (code: string) => string; territoire: (code: string) => string; etat: (nom: string) => string }): { titre: string; valeur: string }[] {
  return [
    ...(filtre.ou ? [{ titre: 'Lesquels', valeur: OU.find((o) => o.valeur === filtre.ou)?.libelle ?? '' }] : []),
    ...(filtre.demarche ? [{ titre: 'Démarche', valeur: noms.demarche(filtre.demarche) }] : []),
    ...(filtre.territoire ? [{ titre: 'Arrondissement', valeur: noms.territoire(filtre.territoire) }] : []),
    ...(filtre.etat ? [{ titre: 'État', valeur: noms.etat(filtre.etat) }] : []),
    ...(filtre.instructeur ? [{ titre: 'Confié', valeur: CHARGES.find((c) => c.valeur === filtre.instructeur)?.libelle ?? '' }] : []),
    ...(filtre.messages ? [{ titre: 'Messages', valeur: 'Non lus' }] : []),
    ...(filtre.cherche ? [{ titre: 'Numéro ou nom', valeur: `« ${filtre.cherche} »` }] : []),
  ]
}
