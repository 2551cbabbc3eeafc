import { z } from 'zod'
import { Refus } from '../../../lib/erreurs.ts'
import { action, permission } from '../../../kernel/module.ts'
import type { JobDemande } from '../../../kernel/module.ts'
import { cleActeur } from '../../../kernel/identite/acteur.ts'
import { prevenir } from '../../../kernel/notifications/index.ts'
import { findConstat } from '../constat.queries.ts'
import { getDemarche } from '../definition.queries.ts'
import { exigerSignable } from '../dossier.ts'
import { lockDossier, updateDossier } from '../dossier.queries.ts'
import { insertEvenement } from '../evenement.queries.ts'
import { jourDe } from '../horloge.ts'
import { detail } from '../pages/detail.tsx'
import { destinataireDe, direRecours, leBureau, nomActeur, parId, posteSignataire, sujetDossier } from '../porte.ts'

/**
 * Signs the proposed decision, with the second factor. The act of the person is recorded here; the institution's seal is
 * put on the document by the task that follows, so that a signature acknowledged is never lost.
 */
export const signer = action({
  nom: 'demarches.signer',
  path: '/dossiers/:id/signer',
  may: permission('demarches.signer'),
  titre: 'Signer la décision',
  params: parId,
  sujet: sujetDossier,
  page: detail,
  secondFacteur: true,
  definitif: true,
  input: z.object({ decision: z.enum(['accorder', 'refuser']) }),
  run: async ({ tx, params, input, acteur, maintenant, maison }) => {
    const dossier = await lockDossier(tx, params.id)
    const demarche = await getDemarche(tx, dossier.demarche, dossier.version)
    const poste = posteSignataire(acteur, demarche, dossier.territoire, maison.territoires)
    if (!poste) throw new Refus('Votre poste ne signe pas cette démarche', 403)
    exigerSignable(dossier, await findConstat(tx, dossier.constatId), demarche.circuit.constat, cleActeur(acteur), maintenant)
    // What he saw on his screen is what he signs: a proposal changed meanwhile is shown again first.
    if (dossier.decision !== input.decision) throw new Refus('La proposition a changé pendant que vous lisiez. Relisez le dossier avant de signer')
    const accorde = dossier.decision === 'accorder'
    await updateDossier(tx, dossier.id, { etat: accorde ? 'signe' : 'refuse', decideLe: maintenant, decidePar: cleActeur(acteur), echeance: null, aTemps: dossier.echeance === null || jourDe(maintenant) <= dossier.echeance }, maintenant)
    const signataire = { nom: acteur.genre === 'agent' ? acteur.nom : '', qualite: poste.roleTitre, bureau: poste.bureau, ...(poste.interimDe ? { interimDe: poste.interimDe } : {}) }
    await insertEvenement(tx, { dossierId: dossier.id, genre: accorde ? 'signe' : 'refuse', le: maintenant, par: cleActeur(acteur), parNom: nomActeur(acteur), texte: accorde ? '' : (dossier.motif ?? ''), detail: signataire })
    const jobs: JobDemande[] = accorde ? [{ nom: 'demarches.delivrer', donnees: { dossierId: dossier.id }, cle: dossier.id }] : []
    if (!accorde) {
      const valeurs = { numero: dossier.numero!, bureau: leBureau(dossier.bureau), motif: dossier.motif ?? '', recours: direRecours(demarche), lien: `${maison.reglages.adresse}/suivi/${dossier.id}` }
      jobs.push(...(await prevenir(tx, { modele: 'dossier-refuse', cle: `refuse:${dossier.id}`, a: destinataireDe(dossier), valeurs, objet: `dossier:${dossier.id}`, lien: `/suivi/${dossier.id}`, maintenant })))
    }
    const message = accorde ? `Signé. Le document ${dossier.numero} se prépare.` : `Refus signé pour le dossier ${dossier.numero}.`
    return { vers: `/dossiers/${dossier.id}`, message, journal: { objet: `dossier:${dossier.id}`, territoire: dossier.territoire, detail: { decision: dossier.decision!, poste: poste.posteId } }, jobs }
  },
})
