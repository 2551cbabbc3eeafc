import { z } from 'zod'
import { Introuvable, Refus } from '../../../lib/erreurs.ts'
import { sansAccents } from '../../../lib/francais.ts'
import { page, permission } from '../../../kernel/module.ts'
import { compterBilan, listEnVigueur } from '../../demarches/index.ts'
import { bilan } from '../forme.ts'
import { bruts, lireParametres } from '../parametres.ts'
import { BASE } from '../porte.ts'

const jour = z.iso.date('une date, par exemple 2026-01-30').optional()
const texte = z.string().min(1).max(200).optional()
const parametres = z.object({ startDate: jour, endDate: jour, registrationName: texte, operator: texte, role: texte, timeframe: z.enum(['day', 'week', 'month', 'year'], 'day, week, month ou year').optional() })

/** Decisions of the client's places, together or by time; a slice of time without any is not listed. */
export const statistiques = page({
  path: `${BASE}/data/statistics`,
  facade: true,
  may: permission('demarches.lire'),
  titre: 'Statistiques (médiateur)',
  query: bruts,
  output: z.array(bilan),
  load: async ({ db, portee, query }) => {
    const q = lireParametres(parametres, query)
    if (q.startDate && q.endDate && q.startDate > q.endDate) throw new Refus('Le paramètre endDate vient avant startDate', 400)
    const nom = q.registrationName && sansAccents(q.registrationName)
    const demarche = nom ? (await listEnVigueur(db, 'public')).find((d) => d.code === q.registrationName || sansAccents(d.titre) === nom) : undefined
    if (nom && !demarche) throw new Introuvable('Aucune démarche ne porte ce nom')
    const lus = await compterBilan(db, portee, { ...(q.startDate ? { du: q.startDate } : {}), ...(q.endDate ? { au: q.endDate } : {}), ...(demarche ? { demarche: demarche.code } : {}), ...(q.operator ? { operateur: q.operator } : {}), ...(q.role ? { role: q.role } : {}), ...(q.timeframe ? { pas: q.timeframe } : {}) })
    const bilans = lus.length === 0 && !q.timeframe ? [{ debut: null, accordes: 0, renvoyes: 0, refuses: 0 }] : lus
    return bilans.map((b) => ({
      processed: b.accordes + b.renvoyes + b.refuses,
      approved: b.accordes,
      sentBack: b.renvoyes,
      rejected: b.refuses,
      references: { startDate: b.debut ?? q.startDate, endDate: b.debut ? finDe(b.debut, q.timeframe!) : q.endDate, registrationName: q.registrationName, operator: q.operator, role: q.role, timeframeDay: q.timeframe === 'day', timeframeWeek: q.timeframe === 'week', timeframeMonth: q.timeframe === 'month', timeframeYear: q.timeframe === 'year' },
    }))
  },
})

/** Last day of the slice of time that begins on this one. */
function finDe(debut: string, pas: 'day' | 'week' | 'month' | 'year'): string {
  const [annee, mois, le] = debut.split('-').map(Number) as [number, number, number]
  const fin = { day: [annee, mois, le], week: [annee, mois, le + 6], month: [annee, mois + 1, 0], year: [annee, 13, 0] }[pas] as [number, number, number]
  return new Date(Date.UTC(fin[0], fin[1] - 1, fin[2])).toISOString().slice(0, 10)
}
