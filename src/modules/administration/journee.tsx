import { pluriel } from '../../lib/francais.ts'
import { countAccords } from '../../kernel/identite/accord.queries.ts'
import { countRequetes } from '../../kernel/identite/requete-donnees.queries.ts'
import { countEchecs } from '../../kernel/jobs/queries.ts'
import type { Journee, Lecture } from '../../kernel/module.ts'

/** What the administration asks of its people today: requests that need a second person, citizens' data, tasks given up. */
export async function journee(lu: Lecture): Promise<Journee | undefined> {
  const peut = (permission: string) => !lu.porteePour(permission).vide
  if (lu.acteur.genre !== 'agent' || !['administration.accorder', 'administration.donnees', 'administration.taches'].some(peut)) return undefined
  const accords = peut('administration.accorder') ? await countAccords(lu.db, lu.acteur.id, lu.maintenant) : 0
  const requetes = peut('administration.donnees') ? await countRequetes(lu.db) : 0
  const echecs = peut('administration.taches') ? await countEchecs(lu.db) : 0
  return {
    comptes: [
      { nombre: accords, libelle: 'à accorder ou refuser', href: '/administration/accords', ton: accords > 0 ? 'att' : undefined },
      { nombre: requetes, libelle: 'requêtes de données', href: '/administration/donnees', ton: requetes > 0 ? 'att' : undefined },
      { nombre: echecs, libelle: 'tâches abandonnées', href: '/administration/taches', ton: echecs > 0 ? 'tard' : undefined },
    ],
    phrase: accords > 0 ? `${pluriel(accords, 'demande attend', 'demandes attendent')} votre accord.` : 'Personne n’attend votre accord.',
    ...(accords > 0 ? { urgent: '/administration/accords' } : {}),
  }
}
