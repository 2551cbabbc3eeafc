import { z } from 'zod'
import { ajouterJours, jourLocal, minuteLocale } from '../../../kernel/calendrier/jour.ts'
import { job } from '../../../kernel/module.ts'
import { getAgenda } from '../agenda.queries.ts'
import { annoncer } from '../annoncer.ts'
import { instantDe } from '../heure.ts'
import { REGLAGES } from '../reglages.ts'
import { getRendezVous, insertEvenement } from '../rendezvous.queries.ts'
import { listARappeler, updateRappele } from '../taches.queries.ts'

const LOT = 200

/** Recalls the appointments of tomorrow, at hours when a telephone may ring (content/rendezvous). Each in its own transaction: run twice, it tells once. */
export const rappeler = job({
  nom: 'rendezvous.rappeler',
  titre: 'Rappeler les rendez-vous du lendemain',
  schema: z.object({}),
  cron: '*/15 * * * *',
  run: async ({ db, maison, maintenant, ecrire }) => {
    const minute = minuteLocale(maintenant)
    if (minute < REGLAGES.rappel.de || minute >= REGLAGES.rappel.a) return
    const jour = jourLocal(maintenant)
    const [de, a] = [instantDe(ajouterJours(jour, REGLAGES.rappel.joursAvant), 0), instantDe(ajouterJours(jour, REGLAGES.rappel.joursAvant + 1), 0)]
    const minuit = instantDe(jour, 0)
    for (let lot = await listARappeler(db, de, a, minuit, LOT); lot.length > 0; lot = await listARappeler(db, de, a, minuit, LOT))
      for (const { id, agendaId } of lot)
        await ecrire(async (tx) => {
          if (!(await updateRappele(tx, id, de, a, minuit, maintenant))) return {}
          await insertEvenement(tx, { rendezvousId: id, genre: 'rappele', le: maintenant, parNom: 'Iroko', texte: '' })
          return { jobs: await annoncer(tx, maison, 'rdv-rappel', await getAgenda(tx, agendaId), await getRendezVous(tx, id), maintenant) }
        })
  },
})
