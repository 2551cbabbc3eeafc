import { z } from 'zod'
import { Refus } from '../../../../lib/erreurs.ts'
import { heure, pluriel } from '../../../../lib/francais.ts'
import { uuidv7 } from '../../../../lib/uuid.ts'
import { jourLocal } from '../../../../kernel/calendrier/index.ts'
import { cleActeur } from '../../../../kernel/identite/acteur.ts'
import { action } from '../../../../kernel/module.ts'
import { exigerVersion, revisionDe } from '../../../../ui/index.ts'
import { getCourant } from '../../referentiel/referentiel.queries.ts'
import { updatePresences } from '../convocation.queries.ts'
import { detail } from '../pages/detail.tsx'
import { ouvrir as pageOuvrir } from '../pages/ouvrir.tsx'
import { presences } from '../pages/presences.tsx'
import { copierPoints } from '../point.queries.ts'
import { instantDe, jourDe, journalDe, lireHeure, mayTenir, parId, prendreSeance, raconter, reglesDe, sujetSeance } from '../porte.ts'
import { compter, fautesPresences } from '../quorum.ts'
import type { Presence } from '../quorum.ts'
import { suivrePresences } from '../revision.ts'
import { appelerTous, exigerJourVenu, salleDe } from '../salle.ts'
import { exigerSansFaute, lireMoment, texteSaisi } from '../saisie.ts'
import type { Fautes } from '../saisie.ts'
import { deNom, direMoment } from '../seance.ts'
import { insertSeance, updateSeance } from '../seance.queries.ts'

const PRESENCES_LUES: readonly string[] = ['present', 'absent', 'excuse', 'represente'] satisfies Presence[]

/** Writes who is there, and who votes for whom. While the session is open, somebody may still come or leave: votes already noted stay. */
export const noterPresences = action({
  nom: 'legalite.noter-presences',
  path: '/legalite/seances/:id/presences',
  may: mayTenir,
  titre: 'Noter les présences',
  params: parId,
  sujet: sujetSeance,
  page: presences,
  input: z.looseObject({ _revision: z.string().max(1000).optional() }),
  run: async (e) => {
    const seance = await prendreSeance(e, 'appeler')
    exigerJourVenu(seance, e.maintenant)
    const appeles = await appelerTous(e.tx, seance)
    await exigerVersion(e.input._revision, revisionDe(suivrePresences(appeles)), () => 'Quelqu’un vient de noter des présences : relisez-les, puis recommencez')
    const fautes: Fautes = {}
    const venues = appeles.map(({ membreId, nom }) => {
      const [dite, par] = [e.input[`p.${membreId}`], e.input[`m.${membreId}`]]
      if (typeof dite !== 'string' || !PRESENCES_LUES.includes(dite)) fautes[`p.${membreId}`] = `${nom} : dites s’il est là`
      return { membreId, presence: dite as Presence, mandataire: dite === 'represente' && typeof par === 'string' && par !== '' ? par : null }
    })
    const nomDe = (id: string) => appeles.find((a) => a.membreId === id)?.nom ?? 'Cette personne'
    const regles = await reglesDe(e.tx, seance)
    for (const [id, phrase] of fautesPresences(venues, nomDe, regles.procurations)) fautes[`m.${id}`] = `${nomDe(id)} : ${phrase}`
    if (seance.etat === 'ouverte' && seance.presidentId && venues.find((v) => v.membreId === seance.presidentId)?.presence !== 'present') fautes[`p.${seance.presidentId}`] = `${nomDe(seance.presidentId)} préside : il est présent`
    exigerSansFaute(fautes)
    await updatePresences(e.tx, seance.id, venues)
    const c = compter(venues)
    await raconter(e, seance, 'appele', `${pluriel(c.presents, 'présent')}, ${pluriel(c.representes, 'représenté')}, ${pluriel(c.excuses, 'excusé')}, ${pluriel(c.absents, 'absent')}`)
    return { vers: seance.etat === 'convoquee' ? `/legalite/seances/${seance.id}/ouvrir` : `/legalite/seances/${seance.id}`, message: `Les présences sont notées : ${pluriel(c.presents, 'présent')}, ${pluriel(c.votants, 'votant')}.`, journal: journalDe(seance, { presents: c.presents, votants: c.votants }) }
  },
})

/** Opens the session: who presides, who writes, at what time. Without quorum it is not opened. */
export const ouvrirSeance = action({
  nom: 'legalite.ouvrir-seance',
  path: '/legalite/seances/:id/ouvrir',
  may: mayTenir,
  titre: 'Ouvrir la séance',
  params: parId,
  sujet: sujetSeance,
  page: pageOuvrir,
  definitif: true,
  input: z.object({ president: texteSaisi(40), secretaire: texteSaisi(160), heure: texteSaisi(12) }),
  run: async (e) => {
    const seance = await prendreSeance(e, 'ouvrir')
    exigerJourVenu(seance, e.maintenant)
    const { appeles, compte, quorum, atteint } = await salleDe(e.tx, seance)
    if (!atteint) throw new Refus(`Le quorum est de ${quorum} et ${pluriel(compte.presents, 'membre est là', 'membres sont là')} : la séance ne s’ouvre pas. Constatez l’absence de quorum`)
    const fautes: Fautes = {}
    const president = appeles.find((a) => a.membreId === e.input.president && a.presence === 'present')
    if (!president) fautes.president = 'Choisissez qui préside parmi les membres présents'
    if (e.input.secretaire === '') fautes.secretaire = 'Écrivez qui tient le secrétariat de la séance'
    const minute = lireHeure(e.input.heure)
    const ouverteLe = minute === undefined ? undefined : instantDe(jourDe(seance), minute)
    if (!ouverteLe) fautes.heure = 'Écrivez l’heure d’ouverture, par exemple 9 h 15'
    else if (ouverteLe > e.maintenant) fautes.heure = 'Cette heure n’est pas encore venue : écrivez celle où la séance a commencé'
    exigerSansFaute(fautes)
    await updateSeance(e.tx, seance.id, { etat: 'ouverte', ouverteLe: ouverteLe!, membres: appeles.length, quorum, presidentId: president!.membreId, president: president!.nom, secretaire: e.input.secretaire })
    await raconter(e, seance, 'ouvert', `À ${heure(ouverteLe!)}, sous la présidence ${deNom(president!.nom)}. ${pluriel(compte.presents, 'présent')} pour un quorum de ${quorum}`)
    return { vers: `/legalite/seances/${seance.id}`, message: 'La séance est ouverte. Notez les votes, point par point.', journal: journalDe(seance, { presents: compte.presents, quorum }) }
  },
})

/** Too few came: the session is over without having been opened, and is to be convened again. */
export const constaterSansQuorum = action({
  nom: 'legalite.constater-sans-quorum',
  path: '/legalite/seances/:id/sans-quorum',
  may: mayTenir,
  titre: 'Constater l’absence de quorum',
  params: parId,
  sujet: sujetSeance,
  page: pageOuvrir,
  definitif: true,
  input: z.object({}),
  run: async (e) => {
    const seance = await prendreSeance(e, 'ouvrir')
    exigerJourVenu(seance, e.maintenant)
    if (seance.prevueLe > e.maintenant) throw new Refus(`La séance est prévue à ${heure(seance.prevueLe)} : attendez cette heure`)
    const { appeles, compte, quorum, atteint } = await salleDe(e.tx, seance)
    if (atteint) throw new Refus('Le conseil peut délibérer : ouvrez la séance')
    await updateSeance(e.tx, seance.id, { etat: 'sans-quorum', membres: appeles.length, quorum })
    await raconter(e, seance, 'sans-quorum', `${pluriel(compte.presents, 'présent')} pour un quorum de ${quorum}`)
    return { vers: `/legalite/seances/${seance.id}`, message: 'L’absence de quorum est constatée. Préparez la seconde convocation.', journal: journalDe(seance, { presents: compte.presents, quorum }) }
  },
})

/** Prepares the second session, with the same agenda. Its council may deliberate whatever its number, when the rule says so. */
export const reconvoquer = action({
  nom: 'legalite.reconvoquer',
  path: '/legalite/seances/:id/reconvoquer',
  may: mayTenir,
  titre: 'Préparer la seconde convocation',
  params: parId,
  sujet: sujetSeance,
  page: detail,
  definitif: true,
  input: z.looseObject({ heure: texteSaisi(12), lieu: texteSaisi(200) }),
  run: async (e) => {
    const { tx, maintenant } = e
    const seance = await prendreSeance(e, 'reconvoquer')
    const fautes: Fautes = {}
    const prevueLe = lireMoment(e.input, maintenant, fautes)
    if (e.input.lieu === '') fautes.lieu = 'Écrivez où se tient la séance'
    exigerSansFaute(fautes)
    const { id: regles } = await getCourant(tx, 'regles', jourLocal(prevueLe!))
    const id = uuidv7(maintenant.getTime())
    const { genre, session, motif, commune } = seance
    await insertSeance(tx, { id, commune, genre, session, motif, prevueLe: prevueLe!, lieu: e.input.lieu, regles, remplace: seance.id, reporte: null, creePar: cleActeur(e.acteur), maintenant })
    await copierPoints(tx, seance.id, id, maintenant)
    await raconter(e, { id, commune }, 'prepare', `Seconde convocation, ${direMoment(prevueLe!)}`)
    await raconter(e, seance, 'reconvoque', direMoment(prevueLe!))
    return { vers: `/legalite/seances/${id}`, message: 'La seconde séance est préparée, avec le même ordre du jour. Convoquez le conseil.', journal: journalDe({ id, commune }, { remplace: seance.id }) }
  },
})
