import { z } from 'zod'
import { dateSimple } from '../../../lib/francais.ts'
import { ajouter, calendrierCourant } from '../../../kernel/calendrier/index.ts'
import { midi } from '../../../kernel/calendrier/jour.ts'
import { job } from '../../../kernel/module.ts'
import { lockDossier } from '../dossier.queries.ts'
import { insertEvenement } from '../evenement.queries.ts'
import { jourDe } from '../horloge.ts'
import { prevenirBureau, prevenirDemandeur } from './prevenir.ts'
import { findSousDemande, listARappeler, updateRappel } from './sous-demande.queries.ts'

const LOT = 100

/** Once an hour: reminds offices the working day before the last one, then says that an answer is late, to both. Each once. */
export const rappelerBureaux = job({
  nom: 'demarches.rappeler-bureaux',
  titre: 'Rappeler les demandes entre bureaux',
  schema: z.object({}),
  cron: '40 * * * *',
  run: async ({ db, maison, maintenant, ecrire }) => {
    const jour = jourDe(maintenant)
    const bientot = ajouter(jour, { valeur: 1, unite: 'jours_ouvres' }, calendrierCourant())
    for (let lot = await listARappeler(db, { jour, bientot }, LOT); lot.length > 0; lot = await listARappeler(db, { jour, bientot }, LOT))
      for (const { id, tard } of lot)
        await ecrire(async (tx) => {
          const vue = await findSousDemande(tx, id)
          const dossier = await lockDossier(tx, vue!.dossierId)
          const s = await findSousDemande(tx, id)
          await updateRappel(tx, id, tard, maintenant)
          // Answered between the reading and the lock: nothing to remind of.
          if (s?.etat !== 'attendue') return {}
          const valeurs = { numero: dossier.numero!, bureau: s.bureau, echeance: dateSimple(midi(s.echeance)) }
          if (!tard) return { jobs: await prevenirBureau(tx, maison, s, 'sous-demande-rappel', valeurs, maintenant) }
          await insertEvenement(tx, { dossierId: dossier.id, genre: 'sous_demande_tardive', le: maintenant, par: 'systeme:demarches.rappeler-bureaux', parNom: 'Iroko', texte: s.bureau, detail: { sousDemande: id }, public: false })
          return { jobs: [...(await prevenirBureau(tx, maison, s, 'sous-demande-tardive', valeurs, maintenant)), ...(await prevenirDemandeur(tx, maison, s, 'sous-demande-tardive', valeurs, maintenant))], journal: { objet: `dossier:${dossier.id}`, territoire: dossier.territoire, detail: { sousDemande: id } } }
        })
  },
})
