import { z } from 'zod'
import { Refus, Saisie } from '../../../../lib/erreurs.ts'
import { pluriel, sansAccents } from '../../../../lib/francais.ts'
import { uuidv7 } from '../../../../lib/uuid.ts'
import { jourLocal } from '../../../../kernel/calendrier/index.ts'
import type { Tx } from '../../../../kernel/db/index.ts'
import { action } from '../../../../kernel/module.ts'
import { exigerVersion, revisionDe } from '../../../../ui/index.ts'
import { siege } from '../membre.ts'
import type { Membre } from '../membre.ts'
import { insertMembres, listMembres, lockMembre, updateFinMandat, updateMembre } from '../membre.queries.ts'
import { conseil, fiche, nouveau } from '../pages/conseil.tsx'
import { communeChoisie, mayTenir, parId, sujetMembre } from '../porte.ts'
import { suivreMembre } from '../revision.ts'
import { exigerSansFaute, lireUnJour, texteSaisi } from '../saisie.ts'
import type { Fautes } from '../saisie.ts'
import { lireLignes, lireMembre, MEMBRES_AU_PLUS, saisieMembre } from '../saisie-membre.ts'
import type { Portee } from '../../../../kernel/identite/portee.ts'

const journalMembre = ({ id, commune }: Pick<Membre, 'id' | 'commune'>) => ({ objet: `membre:${id}`, territoire: commune })

/** Who sits at the same time as this member: one mayor, and nobody twice. */
async function exigerSeul(tx: Tx, m: Omit<Membre, 'id' | 'au'> & { id?: string }, portee: Portee): Promise<void> {
  const autres = (await listMembres(tx, m.commune, portee)).filter((a) => a.id !== m.id && (a.au === null || a.au >= m.du))
  const fautes: Fautes = {}
  if (autres.length >= MEMBRES_AU_PLUS) throw new Refus(`Un conseil a ${MEMBRES_AU_PLUS} membres au plus : finissez d’abord les mandats qui le sont`)
  if (autres.some((a) => sansAccents(a.nom) === sansAccents(m.nom))) fautes.nom = `${m.nom} siège déjà dans ce conseil`
  const maire = m.qualite === 'maire' ? autres.find((a) => a.qualite === 'maire') : undefined
  if (maire) fautes.qualite = `${maire.nom} est déjà maire : finissez d’abord son mandat, ou changez sa qualité`
  exigerSansFaute(fautes)
}

/** Adds a member to a council. */
export const inscrireMembre = action({
  nom: 'legalite.inscrire-membre',
  path: '/legalite/conseil/nouveau',
  may: mayTenir,
  titre: 'Inscrire un membre du conseil',
  page: nouveau,
  input: saisieMembre,
  run: async (e) => {
    const commune = communeChoisie(e, e.input.commune)
    const membre = { id: uuidv7(e.maintenant.getTime()), commune, au: null, ...lireMembre(e.input, e.maintenant) }
    await exigerSeul(e.tx, { ...membre, id: membre.id }, e.portee)
    await insertMembres(e.tx, [membre])
    return { vers: `/legalite/conseil?commune=${commune}`, message: `${membre.nom} est au tableau du conseil.`, journal: journalMembre(membre) }
  },
})

/** Adds several at once, from lines pasted from a table. Whoever already sits is left as he is. */
export const importerMembres = action({
  nom: 'legalite.importer-membres',
  path: '/legalite/conseil',
  may: mayTenir,
  titre: 'Inscrire plusieurs membres',
  page: conseil,
  input: z.looseObject({ commune: texteSaisi(4), lignes: texteSaisi(40_000) }),
  run: async (e) => {
    const commune = communeChoisie(e, e.input.commune)
    const presents = (await listMembres(e.tx, commune, e.portee)).filter((m) => siege(m, jourLocal(e.maintenant)) || m.au === null)
    const fautes: Fautes = {}
    const du = lireUnJour(e.input, 'du', e.maintenant, 'Écrivez le premier jour de leur mandat', fautes)
    const lues = e.input.lignes === '' ? [] : lireLignes(e.input.lignes, Math.max(0, ...presents.map((m) => m.rang)) + 1)
    if (lues.length === 0) fautes.lignes = 'Collez une ligne par membre : nom, qualité, téléphone, adresse électronique'
    const connus = new Set(presents.map((m) => sansAccents(m.nom)))
    const neufs = lues.filter((m) => !connus.has(sansAccents(m.nom)) && connus.add(sansAccents(m.nom)))
    if ([...presents, ...neufs].filter((m) => m.qualite === 'maire').length > 1) fautes.lignes = 'Un conseil a un seul maire : corrigez la qualité des autres'
    if (presents.length + neufs.length > MEMBRES_AU_PLUS) fautes.lignes = `Un conseil a ${MEMBRES_AU_PLUS} membres au plus`
    exigerSansFaute(fautes)
    await insertMembres(e.tx, neufs.map((m) => ({ ...m, id: uuidv7(e.maintenant.getTime()), commune, du: du!, au: null })))
    const deja = lues.length - neufs.length
    return { vers: `/legalite/conseil?commune=${commune}`, message: `${pluriel(neufs.length, 'membre ajouté', 'membres ajoutés')}${deja > 0 ? `, ${deja} y ${deja > 1 ? 'étaient' : 'était'} déjà` : ''}.`, journal: { objet: `conseil:${commune}`, territoire: commune, detail: { membres: neufs.length } } }
  },
})

/** Corrects what was typed of a member; a mandate that is over is history. */
export const corrigerMembre = action({
  nom: 'legalite.corriger-membre',
  path: '/legalite/conseil/:id',
  may: mayTenir,
  titre: 'Corriger un membre du conseil',
  params: parId,
  sujet: sujetMembre,
  page: fiche,
  input: saisieMembre,
  run: async (e) => {
    const membre = await lockMembre(e.tx, e.params.id, e.portee)
    if (membre.au !== null && membre.au < jourLocal(e.maintenant)) throw new Refus('Ce mandat est fini : il ne se corrige plus')
    await exigerVersion(e.input._revision, revisionDe(suivreMembre(membre)), () => 'Quelqu’un a corrigé ce membre pendant que vous écriviez. Comparez les deux versions, puis enregistrez de nouveau')
    const lu = lireMembre(e.input, e.maintenant)
    if (membre.au !== null && lu.du > membre.au) throw new Saisie({ du: 'Le mandat commence avant de finir : vérifiez ce jour' })
    await exigerSeul(e.tx, { ...lu, commune: membre.commune, id: membre.id }, e.portee)
    await updateMembre(e.tx, membre.id, lu)
    return { vers: `/legalite/conseil?commune=${membre.commune}`, message: 'La correction est enregistrée.', journal: journalMembre(membre) }
  },
})

/** Ends a mandate. The member stays in the sessions where he sat. */
export const finirMandat = action({
  nom: 'legalite.finir-mandat',
  path: '/legalite/conseil/:id/finir',
  may: mayTenir,
  titre: 'Finir un mandat',
  params: parId,
  sujet: sujetMembre,
  page: fiche,
  input: z.looseObject({}),
  run: async (e) => {
    const membre = await lockMembre(e.tx, e.params.id, e.portee)
    if (membre.au !== null) throw new Refus('La fin de ce mandat est déjà notée')
    const fautes: Fautes = {}
    const au = lireUnJour(e.input, 'au', e.maintenant, 'Écrivez le dernier jour du mandat', fautes)
    if (au && au < membre.du) fautes.au = 'Le mandat finit après avoir commencé : vérifiez ce jour'
    exigerSansFaute(fautes)
    await updateFinMandat(e.tx, membre.id, au!)
    return { vers: `/legalite/conseil?commune=${membre.commune}`, message: `Le mandat de ${membre.nom} est fini. Il reste dans les séances où il a siégé.`, journal: journalMembre(membre) }
  },
})
