import { z } from 'zod'
import { preparer } from '../../../kernel/documents/emettre.ts'
import { insertDocument } from '../../../kernel/documents/queries.ts'
import { job } from '../../../kernel/module.ts'
import { prevenir } from '../../../kernel/notifications/index.ts'
import { getDemarche } from '../definition.queries.ts'
import { getDossier, lockDossier, updateDossier } from '../dossier.queries.ts'
import { insertEvenement } from '../evenement.queries.ts'
import { destinataireDe } from '../porte.ts'
import { emissionRefus } from './emission.ts'

/** Makes the notice of a signed refusal. Runs again after a crash; a file gets one. The refusal itself was told when it was signed. */
export const notifierRefus = job({
  nom: 'demarches.notifier-refus',
  titre: 'Faire la notification d’un refus signé',
  schema: z.object({ dossierId: z.uuid() }),
  run: async ({ donnees, db, maison, maintenant, ecrire }) => {
    const dossier = await getDossier(db, donnees.dossierId)
    const demarche = await getDemarche(db, dossier.demarche, dossier.version)
    if (dossier.etat !== 'refuse' || dossier.documentId || !demarche.refus) return
    const emis = await preparer(maison.atelier, await emissionRefus(db, maison, dossier, demarche))
    await ecrire(async (tx) => {
      const verrouille = await lockDossier(tx, dossier.id)
      if (verrouille.etat !== 'refuse' || verrouille.documentId) return {}
      const { id } = await insertDocument(tx, emis)
      await updateDossier(tx, dossier.id, { documentId: id }, maintenant)
      await insertEvenement(tx, { dossierId: dossier.id, genre: 'refus_notifie', le: maintenant, par: 'systeme:demarches.notifier-refus', parNom: dossier.bureau!, texte: emis.titre })
      // No SMS: the refusal, its reason and the remedy are already there.
      const { courriel, interne } = destinataireDe(dossier)
      const valeurs = { numero: dossier.numero!, titre: emis.titre, lien: `${maison.reglages.adresse}/suivi/${dossier.id}` }
      const jobs = await prevenir(tx, { modele: 'dossier-refus-notifie', cle: `refus-notifie:${dossier.id}`, a: { courriel: courriel ?? null, ...(interne ? { interne } : {}) }, valeurs, objet: `dossier:${dossier.id}`, lien: `/suivi/${dossier.id}`, maintenant })
      return { journal: { objet: `document:${id}`, territoire: dossier.territoire, detail: { dossier: dossier.id, sha256: emis.sha256 } }, jobs }
    })
  },
})
