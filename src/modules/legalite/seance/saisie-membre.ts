import { parse } from 'csv-parse/sync'
import { z } from 'zod'
import { separateur } from '../../../lib/csv.ts'
import { estCourriel } from '../../../lib/courriel.ts'
import { sansAccents } from '../../../lib/francais.ts'
import { lireNombre } from '../../../lib/nombre.ts'
import { lireTelephone } from '../../../lib/telephone.ts'
import { QUALITES } from './membre.ts'
import type { Membre, Qualite } from './membre.ts'
import { exigerSansFaute, lireUnJour, texteSaisi } from './saisie.ts'
import type { Fautes } from './saisie.ts'

/** Members of one council, and lines of one import: no council of the country is so large. */
export const MEMBRES_AU_PLUS = 200
export const saisieMembre = z.looseObject({ commune: texteSaisi(4), nom: texteSaisi(120), qualite: texteSaisi(30), rang: texteSaisi(6), telephone: texteSaisi(30), courriel: texteSaisi(200), _revision: z.string().max(1000).optional() })

type Joint = Pick<Membre, 'telephone' | 'courriel'>
function lireContacts(saisi: { telephone: string; courriel: string }, fautes: Fautes): Joint {
  const lu = saisi.telephone === '' ? { telephone: null } : lireTelephone(saisi.telephone)
  if ('erreur' in lu) fautes.telephone = lu.erreur
  if (saisi.courriel !== '' && !estCourriel(saisi.courriel)) fautes.courriel = 'Vérifiez l’adresse électronique, par exemple nom@exemple.bj'
  return { telephone: 'erreur' in lu ? null : lu.telephone, courriel: saisi.courriel.toLowerCase() || null }
}

/** Reads the form of a member. Throws `Saisie`. */
export function lireMembre(saisi: z.infer<typeof saisieMembre>, maintenant: Date): Omit<Membre, 'id' | 'commune' | 'au'> {
  const fautes: Fautes = {}
  if (saisi.nom === '') fautes.nom = 'Écrivez le nom et les prénoms'
  if (!(saisi.qualite in QUALITES)) fautes.qualite = 'Choisissez la qualité de ce membre'
  const rang = lireNombre(saisi.rang)
  if (rang === undefined || rang < 1 || rang > 500) fautes.rang = 'Écrivez son rang au tableau, par exemple 3'
  const joint = lireContacts(saisi, fautes)
  const du = lireUnJour(saisi, 'du', maintenant, 'Écrivez le premier jour de son mandat', fautes)
  exigerSansFaute(fautes)
  return { nom: saisi.nom, qualite: saisi.qualite as Qualite, rang: rang!, ...joint, du: du! }
}

/** « Adjoint », « 1er adjoint au maire », « CA » : the quality that a word of a list says; a councillor when it says nothing. */
function lireQualite(mot: string): Qualite | undefined {
  const net = sansAccents(mot)
  if (net === '' || net.includes('conseill')) return 'conseiller'
  if (net.includes('adjoint')) return 'adjoint'
  if (net.includes('chef') || net === 'ca') return 'chef-arrondissement'
  return net.includes('maire') ? 'maire' : undefined
}

/** Lines pasted from a table: name, quality, telephone, address. `rang`: the first rank to give. Throws `Saisie` that names each wrong line. */
export function lireLignes(texte: string, rang: number): Omit<Membre, 'id' | 'commune' | 'au' | 'du'>[] {
  const fautes: string[] = []
  const dites = texte.trim()
  const brutes = dites === '' ? [] : lireTable(dites)
  const lignes = brutes.filter(([nom = '']) => !/^noms?( et pr[eé]noms?)?$/i.test(nom))
  if (lignes.length === 0) exigerSansFaute({ lignes: 'Collez une ligne par membre : nom, qualité, téléphone, adresse électronique' })
  if (lignes.length > MEMBRES_AU_PLUS) exigerSansFaute({ lignes: `Collez ${MEMBRES_AU_PLUS} lignes au plus` })
  const membres = lignes.map(([nom = '', qualite = '', telephone = '', courriel = ''], i) => {
    const siennes: Fautes = {}
    if (nom.length < 2 || nom.length > 120) siennes.nom = 'écrivez le nom'
    const lue = lireQualite(qualite)
    if (!lue) siennes.qualite = `« ${qualite} » n’est pas une qualité connue`
    const joint = lireContacts({ telephone, courriel }, siennes)
    if (Object.keys(siennes).length > 0) fautes.push(`ligne ${i + 1} (${nom || 'sans nom'}) : ${Object.values(siennes).join(', ')}`)
    return { nom, qualite: lue ?? 'conseiller', rang: rang + i, ...joint }
  })
  if (fautes.length > 0) exigerSansFaute({ lignes: `Corrigez ${fautes.slice(0, 5).join(' ; ')}${fautes.length > 5 ? ` ; et ${fautes.length - 5} autres` : ''}` })
  return membres
}

function lireTable(texte: string): string[][] {
  try {
    return parse(texte, { delimiter: separateur(texte), relax_column_count: true, relax_quotes: true, skip_empty_lines: true, trim: true })
  } catch {
    exigerSansFaute({ lignes: 'Ces lignes ne se lisent pas : collez-les depuis un tableur, sans guillemets' })
    return []
  }
}
