import { Refus } from '../../../../lib/erreurs.ts'
import { pluriel } from '../../../../lib/francais.ts'
import { action } from '../../../../kernel/module.ts'
import { exigerVersion, revisionDe } from '../../../../ui/index.ts'
import { lireVote, saisieVote } from '../lire-vote.ts'
import { vote as pageVote } from '../pages/vote.tsx'
import { getPoint, updateVote } from '../point.queries.ts'
import { journalDe, mayTenir, parPoint, prendreSeance, raconter, sujetSeance } from '../porte.ts'
import { suivreVote } from '../revision.ts'
import { direQuorumPerdu, votantsDe } from '../salle.ts'
import { direDecompte, estVotee, ISSUES_POINT } from '../vote.ts'

/** Writes what became of a point; may be written again until the session is closed, and the story says so. */
export const voter = action({
  nom: 'legalite.noter-vote',
  path: '/legalite/seances/:id/points/:point/vote',
  may: mayTenir,
  titre: 'Noter un vote',
  params: parPoint,
  sujet: sujetSeance,
  page: pageVote,
  input: saisieVote,
  run: async (e) => {
    const seance = await prendreSeance(e, 'voter')
    const point = await getPoint(e.tx, seance.id, e.params.point)
    await exigerVersion(e.input._revision, revisionDe(suivreVote(point)), () => 'Quelqu’un vient de noter ce vote : relisez-le, puis recommencez')
    const { votants, regles, atteint, presents } = await votantsDe(e.tx, seance)
    const { vote, voix } = lireVote(e.input, { votants, seance, majorite: regles.majorite })
    if (estVotee(vote.vote!) && !atteint) throw new Refus(direQuorumPerdu(presents, seance.quorum))
    await updateVote(e.tx, point.id, vote, voix)
    const dit = ISSUES_POINT[vote.vote!].mot.toLowerCase()
    const compte = estVotee(vote.vote!) ? ` : ${direDecompte({ pour: vote.pour!, contre: vote.contre!, abstentions: vote.abstentions! })}` : ''
    await raconter(e, seance, 'vote', `Point ${point.rang}, ${dit}${compte}${point.vote ? ' (corrigé)' : ''}`)
    return { vers: `/legalite/seances/${seance.id}#ordre-du-jour`, message: `Point ${point.rang} : ${dit}${estVotee(vote.vote!) ? `, ${pluriel(vote.votants!, 'votant')}` : ''}.`, journal: journalDe(seance, { point: point.rang, issue: vote.vote }) }
  },
})
