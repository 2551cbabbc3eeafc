import type { ChampDe, Reponse } from '../../kernel/formulaires/index.ts'

/** Linked choices, one level after the other. */
export function choisirLie(champ: ChampDe<'choix_lie'>, t: number): Reponse {
  const choisis: Record<string, string> = {}
  let options: readonly { valeur: string; options?: readonly { valeur: string }[] | undefined }[] | undefined = champ.options
  for (const [rang, niveau] of champ.niveaux.entries()) {
    if (!options || options.length === 0) break
    const choisi: (typeof options)[number] = options[(t >>> (rang * 5)) % options.length]!
    choisis[niveau.code] = choisi.valeur
    options = choisi.options
  }
  return choisis
}

/** An account to pay into: a phone where the form takes one, else a bank account of example whose digits check. */
export function payerVers(champ: ChampDe<'paiement'>, { nom, prenoms }: { nom: string; prenoms: string }, t: number): Reponse {
  const titulaire = champ.titulaire ? `${prenoms} ${nom}` : ''
  if (!champ.moyens.includes('mobile_money')) return { moyen: 'iban', iban: 'BJ66BJ0610100100144390000769', titulaire }
  return { moyen: 'mobile_money', operateur: champ.operateurs[t % champ.operateurs.length]!.valeur, telephone: `+2290196${String(t % 1_000_000).padStart(6, '0')}`, titulaire }
}

/** Near Bohicon, inside the box of the question. */
export function pointEn({ boite: [sud, ouest, nord, est] }: Pick<ChampDe<'point'>, 'boite'>, t: number): { latitude: number; longitude: number; precision: number } {
  const latitude = Math.min(nord, Math.max(sud, 7.17 + (t % 1000) / 50_000))
  const longitude = Math.min(est, Math.max(ouest, 2.06 + ((t >>> 10) % 1000) / 50_000))
  return { latitude: Number(latitude.toFixed(6)), longitude: Number(longitude.toFixed(6)), precision: 8 }
}

const METRES_PAR_DEGRE = 111_320
/** A square plot of a believable area, in the bounds of the question. */
export function contourDe(champ: ChampDe<'zone'>, t: number): Reponse {
  const { latitude, longitude } = pointEn(champ, t)
  const aire = Math.min((champ.aireMax ?? 1e9) * 0.95, Math.max((champ.aireMin ?? 0) * 1.05, 400 + (t % 300)))
  const cote = Math.sqrt(aire) / METRES_PAR_DEGRE
  const large = cote / Math.cos((latitude * Math.PI) / 180)
  const coin = (la: number, lo: number): [number, number] => [Number((latitude + la).toFixed(7)), Number((longitude + lo).toFixed(7))]
  return { points: [coin(0, 0), coin(0, large), coin(cote, large), coin(cote, 0)] }
}

/** The parts of a parcel that the question asks for. */
export function parcelleEn(champ: ChampDe<'parcelle'>, commune: string, t: number): Reponse {
  const toutes = { commune, quartier: 'Zongo', lotissement: 'Zongo', tranche: 'A', lot: String(100 + (t % 1500)), parcelle: 'ABCDEFGH'[t % 8]!, el: String(1000 + (t % 8000)), surface: 300 + (t % 400), titre: `Convention 2019-${String(t % 900).padStart(3, '0')}` }
  return { ...Object.fromEntries(Object.entries(toutes).filter(([partie]) => champ.parties[partie as keyof typeof champ.parties] !== undefined)), reference: null, verifie: false }
}
