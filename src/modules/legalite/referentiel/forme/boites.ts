import { annexesDe, ANNEXES_AU_PLUS, LIGNES_VIDES } from './champ.ts'
import type { Boites, Champ, Element } from './champ.ts'
import type { Cible } from '../schemas.ts'

const ecrire = (v: unknown): string => (v === undefined || v === null ? '' : String(v))
const liste = (v: unknown): string[] => (Array.isArray(v) ? v.map(String) : [])

/** The boxes of a field, filled with what a part holds: what its form shows, and what its revision is made of. */
export function boitesDe(champ: Champ, e: Element): Boites {
  const { nom } = champ
  const v = e[nom]
  switch (champ.genre) {
    case 'texte':
      return { [nom]: ecrire(v) }
    case 'nombre':
      return { [nom]: ecrire(v).replace('.', ',') }
    case 'oui':
      return { [nom]: v === true ? 'oui' : v === false ? 'non' : '' }
    case 'choix':
      return { [nom]: ecrire(v ?? champ.defaut) }
    case 'cases':
      return { [nom]: liste(v) }
    case 'jour': {
      const [a = '', m = '', j = ''] = ecrire(v).split('-')
      return { [`${nom}.jour`]: j, [`${nom}.mois`]: m, [`${nom}.annee`]: a }
    }
    case 'duree':
      return { valeur: ecrire(e['valeur']), unite: ecrire(e['unite'] ?? 'jours') }
    case 'cible': {
      const c = (v ?? {}) as Cible
      return { [`${nom}.natures`]: liste(c.natures), [`${nom}.matieres`]: liste(c.matieres), [`${nom}.communes`]: liste(c.communes), [`${nom}.montant`]: ecrire(c.montant), [`${nom}.tard`]: c.tard === true ? 'oui' : c.tard === false ? 'non' : '' }
    }
    case 'annexes': {
      const lues = annexesDe(e, nom)
      const rangs = Array.from({ length: Math.min(ANNEXES_AU_PLUS, lues.length + LIGNES_VIDES) }, (_, n) => n)
      return Object.fromEntries(rangs.flatMap((n) => [[`${nom}.${n}.code`, lues[n]?.code ?? ''], [`${nom}.${n}.libelle`, lues[n]?.libelle ?? ''], [`${nom}.${n}.obligatoire`, lues[n]?.obligatoire ? ['oui'] : []]]))
    }
  }
}
