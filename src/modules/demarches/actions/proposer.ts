import { z } from 'zod'
import { action } from '../../../kernel/module.ts'
import { cleActeur } from '../../../kernel/identite/acteur.ts'
import { signatureDe, suivante } from '../circuit.ts'
import { getDemarche } from '../definition.queries.ts'
import { exigerLibre } from '../sous-demande/horloge.ts'
import { exigerPassage } from '../dossier.ts'
import { champRevision, exigerRevision } from '../revision.tsx'
import { lockDossier } from '../dossier.queries.ts'
import { insertEvenement } from '../evenement.queries.ts'
import { champsDecision, lireMotif } from '../motif.ts'
import { detail } from '../pages/detail.tsx'
import { passer } from '../avancer.ts'
import { exigerAttendu, mayInstruire, nomActeur, parId, sujetDossier } from '../porte.ts'

/** Proposes a decision to the signatory. A refusal names a reason of the procedure's list. */
export const proposer = action({
  nom: 'demarches.proposer',
  path: '/dossiers/:id/proposer',
  may: mayInstruire,
  titre: 'Proposer la décision',
  params: parId,
  sujet: sujetDossier,
  page: detail,
  definitif: true,
  input: z.object({ ...champRevision, decision: z.enum(['accorder', 'refuser'], 'Choisissez ce que vous proposez'), ...champsDecision }),
  run: async ({ tx, params, input, acteur, maintenant, maison }) => {
    const dossier = await lockDossier(tx, params.id)
    await exigerRevision(tx, dossier, input._revision)
    exigerPassage(dossier, 'proposer')
    exigerAttendu(acteur, dossier, maison.territoires)
    await exigerLibre(tx, dossier.id)
    const demarche = await getDemarche(tx, dossier.demarche, dossier.version)
    const motif = lireMotif(demarche, input)
    // A refusal goes straight to whoever signs it: nobody is asked to vouch for, or to pay, what will not be given.
    const vers = input.decision === 'refuser' ? signatureDe(demarche) : suivante(demarche, dossier.reponses, dossier.station ?? undefined)
    const jobs = await passer(tx, demarche, dossier, vers, { decision: input.decision, motif, proposeLe: maintenant, proposePar: cleActeur(acteur) }, { maison, par: cleActeur(acteur), parNom: nomActeur(acteur), maintenant })
    await insertEvenement(tx, { dossierId: dossier.id, genre: 'propose', le: maintenant, par: cleActeur(acteur), parNom: nomActeur(acteur), texte: motif ?? '', detail: { decision: input.decision }, public: false })
    const ou = vers && vers.genre !== 'signature' ? `Le dossier passe à « ${vers.titre} ».` : `Proposé à la signature : ${input.decision}.`
    return { vers: `/dossiers/${dossier.id}`, message: ou, journal: { objet: `dossier:${dossier.id}`, territoire: dossier.territoire, detail: { decision: input.decision } }, jobs }
  },
})
