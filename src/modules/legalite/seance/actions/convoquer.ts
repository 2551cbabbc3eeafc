import { z } from 'zod'
import { Introuvable, Refus } from '../../../../lib/erreurs.ts'
import { pluriel } from '../../../../lib/francais.ts'
import { jourLocal } from '../../../../kernel/calendrier/index.ts'
import { action } from '../../../../kernel/module.ts'
import type { JobDemande } from '../../../../kernel/module.ts'
import { aLaMain, insertConvocations, listAppeles, MODES_ENVOI, updateRemise } from '../convocation.queries.ts'
import type { ModeEnvoi } from '../convocation.queries.ts'
import { delaiCourt, ecrireA, modesDe } from '../convoquer.ts'
import { listEnExercice } from '../membre.queries.ts'
import type { Membre } from '../membre.ts'
import { convoquer as pageConvoquer } from '../pages/convoquer.tsx'
import { remise } from '../pages/remise.tsx'
import { listPoints } from '../point.queries.ts'
import { instantDe, jourDe, journalDe, mayTenir, nomCommune, parId, prendreSeance, raconter, reglesDe, sujetSeance } from '../porte.ts'
import { aRemettre, listEnvoisDe } from '../salle.ts'
import { exigerSansFaute, lireUnJour, texteSaisi } from '../saisie.ts'
import type { Fautes } from '../saisie.ts'
import { updateSeance } from '../seance.queries.ts'

/** The way chosen for each member. Throws `Saisie` beside each wrong one. */
function lireModes(saisi: Record<string, unknown>, membres: readonly Membre[]): Map<string, ModeEnvoi> {
  const fautes: Fautes = {}
  const modes = new Map<string, ModeEnvoi>()
  for (const m of membres) {
    const mode = modesDe(m).find((possible) => possible === saisi[`mode.${m.id}`])
    if (mode) modes.set(m.id, mode)
    else fautes[`mode.${m.id}`] = `${m.nom} : choisissez comment il est prévenu`
  }
  exigerSansFaute(fautes)
  return modes
}

/** Tells every member of the day, the hour, the place and the agenda. What goes by message leaves now; what goes by hand waits for its proof. */
export const convoquer = action({
  nom: 'legalite.convoquer',
  path: '/legalite/seances/:id/convoquer',
  may: mayTenir,
  titre: 'Convoquer le conseil',
  params: parId,
  sujet: sujetSeance,
  page: pageConvoquer,
  definitif: true,
  input: z.looseObject({}),
  run: async (e) => {
    const { tx, maintenant } = e
    const seance = await prendreSeance(e, 'convoquer')
    const [points, membres, regles] = [await listPoints(tx, seance.id), await listEnExercice(tx, seance.commune, jourDe(seance)), await reglesDe(tx, seance)]
    if (seance.prevueLe <= maintenant) throw new Refus('Le moment de cette séance est passé : changez d’abord son jour')
    if (points.length === 0) throw new Refus('L’ordre du jour est vide : ajoutez au moins un point')
    if (membres.length === 0) throw new Refus('Aucun membre ne siège ce jour-là : inscrivez d’abord les membres du conseil')
    const court = delaiCourt(seance, regles, jourLocal(maintenant))
    if (court && regles.delais.convocation.verifie) throw new Refus(`${court}. Changez le jour de la séance`)
    const modes = lireModes(e.input, membres)
    const jobs: JobDemande[] = []
    const envois = []
    for (const m of membres) {
      const mode = modes.get(m.id)!
      if (mode !== 'courriel' && mode !== 'sms') {
        envois.push({ membreId: m.id, mode, envoyeeLe: null, preuve: '', messageId: null })
        continue
      }
      const ecrit = await ecrireA(tx, seance, points, m, mode, nomCommune(e.maison, seance.commune), maintenant)
      jobs.push(...ecrit.jobs)
      envois.push({ membreId: m.id, mode, envoyeeLe: maintenant, preuve: ecrit.preuve, messageId: ecrit.messageId })
    }
    await insertConvocations(tx, seance.id, envois)
    await updateSeance(tx, seance.id, { etat: 'convoquee', convoqueeLe: maintenant })
    const main = envois.filter((v) => aLaMain(v.mode)).length
    const dit = [pluriel(envois.length - main, 'message'), ...(main > 0 ? [`${main} à remettre`] : [])].join(', ')
    await raconter(e, seance, 'convoque', court ? `${dit}. ${court} (à confirmer)` : dit)
    return { vers: `/legalite/seances/${seance.id}`, message: main > 0 ? `Le conseil est convoqué. Notez la remise de ${pluriel(main, 'convocation')} quand elle est faite.` : 'Le conseil est convoqué : les messages partent.', journal: journalDe(seance, { membres: envois.length, main }), jobs }
  },
})

/** Writes when a paper was handed over, and what proves it. */
export const noterRemise = action({
  nom: 'legalite.noter-remise',
  path: '/legalite/seances/:id/remises',
  may: mayTenir,
  titre: 'Noter la remise de convocations',
  params: parId,
  sujet: sujetSeance,
  page: remise,
  input: z.looseObject({ membres: z.union([z.string(), z.array(z.string().max(40)).max(300)]).default([]), mode: texteSaisi(20), preuve: texteSaisi(300) }),
  run: async (e) => {
    const seance = await prendreSeance(e, 'remettre')
    const appeles = await listAppeles(e.tx, seance.id, jourDe(seance))
    const choisis = [...new Set([e.input.membres].flat())]
    const fautes: Fautes = {}
    const le = lireUnJour(e.input, 'le', e.maintenant, 'Écrivez le jour de la remise', fautes)
    if (choisis.length === 0) fautes.membres = 'Cochez au moins un membre'
    if (le && le > jourLocal(e.maintenant)) fautes.le = 'Ce jour n’est pas encore venu : notez la remise quand elle est faite'
    if (le && le < jourLocal(seance.convoqueeLe!)) fautes.le = 'La convocation n’était pas encore écrite ce jour-là : vérifiez'
    if (e.input.preuve === '') fautes.preuve = 'Écrivez qui l’a remise et ce qui le prouve, par exemple « Porteur K. Ahossi, cahier de transmission page 12 »'
    if (!aLaMain(e.input.mode as ModeEnvoi)) fautes.mode = 'Choisissez comment elle est remise'
    exigerSansFaute(fautes)
    const envois = await listEnvoisDe(e.tx, appeles)
    // A proof already written may be corrected; what a message proves is not replaced by hand.
    const visites = appeles.filter((a) => choisis.includes(a.membreId) && (aLaMain(a.mode) || aRemettre(a, envois)))
    if (visites.length !== choisis.length) throw new Introuvable('Un de ces membres n’attend pas de convocation à la main')
    // The moment of the day is not asked for: noon stands for it.
    for (const a of visites) await updateRemise(e.tx, seance.id, a.membreId, { mode: e.input.mode as ModeEnvoi, le: instantDe(le!, 720), preuve: e.input.preuve })
    await raconter(e, seance, 'remis', `${visites.length > 5 ? pluriel(visites.length, 'membre') : visites.map((a) => a.nom).join(', ')} : ${MODES_ENVOI[e.input.mode as ModeEnvoi].toLowerCase()}, ${e.input.preuve}`)
    return { vers: `/legalite/seances/${seance.id}#convocations`, message: `${pluriel(visites.length, 'remise notée', 'remises notées')}.`, journal: journalDe(seance, { remises: visites.length }) }
  },
})
