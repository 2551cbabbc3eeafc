import { z } from 'zod'
import { job } from '../../../kernel/module.ts'
import { getDemarche } from '../definition.queries.ts'
import { lockDossier } from '../dossier.queries.ts'
import { estEssai } from '../essai/essai.ts'
import { jourDe } from '../horloge.ts'
import { echoirDelai, echoirStation } from '../silence.ts'
import { listEchus } from '../silence.queries.ts'

const LOT = 200

/** Once an hour: files whose delay, or whose station's delay, is over. Each in its own transaction; run again, it finds only what is left. */
export const echoir = job({
  nom: 'demarches.echoir',
  titre: 'Dire ce que le silence veut dire',
  schema: z.object({}),
  cron: '10 * * * *',
  run: async ({ db, maison, maintenant, ecrire }) => {
    const jour = jourDe(maintenant)
    for (let lot = await listEchus(db, jour, LOT); lot.length > 0; lot = await listEchus(db, jour, LOT))
      for (const id of lot)
        await ecrire(async (tx) => {
          const dossier = await lockDossier(tx, id)
          const demarche = await getDemarche(tx, dossier.demarche, dossier.version)
          const fait = { dossier, demarche, acte: { maison, par: 'systeme:demarches.echoir', parNom: 'Iroko', maintenant } }
          const delai = dossier.station !== null && dossier.silenceLe === null && dossier.echeance !== null && dossier.echeance < jour
          const station = dossier.station !== null && dossier.stationSilenceLe === null && dossier.stationEcheance !== null && dossier.stationEcheance < jour
          // Somebody acted between the reading and the lock: nothing is silent any more.
          if (!delai && !station) return {}
          const jobs = delai ? await echoirDelai(tx, fait) : await echoirStation(tx, fait)
          if (estEssai(dossier)) return { jobs }
          return { jobs, journal: { objet: `dossier:${id}`, territoire: dossier.territoire, detail: { silence: delai ? 'delai' : 'station' } } }
        })
  },
})
