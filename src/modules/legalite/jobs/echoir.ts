import { z } from 'zod'
import { calendrierCourant, jourLocal } from '../../../kernel/calendrier/index.ts'
import { job } from '../../../kernel/module.ts'
import { lockActeDe, updateActe } from '../acte/acte.queries.ts'
import { sousLesquels } from '../acte/contexte.ts'
import { existeEvenement, insertEvenement } from '../acte/evenement.queries.ts'
import { horlogeActe } from '../acte/horloge.ts'
import { clore, poursuivre } from '../controle/clore.ts'
import { listEchus } from '../controle/file.queries.ts'
import { lockMesureDe, listSansReponse, updateMesure } from '../mesure/mesure.queries.ts'

const PAR_TOUR = 200
const IROKO = { par: 'systeme:legalite.echoir', parNom: 'Iroko' }

/**
 * Every night, and when asked: an act whose delay is over ends by silence where the rule is confirmed (otherwise it is said once, and nothing is decided); a letter whose answer
 * did not come is over, and the clock it had stopped starts again. Run twice, it does it once.
 */
export const echoir = job({
  nom: 'legalite.echoir',
  titre: 'Délais du contrôle de légalité',
  schema: z.object({}),
  cron: '20 0 * * *',
  run: async ({ db, maison, maintenant, ecrire }) => {
    const jour = jourLocal(maintenant)
    for (const { id, acteId } of await listSansReponse(db, jour, 1000))
      await ecrire(async (tx) => {
        const acte = await lockActeDe(tx, acteId)
        const mesure = await lockMesureDe(tx, id)
        if (!acte || mesure?.etat !== 'signee' || !mesure.repondreAvant || mesure.repondreAvant >= jour) return {}
        const { regles } = await sousLesquels(tx, maison, acte, maintenant)
        await updateMesure(tx, id, { etat: 'close', suite: 'sans-reponse', suiteLe: maintenant })
        if (acte.etat === 'pieces' || acte.etat === 'observe') await updateActe(tx, acte.id, { etat: 'recu', ...poursuivre(acte, { genre: 'reprise', le: maintenant.toISOString(), mot: 'Sans réponse au terme du délai' }, regles, maintenant) }, maintenant)
        await insertEvenement(tx, { acteId, genre: 'sans-reponse', le: maintenant, ...IROKO })
        return { verbe: 'legalite.constater-sans-reponse', journal: { objet: `acte:${acteId}`, territoire: acte.commune, detail: { mesure: mesure.genre } } }
      })
    for (let apres: string | undefined, tour = 0; tour < 5000; tour++) {
      const ids = await listEchus(db, jour, PAR_TOUR, apres)
      for (const id of ids)
        await ecrire(async (tx) => {
          const acte = await lockActeDe(tx, id)
          if (!acte || (acte.etat !== 'recu' && acte.etat !== 'suspendu')) return {}
          const { regles } = await sousLesquels(tx, maison, acte, maintenant)
          const { echeance } = horlogeActe(acte.horloge, regles, calendrierCourant(), maintenant)
          if (echeance === null || echeance >= jour) return {}
          const decide = regles.silence.verifie && regles.delais.controle.verifie && regles.silence.effet === 'non-defere' && acte.etat === 'recu'
          if (decide) {
            await clore(tx, acte, 'silence', regles, { ...IROKO, maintenant, texte: regles.silence.source })
            return { verbe: 'legalite.clore-par-silence', journal: { objet: `acte:${id}`, territoire: acte.commune, detail: { echeance } } }
          }
          if (await existeEvenement(tx, id, 'silence')) return {}
          const texte = acte.etat === 'suspendu' ? 'L’acte est suspendu : le préfet doit le déférer ou lever la suspension' : 'La règle du silence est à confirmer : rien n’est décidé'
          await insertEvenement(tx, { acteId: id, genre: 'silence', le: maintenant, ...IROKO, texte, interne: true })
          return {}
        })
      apres = ids.at(-1)
      if (ids.length < PAR_TOUR) break
    }
  },
})
