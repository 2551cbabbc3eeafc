import { z } from 'zod'
import { Saisie } from '../../../lib/erreurs.ts'
import { finir } from '../../../lib/francais.ts'
import { action, permission } from '../../../kernel/module.ts'
import { cleActeur } from '../../../kernel/identite/acteur.ts'
import { getDemarche } from '../definition.queries.ts'
import { exigerPassage } from '../dossier.ts'
import { lockDossier, updateDossier } from '../dossier.queries.ts'
import { insertEvenement } from '../evenement.queries.ts'
import { detail } from '../pages/detail.tsx'
import { nomActeur, parId, sujetDossier } from '../porte.ts'

/** Proposes a decision to the signatory. A refusal names a reason of the procedure's list. */
export const proposer = action({
  nom: 'demarches.proposer',
  path: '/dossiers/:id/proposer',
  may: permission('demarches.instruire'),
  titre: 'Proposer la décision',
  params: parId,
  sujet: sujetDossier,
  page: detail,
  definitif: true,
  input: z.object({
    decision: z.enum(['accorder', 'refuser'], 'Choisissez ce que vous proposez'),
    motif: z.string().trim().max(500, 'Dites-le en 500 signes au plus').default(''),
    precision: z.string().trim().max(500, 'Dites-le en 500 signes au plus').default(''),
  }),
  run: async ({ tx, params, input, acteur, maintenant }) => {
    const dossier = await lockDossier(tx, params.id)
    exigerPassage(dossier, 'proposer')
    const demarche = await getDemarche(tx, dossier.demarche, dossier.version)
    if (input.decision === 'refuser' && !demarche.circuit.motifsRefus.includes(input.motif)) throw new Saisie({ motif: 'Choisissez le motif du refus dans la liste' })
    const motif = input.decision === 'refuser' ? [input.precision ? finir(input.motif) : input.motif, input.precision].filter(Boolean).join(' ') : input.precision || null
    await updateDossier(tx, dossier.id, { etat: 'propose', decision: input.decision, motif, proposeLe: maintenant, proposePar: cleActeur(acteur) }, maintenant)
    await insertEvenement(tx, { dossierId: dossier.id, genre: 'propose', le: maintenant, par: cleActeur(acteur), parNom: nomActeur(acteur), texte: motif ?? '', detail: { decision: input.decision }, public: false })
    const message = input.decision === 'accorder' ? 'Proposé à la signature : accorder.' : 'Proposé à la signature : refuser.'
    return { vers: `/dossiers/${dossier.id}`, message, journal: { objet: `dossier:${dossier.id}`, territoire: dossier.territoire, detail: { decision: input.decision } } }
  },
})
