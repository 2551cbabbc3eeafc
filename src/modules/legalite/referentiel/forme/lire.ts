import { lireMontant, lireNombre } from '../../../../lib/nombre.ts'
import { estVide, lireJour } from '../../../../kernel/formulaires/jour.ts'
import type { Option } from '../../../../ui/index.ts'
import { ANNEXES_AU_PLUS, codeDe, UNITES } from './champ.ts'
import type { Annexe, Champ, Element } from './champ.ts'
import type { Cible } from '../schemas.ts'

type Saisi = Readonly<Record<string, unknown>>
type Fautes = Record<string, string>
const texte = (saisi: Saisi, nom: string): string => (typeof saisi[nom] === 'string' ? (saisi[nom] as string).replace(/\r\n?/g, '\n').trim() : '')
const coches = (saisi: Saisi, nom: string): string[] => [saisi[nom] ?? []].flat().filter((v): v is string => typeof v === 'string' && v !== '')
/** In the order of the list, whatever order a browser sends. */
const parmi = (saisi: Saisi, nom: string, options: readonly Option[]): string[] => {
  const lues = new Set(coches(saisi, nom))
  return options.map((o) => o.valeur).filter((v) => lues.has(v))
}

function lireTexte(champ: Extract<Champ, { genre: 'texte' }>, saisi: Saisi, fautes: Fautes): string {
  const lu = texte(saisi, champ.nom)
  if (lu === '' && !champ.facultatif) fautes[champ.nom] = `Écrivez : ${champ.libelle.toLowerCase()}`
  else if (lu.length > champ.max) fautes[champ.nom] = `Dites-le en ${champ.max} signes au plus`
  else if (lu !== '' && champ.motif && !champ.motif.test(lu)) fautes[champ.nom] = champ.faute ?? 'Relisez ce champ'
  return lu
}

function lireUnNombre(nom: string, champ: { min: number; max: number; montant?: true; decimales?: number; facultatif?: true }, saisi: Saisi, fautes: Fautes): number | undefined {
  const lu = texte(saisi, nom)
  if (lu === '' && champ.facultatif) return undefined
  const n = champ.montant ? lireMontant(lu) : lireNombre(lu, champ.decimales ?? 0)
  if (n === undefined || n < champ.min || n > champ.max) fautes[nom] = champ.montant ? 'Écrivez un montant en francs, par exemple 50 000 000' : `Écrivez un nombre de ${champ.min} à ${champ.max}`
  return n
}

/** What a target named, and that exists no more: losing it in silence would make it aim at every act. */
function exigerRemplaces(champ: Extract<Champ, { genre: 'cible' }>, lue: Element, avant: Cible | undefined, fautes: Fautes): void {
  for (const cle of ['natures', 'matieres', 'communes'] as const) {
    const perdus = (avant?.[cle] ?? []).filter((v) => !champ[cle].some((o) => o.valeur === v))
    if (perdus.length > 0 && lue[cle] === undefined) fautes[`${champ.nom}.${cle}`] = `Ce qui était visé n’existe plus (${perdus.join(', ')}) : cochez ce qui le remplace`
  }
}

function lireCible(champ: Extract<Champ, { genre: 'cible' }>, saisi: Saisi, fautes: Fautes): Element {
  const { nom } = champ
  const [natures, matieres, communes] = [parmi(saisi, `${nom}.natures`, champ.natures), parmi(saisi, `${nom}.matieres`, champ.matieres), parmi(saisi, `${nom}.communes`, champ.communes)]
  const montant = lireUnNombre(`${nom}.montant`, { min: 0, max: Number.MAX_SAFE_INTEGER, montant: true, facultatif: true }, saisi, fautes)
  const tard = texte(saisi, `${nom}.tard`)
  return { ...(natures.length > 0 ? { natures } : {}), ...(matieres.length > 0 ? { matieres } : {}), ...(communes.length > 0 ? { communes } : {}), ...(montant === undefined ? {} : { montant }), ...(tard === '' ? {} : { tard: tard === 'oui' }) }
}

/** A line without words is not there: emptying it takes the paper away. A code that exists stays; a new one is made of the words. */
function lireAnnexes(nom: string, saisi: Saisi, fautes: Fautes): Annexe[] {
  const lues: Annexe[] = []
  for (let n = 0; n < ANNEXES_AU_PLUS; n++) {
    const libelle = texte(saisi, `${nom}.${n}.libelle`)
    if (libelle === '') continue
    if (libelle.length > 120) fautes[`${nom}.${n}.libelle`] = 'Dites-le en 120 signes au plus'
    const garde = texte(saisi, `${nom}.${n}.code`)
    const code = /^[a-z][a-z0-9-]{1,29}$/.test(garde) ? garde : codeDe(libelle)
    if (lues.some((a) => a.code === code)) fautes[`${nom}.${n}.libelle`] = `« ${libelle} » y est deux fois`
    lues.push({ code, libelle, obligatoire: coches(saisi, `${nom}.${n}.obligatoire`).includes('oui') })
  }
  return lues
}

function lireUn(champ: Champ, saisi: Saisi, avant: Element, fautes: Fautes, maintenant: Date): Element {
  const { nom } = champ
  switch (champ.genre) {
    case 'texte':
      return { [nom]: lireTexte(champ, saisi, fautes) }
    case 'nombre':
      return { [nom]: lireUnNombre(nom, champ, saisi, fautes) }
    case 'oui': {
      const lu = texte(saisi, nom)
      if (lu !== 'oui' && lu !== 'non') fautes[nom] = `Choisissez : ${champ.libelle.toLowerCase()}`
      return { [nom]: lu === 'oui' }
    }
    case 'choix': {
      const lu = texte(saisi, nom)
      if (lu === '' && champ.facultatif) return { [nom]: undefined }
      if (!champ.options.some((o) => o.valeur === lu)) fautes[nom] = `Choisissez dans la liste : ${champ.libelle.toLowerCase()}`
      return { [nom]: champ.nombres ? Number(lu) : lu }
    }
    case 'cases': {
      const lues = parmi(saisi, nom, champ.options)
      if (lues.length === 0 && !champ.facultatif) fautes[nom] = `Cochez au moins une case : ${champ.libelle.toLowerCase()}`
      return { [nom]: champ.nombres ? lues.map(Number) : lues }
    }
    case 'jour': {
      if (champ.facultatif && estVide(saisi, nom)) return { [nom]: undefined }
      const lu = lireJour(saisi, nom, maintenant)
      if ('erreurs' in lu) Object.assign(fautes, lu.erreurs)
      return { [nom]: 'jour' in lu ? lu.jour : '' }
    }
    case 'duree': {
      const unite = texte(saisi, 'unite')
      if (!UNITES.some((u) => u.valeur === unite)) fautes['unite'] = 'Choisissez l’unité du délai'
      return { valeur: lireUnNombre('valeur', { min: 0, max: 3650 }, saisi, fautes), unite }
    }
    case 'cible': {
      const lue = lireCible(champ, saisi, fautes)
      exigerRemplaces(champ, lue, avant[nom] as Cible | undefined, fautes)
      return { [nom]: lue }
    }
    case 'annexes':
      return { [nom]: lireAnnexes(nom, saisi, fautes) }
  }
}

/** Reads what was typed of a part: its fields, and a sentence beside each that is wrong. What the form does not ask (`avant`) stays as it was. */
export function lireChamps(champs: readonly Champ[], saisi: Saisi, avant: Element, maintenant: Date): { lu: Element; fautes: Fautes } {
  const fautes: Fautes = {}
  const tout = Object.assign({}, avant, ...champs.map((c) => lireUn(c, saisi, avant, fautes, maintenant))) as Record<string, unknown>
  return { lu: Object.fromEntries(Object.entries(tout).filter(([, v]) => v !== undefined)), fautes }
}
