import { dateSimple, enumerer, fcfa, majuscule, nombre } from '../../../../lib/francais.ts'
import { midi } from '../../../../kernel/calendrier/jour.ts'
import type { Option } from '../../../../ui/index.ts'
import { annexesDe, UNITES } from './champ.ts'
import type { Champ, Element } from './champ.ts'
import type { Cible } from '../schemas.ts'

const libelle = (options: readonly Option[], valeur: string): string => options.find((o) => o.valeur === valeur)?.libelle ?? valeur
const plusieurs = (options: readonly Option[], valeurs: readonly unknown[]): string => enumerer(valeurs.map((v) => libelle(options, String(v))))

function direDuree(e: Element): string {
  const valeur = Number(e['valeur'] ?? 0)
  const unite = libelle(UNITES, String(e['unite'] ?? 'jours'))
  // « 1 jour ouvré », « 2 mois ».
  return `${valeur} ${valeur >= 2 || unite === 'mois' ? unite : unite.replace(/s\b/g, '')}`
}

function direCible(champ: Extract<Champ, { genre: 'cible' }>, c: Cible): string {
  const clauses = [
    c.natures ? `nature : ${plusieurs(champ.natures, c.natures)}` : '',
    c.matieres ? `matière : ${plusieurs(champ.matieres, c.matieres)}` : '',
    c.communes ? `commune : ${plusieurs(champ.communes, c.communes)}` : '',
    c.montant === undefined ? '' : `à partir de ${fcfa(c.montant)}`,
    c.tard === undefined ? '' : c.tard ? 'transmis hors délai' : 'transmis dans le délai',
  ].filter(Boolean)
  return clauses.length === 0 ? 'tous les actes' : clauses.join(' ; ')
}

/** What a field of a part says, in words; empty where it says nothing. */
export function direChamp(champ: Champ, e: Element): string {
  const v = e[champ.nom]
  switch (champ.genre) {
    case 'texte':
      return typeof v === 'string' ? v : ''
    case 'nombre':
      if (typeof v !== 'number') return ''
      return champ.montant ? fcfa(v) : `${nombre(v)}${champ.unite ? `\u00a0${champ.unite}` : ''}`
    case 'oui':
      return v === true ? champ.oui : v === false ? champ.non : ''
    case 'choix':
      return v === undefined && champ.defaut === undefined ? '' : libelle(champ.options, String(v ?? champ.defaut))
    case 'cases':
      return Array.isArray(v) ? majuscule(plusieurs(champ.options, v).toLowerCase()) : ''
    case 'jour':
      return typeof v === 'string' && v !== '' ? dateSimple(midi(v)) : ''
    case 'duree':
      return direDuree(e)
    case 'cible':
      return direCible(champ, (v ?? {}) as Cible)
    case 'annexes':
      return annexesDe(e, champ.nom).map((a) => `${a.libelle}${a.obligatoire ? ' (obligatoire)' : ''}`).join(' ; ')
  }
}
