import type { CritereFile } from './file.queries.ts'

const CRITERES = ['cherche', 'demarche', 'territoire', 'etat', 'instructeur', 'messages'] as const
/** In whose charge: oneself, or nobody. */
export const CHARGES: readonly { valeur: string; libelle: string }[] = [{ valeur: 'moi', libelle: 'À moi' }, { valeur: 'personne', libelle: 'À personne' }]
export type Criteres = Partial<Record<(typeof CRITERES)[number], string>>

/** The filters that say something; the others are left out, so that an address and a stored row read alike. */
export function lireCriteres(lus: Criteres): CritereFile {
  return Object.fromEntries(CRITERES.flatMap((nom) => (lus[nom] ? [[nom, lus[nom]] as const] : [])))
}

/** The filters as the end of an address: « ?demarche=… », '' for none. */
export function versAdresse(filtre: CritereFile): string {
  const suite = new URLSearchParams(lireCriteres(filtre as Criteres) as Record<string, string>).toString()
  return suite && `?${suite}`
}

/** The filters in words, one a line. `noms` gives the title of a procedure, the name of a place, the words of a state. */
export function direCriteres(filtre: CritereFile, noms: { demarche: (code: string) => string; territoire: (code: string) => string; etat: (nom: string) => string }): { titre: string; valeur: string }[] {
  return [
    ...(filtre.demarche ? [{ titre: 'Démarche', valeur: noms.demarche(filtre.demarche) }] : []),
    ...(filtre.territoire ? [{ titre: 'Arrondissement', valeur: noms.territoire(filtre.territoire) }] : []),
    ...(filtre.etat ? [{ titre: 'État', valeur: noms.etat(filtre.etat) }] : []),
    ...(filtre.instructeur ? [{ titre: 'Confié', valeur: CHARGES.find((c) => c.valeur === filtre.instructeur)?.libelle ?? '' }] : []),
    ...(filtre.messages ? [{ titre: 'Messages', valeur: 'Non lus' }] : []),
    ...(filtre.cherche ? [{ titre: 'Numéro ou nom', valeur: `« ${filtre.cherche} »` }] : []),
  ]
}
