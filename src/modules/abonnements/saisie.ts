import { Refus, Saisie } from '../../lib/erreurs.ts'
import type { Territoires } from '../../kernel/territoire/index.ts'
import { GENRES } from './abonnement.ts'
import { lireUrl } from './adresse.ts'

export type Demande = { nom: string; url: string; genres: readonly string[]; demarches: readonly string[]; lieux: readonly string[] }

/** Checks what a subscription is asked for. Throws `Saisie`, one sentence a field. */
export function exigerAbonnement(d: Demande, territoires: Territoires, codesDemarches: readonly string[], local: boolean): { nom: string; url: string; genres: string[]; demarches: string[]; territoires: string[] } {
  const erreurs: Record<string, string> = {}
  const nom = d.nom.replace(/\s+/g, ' ').trim()
  if (nom === '') erreurs.nom = 'Écrivez le nom du logiciel prévenu'
  else if ([...nom].length > 80) erreurs.nom = 'Écrivez 80 signes au plus'
  let url = ''
  try {
    url = lireUrl(d.url.trim(), local).href
  } catch (erreur) {
    if (!(erreur instanceof Refus)) throw erreur
    erreurs.url = erreur.message
  }
  const genres = d.genres.filter((g) => Object.hasOwn(GENRES, g))
  if (genres.length === 0) erreurs.genres = 'Choisissez au moins un événement'
  const demarches = d.demarches.filter((code) => codesDemarches.includes(code))
  const codes: string[] = []
  for (const lieu of d.lieux) {
    const trouve = territoires.trouver(lieu) ?? territoires.chercher(lieu, { limite: 1 })[0]
    if (trouve) codes.push(trouve.code)
    else erreurs.territoires = `Aucun lieu ne s’appelle « ${lieu.slice(0, 60)} »`
  }
  if (d.lieux.length === 0) erreurs.territoires = 'Écrivez au moins un lieu, par exemple Bohicon, ou Bénin pour tout le pays'
  if (Object.keys(erreurs).length > 0) throw new Saisie(erreurs)
  return { nom, url, genres: [...new Set(genres)], demarches: [...new Set(demarches)], territoires: [...new Set(codes)] }
}
