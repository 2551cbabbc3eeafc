import { z } from 'zod'
import { Refus, Saisie } from '../../../../lib/erreurs.ts'
import { jourLocal } from '../../../../kernel/calendrier/index.ts'
import { lireJour } from '../../../../kernel/formulaires/jour.ts'
import { cleActeur } from '../../../../kernel/identite/acteur.ts'
import { action, permission } from '../../../../kernel/module.ts'
import { exigerPassage, mayPasser } from '../../acte/acte.ts'
import type { Issue } from '../../acte/acte.ts'
import { updateActe } from '../../acte/acte.queries.ts'
import { sousLesquels } from '../../acte/contexte.ts'
import { insertEvenement } from '../../acte/evenement.queries.ts'
import { journalDe } from '../../acte/porte.ts'
import { clore } from '../../controle/clore.ts'
import { departementDe, nomActeur } from '../../lecteur.ts'
import { exigerMesure, SENS_JUGEMENT } from '../mesure.ts'
import type { Mesure } from '../mesure.ts'
import { updateMesure } from '../mesure.queries.ts'
import { lettre } from '../pages/lettre.tsx'
import { parMesure, prendreMesure, sujetMesure } from '../porte.ts'

const ISSUES: Partial<Record<NonNullable<Mesure['reponseSens']>, Issue>> = { retire: 'retire', reforme: 'reforme', maintient: 'observations-levees' }

/** The prefecture reads an answer: it is satisfied and the control ends, or it is not and goes on. A suspension is lifted the same way. */
export const conclure = action({
  nom: 'legalite.conclure',
  path: '/legalite/mesures/:id/conclure',
  may: permission('legalite.controler'),
  titre: 'Lire la réponse de la commune',
  params: parMesure,
  sujet: sujetMesure,
  page: lettre,
  definitif: true,
  input: z.object({ suite: z.enum(['satisfait', 'insuffisant', 'levee'], 'Choisissez comment vous lisez cette réponse'), suiteNote: z.string().trim().max(1000, 'Dites-le en 1000 signes au plus').default('') }),
  run: async (e) => {
    const { tx, maintenant, input } = e
    const { mesure, acte } = await prendreMesure(e, 'legalite.controler')
    exigerMesure(mesure, 'conclure')
    const leve = mesure.genre === 'suspension'
    if (leve !== (input.suite === 'levee')) throw new Saisie({ suite: leve ? 'Une suspension se lève' : 'Choisissez comment vous lisez cette réponse' })
    if (leve && !e.porteePour('legalite.decider').contient(acte.commune)) throw new Refus('Une suspension se lève par qui la décide', 403)
    if (!leve && mesure.etat !== 'repondue') throw new Refus('La commune n’a pas encore répondu')
    if (mesure.genre === 'defere') throw new Refus('Un déféré finit par la décision du juge')
    const { regles } = await sousLesquels(tx, e.maison, acte, maintenant)
    const ici = { par: cleActeur(e.acteur), parNom: nomActeur(e.acteur, departementDe(e.maison.territoires, acte.commune)), maintenant }
    await updateMesure(tx, mesure.id, { etat: 'close', suite: input.suite, suiteNote: input.suiteNote, suiteLe: maintenant })
    if (leve) {
      if (acte.etat === 'suspendu') await updateActe(tx, acte.id, { etat: 'recu' }, maintenant)
      await insertEvenement(tx, { acteId: acte.id, genre: 'levee', le: maintenant, ...ici, texte: input.suiteNote })
      return { vers: `/legalite/actes/${acte.id}`, message: 'La suspension est levée.', journal: journalDe(acte, { mesure: mesure.genre }) }
    }
    await insertEvenement(tx, { acteId: acte.id, genre: 'lue', le: maintenant, ...ici, texte: [input.suite === 'satisfait' ? 'Réponse satisfaisante' : 'Réponse insuffisante', input.suiteNote].filter(Boolean).join('. '), interne: input.suite !== 'satisfait' })
    const issue = mesure.genre === 'observations' && input.suite === 'satisfait' && mesure.reponseSens ? ISSUES[mesure.reponseSens] : undefined
    if (issue && mayPasser(acte, 'clore')) await clore(tx, acte, issue, regles, ici)
    return { vers: `/legalite/actes/${acte.id}`, message: issue ? 'La réponse est lue, et le contrôle de cet acte est clos.' : 'La réponse est lue. Le contrôle continue.', journal: journalDe(acte, { mesure: mesure.genre, suite: input.suite }) }
  },
})

const FINAUX: Partial<Record<NonNullable<Mesure['jugementSens']>, Issue>> = { annule: 'annule-juge', 'annule-partie': 'annule-partie', rejete: 'rejete-juge', desiste: 'desiste' }

/** Writes what the judge has decided: a final decision ends the control, an urgent one only says whether the act is suspended meanwhile. */
export const juger = action({
  nom: 'legalite.juger',
  path: '/legalite/mesures/:id/jugement',
  may: permission('legalite.controler'),
  titre: 'Saisir la décision du juge',
  params: parMesure,
  sujet: sujetMesure,
  page: lettre,
  definitif: true,
  input: z.looseObject({ juridiction: z.string().trim().min(1, 'Écrivez la juridiction').max(160), jugementNumero: z.string().trim().min(1, 'Écrivez le numéro de la décision').max(60), jugementSens: z.enum(['annule', 'annule-partie', 'rejete', 'desiste', 'suspendu', 'non-suspendu'], 'Choisissez ce que le juge a décidé'), dispositif: z.string().trim().max(3000, 'Dites-le en 3000 signes au plus').default('') }),
  run: async (e) => {
    const { tx, maintenant, input } = e
    const { mesure, acte } = await prendreMesure(e, 'legalite.controler')
    exigerPassage(acte, 'juger')
    exigerMesure(mesure, 'conclure')
    if (mesure.genre !== 'defere') throw new Refus('Seul un déféré a une décision du juge')
    const lu = lireJour(input, 'jugementLe', maintenant)
    if ('erreurs' in lu) throw new Saisie(lu.erreurs)
    if (lu.jour > jourLocal(maintenant)) throw new Saisie({ jugementLe: 'Ce jour n’est pas encore venu' })
    if (mesure.signeLe && lu.jour < jourLocal(mesure.signeLe)) throw new Saisie({ jugementLe: 'Le juge ne décide pas avant d’être saisi : vérifiez ce jour' })
    const { regles } = await sousLesquels(tx, e.maison, acte, maintenant)
    const ici = { par: cleActeur(e.acteur), parNom: nomActeur(e.acteur, departementDe(e.maison.territoires, acte.commune)), maintenant }
    const { juridiction, jugementNumero, jugementSens, dispositif } = input
    const issue = FINAUX[jugementSens]
    await updateMesure(tx, mesure.id, { juridiction, jugementNumero, jugementSens, dispositif, jugementLe: lu.jour, ...(issue ? { etat: 'close', suite: issue === 'desiste' ? 'desiste' : 'jugee', suiteLe: maintenant } : {}) })
    await insertEvenement(tx, { acteId: acte.id, genre: 'juge', le: maintenant, ...ici, texte: `${SENS_JUGEMENT[jugementSens]}. ${juridiction}, n° ${jugementNumero}`, detail: { sens: jugementSens, jour: lu.jour } })
    if (issue) {
      await updateActe(tx, acte.id, { jugeLe: lu.jour }, maintenant)
      await clore(tx, acte, issue, regles, { ...ici, texte: `${juridiction}, n° ${jugementNumero}` })
    } else await updateActe(tx, acte.id, { suspenduLe: jugementSens === 'suspendu' ? (acte.suspenduLe ?? maintenant) : acte.suspenduLe }, maintenant)
    return { vers: `/legalite/actes/${acte.id}`, message: 'La décision du juge est enregistrée.', journal: journalDe(acte, { sens: jugementSens }) }
  },
})
