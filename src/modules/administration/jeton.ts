import { Saisie } from '../../lib/erreurs.ts'
import { NOM_CLIENT } from '../../kernel/identite/jeton.queries.ts'
import type { Module } from '../../kernel/module.ts'
import type { Territoires } from '../../kernel/territoire/index.ts'

const JOUR = 86_400_000
const JOURS_AU_PLUS = 731

export type DemandeJeton = { nom: string; permissions: readonly string[]; territoires: readonly string[]; expireLe: Date; client?: string }

/**
 * Checks what a token is asked for, from the screen or the command: a name, known permissions (never those that only a
 * person may use), known places by name or code, an end within two years. Throws `Saisie`.
 */
export function exigerJeton(demande: { nom: string; permissions: readonly string[]; lieux: readonly string[]; expireLe: Date; client?: string }, modules: readonly Module[], territoires: Territoires, maintenant: Date): DemandeJeton {
  const erreurs: Record<string, string> = {}
  const nom = demande.nom.replace(/\s+/g, ' ').trim()
  if (nom === '') erreurs.nom = 'Écrivez à quoi sert ce jeton'
  else if ([...nom].length > 80) erreurs.nom = 'Écrivez 80 signes au plus'
  const personnelles = new Set(modules.flatMap((m) => m.personnelles ?? []))
  const connues = new Set(modules.flatMap((m) => Object.keys(m.permissions)).filter((p) => !personnelles.has(p)))
  const inconnue = demande.permissions.find((p) => !connues.has(p))
  if (inconnue !== undefined) erreurs.permissions = `Un jeton ne peut pas recevoir le droit « ${inconnue.slice(0, 60)} »`
  else if (demande.permissions.length === 0) erreurs.permissions = 'Choisissez au moins un droit'
  const codes: string[] = []
  for (const lieu of demande.lieux) {
    const trouve = territoires.trouver(lieu) ?? territoires.chercher(lieu, { limite: 1 })[0]
    if (trouve) codes.push(trouve.code)
    else erreurs.territoires = `Aucun lieu ne s’appelle « ${lieu.slice(0, 60)} »`
  }
  if (demande.lieux.length === 0) erreurs.territoires = 'Écrivez au moins un lieu, par exemple Bohicon, ou Bénin pour tout le pays'
  const jours = (demande.expireLe.getTime() - maintenant.getTime()) / JOUR
  if (!(jours > 0)) erreurs.fin = 'La fin doit être à venir'
  else if (jours > JOURS_AU_PLUS) erreurs.fin = 'Un jeton vaut deux ans au plus'
  const client = demande.client?.trim() ?? ''
  if (client !== '' && !NOM_CLIENT.test(client)) erreurs.client = 'Écrivez les quatre parties du nom, par exemple BJ/GOV/0001/caisse'
  if (Object.keys(erreurs).length > 0) throw new Saisie(erreurs)
  return { ...(client === '' ? {} : { client }), nom, permissions: [...new Set(demande.permissions)], territoires: [...new Set(codes)], expireLe: demande.expireLe }
}
