import { z } from 'zod'
import { Introuvable, Refus } from '../../../lib/erreurs.ts'
import { action } from '../../../kernel/module.ts'
import { demanderComplement, findStation, getDemarche, getDossier, proposer } from '../../demarches/index.ts'
import { BASE, mayTraiter, parTache, sujetTache } from '../porte.ts'
import { passerPar } from '../remplir.ts'
import { lireTache, serviceDe, statutDe } from '../traduire.ts'

const decision = z.object({ code: z.enum(['APPROVED', 'REJECTED', 'SENDBACK'], 'APPROVED, REJECTED ou SENDBACK'), reason: z.string().max(500).default(''), comment: z.string().max(500).default('') }, { error: 'Donnez data.decision.code : APPROVED, REJECTED ou SENDBACK' })

/**
 * Ends an examination: proposes to grant or to refuse, or asks for what is missing. A visa and a signature are given by a person: a program
 * is refused, whatever its permissions.
 */
export const terminer = action({
  nom: 'govstack.terminer',
  path: `${BASE}/tasks/:taskId/complete`,
  facade: true,
  may: mayTraiter,
  titre: 'Terminer une tâche par le médiateur',
  params: parTache,
  sujet: sujetTache,
  definitif: true,
  idempotent: false,
  input: z.looseObject({ data: z.looseObject({ decision }, { error: 'Donnez data.decision.code : APPROVED, REJECTED ou SENDBACK' }) }),
  run: async (e) => {
    const { dossierId, station } = lireTache(e.params.taskId)!
    const avant = await getDossier(e.tx, dossierId)
    if (avant.station !== station || avant.interne) throw new Introuvable('Cette tâche n’existe pas, ou elle est faite')
    const genre = findStation(await getDemarche(e.tx, avant.demarche, avant.version), station)?.genre
    if (genre !== 'instruction') throw new Refus('Un visa, un paiement et une signature sont l’acte d’une personne : ils ne se donnent pas par le médiateur', 403)
    const { code, reason, comment } = e.input.data.decision
    const params = { id: dossierId }
    const suite =
      code === 'SENDBACK' ? await passerPar(demanderComplement, e, { params, input: { demande: reason } }) : await passerPar(proposer, e, { params, input: { decision: code === 'APPROVED' ? 'accorder' : 'refuser', motif: code === 'REJECTED' ? reason : '', precision: comment } })
    const apres = await getDossier(e.tx, dossierId)
    return { ...suite, vers: `${BASE}/tasks`, json: { taskId: e.params.taskId, fileId: dossierId, serviceId: serviceDe(avant.demarche), status: statutDe(apres.etat), variables: { decision: { data: { decision: { code, reason, comment } } } } } }
  },
})
