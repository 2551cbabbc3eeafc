import { z } from 'zod'
import { Refus } from '../../../../lib/erreurs.ts'
import { heure, pluriel } from '../../../../lib/francais.ts'
import { jourLocal } from '../../../../kernel/calendrier/index.ts'
import { signeSansDessin } from '../../../../kernel/documents/dessins.ts'
import { insertReference } from '../../../../kernel/fichiers/index.ts'
import { cleActeur } from '../../../../kernel/identite/acteur.ts'
import { action } from '../../../../kernel/module.ts'
import { exigerVersion, revisionDe, suivre } from '../../../../ui/index.ts'
import { updateActe } from '../../acte/acte.queries.ts'
import { executoireDe } from '../../acte/horloge.ts'
import { findNature } from '../../referentiel/referentiel.ts'
import { getCourant, getVersion } from '../../referentiel/referentiel.queries.ts'
import type { Regles } from '../../referentiel/schemas.ts'
import { listEvenementsSeance } from '../evenement.queries.ts'
import { SCELLER } from '../jobs/sceller.ts'
import { faireNaitre } from '../naissance.ts'
import { listNes } from '../naissance.queries.ts'
import { detail } from '../pages/detail.tsx'
import { procesVerbal } from '../pages/proces-verbal.tsx'
import { listPoints } from '../point.queries.ts'
import { instantDe, jourDe, journalDe, lireHeure, mayTenir, parId, prendreSeance, raconter, reglesDe, sujetSeance } from '../porte.ts'
import { exigerSansFaute, lireUnJour, texteSaisi } from '../saisie.ts'
import type { Fautes } from '../saisie.ts'
import { updateSeance } from '../seance.queries.ts'

const surSeance = { may: mayTenir, params: parId, sujet: sujetSeance } as const

/** Keeps the text of the minutes while the session is not closed. */
export const redigerProcesVerbal = action({
  ...surSeance,
  nom: 'legalite.rediger-proces-verbal',
  path: '/legalite/seances/:id/proces-verbal',
  titre: 'Rédiger le procès-verbal',
  page: procesVerbal,
  input: z.object({ texte: z.string().trim().max(60_000, 'Le procès-verbal a 60 000 signes au plus : abrégez les débats').default(''), secretaire: texteSaisi(160), _revision: z.string().max(1000).optional() }),
  run: async (e) => {
    const seance = await prendreSeance(e, 'rediger')
    await exigerVersion(e.input._revision, revisionDe([suivre('Texte', 'texte', seance.procesVerbal)]), () => 'Quelqu’un a écrit ce procès-verbal en même temps que vous. Votre texte est gardé ci-dessous : comparez, puis enregistrez de nouveau')
    const fautes: Fautes = {}
    const signe = signeSansDessin(e.input.texte)
    if (e.input.texte.length < 50) fautes.texte = 'Écrivez ce que la séance a fait : présences, débats, décisions'
    else if (signe) fautes.texte = `Le procès-verbal ne sait pas écrire le signe « ${signe} » : écrivez-le autrement`
    if (e.input.secretaire === '') fautes.secretaire = 'Écrivez qui a tenu le secrétariat'
    exigerSansFaute(fautes)
    await updateSeance(e.tx, seance.id, { procesVerbal: e.input.texte.replace(/\r\n?/g, '\n'), secretaire: e.input.secretaire })
    await raconter(e, seance, 'redige')
    return { vers: `/legalite/seances/${seance.id}`, message: 'Le procès-verbal est gardé. Il reste à clore la séance.', journal: journalDe(seance) }
  },
})

/** Closes the session: its minutes no longer change, and each adopted point becomes an act, all together or none. */
export const cloreSeance = action({
  ...surSeance,
  nom: 'legalite.clore-seance',
  path: '/legalite/seances/:id/clore',
  titre: 'Clore la séance',
  page: detail,
  definitif: true,
  input: z.object({ heure: texteSaisi(12) }),
  run: async (e) => {
    const { tx, maintenant } = e
    const seance = await prendreSeance(e, 'clore')
    const points = await listPoints(tx, seance.id)
    const sans = points.filter((p) => p.vote === null)
    if (sans.length > 0) throw new Refus(`${pluriel(sans.length, 'point n’a pas d’issue', 'points n’ont pas d’issue')} (${sans.slice(0, 10).map((p) => p.rang).join(', ')}) : notez ce que chacun devient`)
    if (seance.procesVerbal === '') throw new Refus('Établissez d’abord le procès-verbal')
    // What is sealed says what was noted last.
    const dernier = (await listEvenementsSeance(tx, seance.id, true)).findLast((ev) => ['vote', 'appele', 'redige'].includes(ev.genre))
    if (dernier && dernier.genre !== 'redige') throw new Refus('Un vote ou une présence a changé depuis que le procès-verbal est gardé : relisez-le, puis gardez-le de nouveau')
    const minute = lireHeure(e.input.heure)
    const closeLe = minute === undefined ? undefined : instantDe(jourDe(seance), minute)
    if (!closeLe) exigerSansFaute({ heure: 'Écrivez l’heure où la séance a été levée, par exemple 12 h 40' })
    // A session may go past midnight: what is before its opening is of the next morning, once that morning has come.
    const lendemain = new Date(closeLe!.getTime() + 86_400_000)
    const levee = closeLe! < seance.ouverteLe! ? lendemain : closeLe!
    if (levee > maintenant) exigerSansFaute(levee === lendemain ? { heure: `La séance a été ouverte à ${heure(seance.ouverteLe!)} : elle est levée après` } : { heure: 'Cette heure n’est pas encore venue : écrivez celle où la séance a été levée' })
    const natures = (await getCourant(tx, 'natures', jourDe(seance))).corps
    await updateSeance(tx, seance.id, { etat: 'close', closeLe: levee })
    const nes = await faireNaitre(tx, seance, points, { regles: await reglesDe(tx, seance), natures }, e)
    const dit = nes.length === 0 ? 'Aucune décision' : `${pluriel(nes.length, 'acte')} : ${nes.map((n) => n.numero).join(', ')}`
    await raconter(e, seance, 'clos', `Levée à ${heure(levee)}. ${dit}`)
    return { vers: `/legalite/seances/${seance.id}`, message: nes.length === 0 ? 'La séance est close.' : `La séance est close. ${pluriel(nes.length, 'acte est né', 'actes sont nés')} : il reste à les signer, puis à les transmettre.`, journal: journalDe(seance, { actes: nes.length }), jobs: [{ nom: SCELLER, donnees: { seanceId: seance.id }, cle: seance.id }] }
  },
})

/** Photographs or PDF that prove a posting, and bytes each. */
const PREUVES = { nombre: 4, octets: 20 * 1_048_576 }

/** The decisions are posted: from which day, what proves it. The acts born of the session are published that day. */
export const afficherDecisions = action({
  ...surSeance,
  nom: 'legalite.afficher-decisions',
  path: '/legalite/seances/:id/affichage',
  titre: 'Noter l’affichage des décisions',
  page: detail,
  fichiers: PREUVES,
  input: z.looseObject({ preuve: texteSaisi(300) }),
  run: async (e) => {
    const { tx, maintenant } = e
    const seance = await prendreSeance(e, 'afficher')
    const fautes: Fautes = {}
    const le = lireUnJour(e.input, 'afficheLe', maintenant, 'Écrivez le jour de l’affichage', fautes)
    if (le && le > jourLocal(maintenant)) fautes.afficheLe = 'Ce jour n’est pas encore venu : notez l’affichage quand il est fait'
    if (le && le < jourDe(seance)) fautes.afficheLe = 'Les décisions ne s’affichent pas avant la séance : vérifiez ce jour'
    if (e.input.preuve === '') fautes.preuve = 'Écrivez où c’est affiché, et qui le certifie'
    exigerSansFaute(fautes)
    for (const f of e.fichiers) await insertReference(tx, { sha256: f.sha256, type: f.type, taille: f.taille, nom: f.nom, objet: `seance:${seance.id}`, champ: 'affichage', deposePar: cleActeur(e.acteur), maintenant })
    await updateSeance(tx, seance.id, { afficheLe: le!, affichePreuve: e.input.preuve })
    const natures = (await getCourant(tx, 'natures', jourDe(seance))).corps
    const nes = (await listNes(tx, seance.id)).filter((n) => findNature(natures, n.nature)?.publication === 'affichage')
    const regles = await reglesDe(tx, seance)
    for (const n of nes) {
      const siennes: Regles = n.referentiels.regles ? (await getVersion<'regles'>(tx, n.referentiels.regles)).corps : regles
      await updateActe(tx, n.id, { publieLe: le!, publicationMode: 'affichage', publicationPreuve: e.input.preuve, executoireLe: executoireDe({ recuLe: n.recuLe, closLe: n.closLe, publieLe: le! }, siennes) }, maintenant)
    }
    await raconter(e, seance, 'affiche', `${le!.split('-').toReversed().join('/')}, ${e.input.preuve}${seance.afficheLe ? ' (corrigé)' : ''}`)
    return { vers: `/legalite/seances/${seance.id}`, message: `L’affichage est noté${nes.length > 0 ? ` : ${pluriel(nes.length, 'acte publié', 'actes publiés')}` : ''}.`, journal: journalDe(seance, { actes: nes.length, fichiers: e.fichiers.length }) }
  },
})
