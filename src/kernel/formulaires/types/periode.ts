/** From one day to another, both included. */
import { dateSimple, pluriel, ponctuer } from '../../../lib/francais.ts'
import { estOuvre } from '../../calendrier/calendrier.ts'
import { calendrierCourant } from '../../calendrier/courant.ts'
import { ajouterJours, ecart } from '../../calendrier/jour.ts'
import type { ChampDe } from '../definition.ts'
import { objetDe, texteDe } from '../genre.ts'
import type { Genre } from '../genre.ts'
import type { Lecteur, Lu } from '../lecture.ts'
import { lireDate } from '../lire-date.ts'
import type { PeriodeRepondue, Reponse } from '../reponse.ts'

type Champ = ChampDe<'periode'>
const JOUR = /^\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])$/

/** The two days of an answer, in order; undefined for anything else. */
export function periodeDe(reponse: Reponse): PeriodeRepondue | undefined {
  const objet = objetDe(reponse)
  const [du, au] = [texteDe(objet, 'du'), texteDe(objet, 'au')]
  return du && au && JOUR.test(du) && JOUR.test(au) && du <= au ? { du, au } : undefined
}

/** Calendar days, first and last included. */
const joursDe = ({ du, au }: PeriodeRepondue) => ecart(du, au) + 1

const comptes = new Map<string, number>()

/** Days that offices work, first and last included, in the calendar of the country. Counted once a period. */
function joursOuvres({ du, au }: PeriodeRepondue): number {
  const cle = `${du} ${au}`
  const su = comptes.get(cle)
  if (su !== undefined) return su
  let n = 0
  for (let jour = du, i = 0; jour <= au && i < 3660; jour = ajouterJours(jour, 1), i++) if (estOuvre(jour, calendrierCourant())) n++
  if (comptes.size > 2000) comptes.clear()
  comptes.set(cle, n)
  return n
}

function lire(champ: Champ, l: Lecteur): Lu {
  const bornes = { min: champ.min, max: champ.max, naissance: false }
  const [du, au] = [lireDate(bornes, { ...l, nom: `${l.nom}.du` }), lireDate(bornes, { ...l, nom: `${l.nom}.au` })]
  const fautes = { ...du.fautes, ...au.fautes }
  const vide = [du, au].every((lue) => lue.valeur === undefined && !lue.fautes)
  if (vide) return {}
  if (du.valeur === undefined && !du.fautes) fautes[`${l.nom}.du`] = 'Écrivez aussi le premier jour'
  if (au.valeur === undefined && !au.fautes) fautes[`${l.nom}.au`] = 'Écrivez aussi le dernier jour'
  if (Object.keys(fautes).length > 0) return { fautes }
  const periode = { du: du.valeur as string, au: au.valeur as string }
  if (periode.au < periode.du) return { fautes: { [`${l.nom}.au`]: ponctuer(`Le dernier jour vient avant le premier (${dite(periode.du)}) : vérifiez les deux dates`) } }
  const jours = joursDe(periode)
  if (jours > champ.joursAuPlus) return { fautes: { [`${l.nom}.au`]: ponctuer(`Cette période dure ${pluriel(jours, 'jour')}, elle peut en durer ${champ.joursAuPlus} au plus`) } }
  return { valeur: periode }
}

const dite = (jour: string) => dateSimple(new Date(`${jour}T12:00:00Z`))

export const periode: Genre<'periode'> = {
  lire,
  versCel: (_, reponse) => {
    const p = periodeDe(reponse)
    return p ? { ...p, jours: BigInt(joursDe(p)), jours_ouvres: BigInt(joursOuvres(p)) } : null
  },
  poser: (_, nom, reponse, valeurs) => {
    const p = periodeDe(reponse)
    for (const bout of ['du', 'au'] as const) {
      const [annee, mois, jour] = p?.[bout].split('-') ?? []
      if (annee && mois && jour) Object.assign(valeurs, { [`${nom}.${bout}.annee`]: String(Number(annee)).padStart(4, '0'), [`${nom}.${bout}.mois`]: String(Number(mois)), [`${nom}.${bout}.jour`]: String(Number(jour)) })
    }
  },
  dire: (_, reponse) => {
    const p = periodeDe(reponse)
    if (!p) return ''
    return p.du === p.au ? `${dite(p.du)}, 1 jour` : `du ${dite(p.du)} au ${dite(p.au)}, ${pluriel(joursDe(p), 'jour')}`
  },
  manque: (quoi) => `Écrivez le premier et le dernier jour : ${quoi}`,
}
