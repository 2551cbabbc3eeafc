import { z } from 'zod'
import { Refus, Saisie } from '../../../lib/erreurs.ts'
import { uuidv7 } from '../../../lib/uuid.ts'
import { jourLocal } from '../../../kernel/calendrier/jour.ts'
import { lireJour } from '../../../kernel/formulaires/jour.ts'
import { cleActeur } from '../../../kernel/identite/acteur.ts'
import { action } from '../../../kernel/module.ts'
import { insertEvenements } from '../evenement.queries.ts'
import { uneLigne } from '../lire-parcelle.ts'
import { etatAvis, OBJETS } from '../opposition.ts'
import type { Objet, Opposition } from '../opposition.ts'
import { insertContestation, insertOpposition, lockOpposition, updateLevee, updateVerifie } from '../opposition.queries.ts'
import { avis, publierAvis as pagePublier, sujetAvis } from '../pages/avis.tsx'
import { lockParcelle } from '../parcelle.queries.ts'
import { exigerVivante, parId, publier, sujetParcelle, tenir } from '../porte.ts'

type Brut = Readonly<Record<string, unknown>>

/** Reads one line of text, or says what to write. */
function lireLigne(input: Brut, nom: string, max: number, absent: string | undefined, erreurs: Record<string, string>): string {
  const texte = uneLigne(typeof input[nom] === 'string' ? input[nom] : '')
  if (texte === '' && absent) erreurs[nom] = absent
  else if ([...texte].length > max) erreurs[nom] = `Écrivez ${max} signes au plus`
  return texte
}

function lireDate(input: Brut, nom: string, maintenant: Date, erreurs: Record<string, string>): string {
  const lu = lireJour(input, nom, maintenant)
  if ('jour' in lu) return lu.jour
  Object.assign(erreurs, lu.erreurs)
  return ''
}

/** Publishes a notice: the parcel, the object, the period and the place become public; no name does. */
export const publierAvis = action({
  nom: 'parcelles.publier-avis',
  path: '/parcelles/:id/avis',
  may: publier,
  titre: 'Publier un avis d’opposition',
  params: parId,
  sujet: sujetParcelle,
  page: pagePublier,
  input: z.looseObject({}),
  run: async ({ tx, params, input, acteur, maintenant }) => {
    const p = await lockParcelle(tx, params.id)
    exigerVivante(p)
    const erreurs: Record<string, string> = {}
    const objet = String(input.objet ?? '') as Objet
    if (!Object.hasOwn(OBJETS, objet)) erreurs.objet = 'Choisissez l’objet'
    const demandeur = lireLigne(input, 'demandeur', 200, 'Écrivez le nom de qui demande l’acte', erreurs)
    const motif = lireLigne(input, 'motif', 400, undefined, erreurs)
    const [du, au] = [lireDate(input, 'du', maintenant, erreurs), lireDate(input, 'au', maintenant, erreurs)]
    const source = lireLigne(input, 'source', 200, 'Écrivez le texte qui fixe la durée, avec son article', erreurs)
    const lieu = lireLigne(input, 'lieu', 200, 'Écrivez où s’opposer', erreurs)
    if (du && au && au < du) erreurs.au = 'Le dernier jour vient avant le premier'
    else if (au && au < jourLocal(maintenant)) erreurs.au = 'Cette période est déjà finie : personne ne pourrait s’opposer'
    if (Object.keys(erreurs).length > 0) throw new Saisie(erreurs)
    const id = uuidv7(maintenant.getTime())
    await insertOpposition(tx, { id, parcelleId: p.id, objet, demandeur, motif, lieu, du, au, source, publieLe: maintenant }, cleActeur(acteur))
    await insertEvenements(tx, [{ parcelleId: p.id, texte: OBJETS[objet] }], { genre: 'avis', acteur, maintenant })
    return { vers: `/parcelles/avis/${id}`, message: 'L’avis est publié.', journal: { objet: `parcelle:${p.id}`, territoire: p.territoire, detail: { objet, du, au } } }
  },
})

const surAvis = { params: z.object({ id: z.uuid() }), sujet: sujetAvis, page: avis, input: z.looseObject({}) }
const suite = (o: Opposition, territoire: string, message: string) => ({ vers: `/parcelles/avis/${o.id}`, message, journal: { objet: `parcelle:${o.parcelleId}`, territoire } })

/** Says that the period is the one its source fixes. */
export const confirmerAvis = action({
  ...surAvis,
  nom: 'parcelles.confirmer-avis',
  path: '/parcelles/avis/:id/confirmer',
  may: publier,
  titre: 'Confirmer la période d’un avis',
  run: async ({ tx, params, input, acteur, maintenant }) => {
    const o = await lockOpposition(tx, params.id)
    const erreurs: Record<string, string> = {}
    const source = lireLigne(input, 'source', 200, 'Écrivez le texte que vous avez lu, avec son article', erreurs)
    if (Object.keys(erreurs).length > 0) throw new Saisie(erreurs)
    if (o.verifie) throw new Refus('Cette période est déjà confirmée')
    const { territoire } = await lockParcelle(tx, o.parcelleId)
    await updateVerifie(tx, o.id, source)
    await insertEvenements(tx, [{ parcelleId: o.parcelleId, texte: source }], { genre: 'confirme', acteur, maintenant })
    return suite(o, territoire, 'La période est confirmée.')
  },
})

/** Ends a notice before its last day, with the reason. */
export const leverAvis = action({
  ...surAvis,
  nom: 'parcelles.lever-avis',
  path: '/parcelles/avis/:id/lever',
  may: publier,
  titre: 'Lever un avis d’opposition',
  run: async ({ tx, params, input, acteur, maintenant }) => {
    const o = await lockOpposition(tx, params.id)
    const erreurs: Record<string, string> = {}
    const motif = lireLigne(input, 'leveeMotif', 400, 'Écrivez pourquoi l’avis est levé', erreurs)
    if (Object.keys(erreurs).length > 0) throw new Saisie(erreurs)
    const jour = jourLocal(maintenant)
    const etat = etatAvis(o, jour)
    if (etat === 'levee' || etat === 'finie') throw new Refus(etat === 'levee' ? 'Cet avis est déjà levé' : 'Cet avis est arrivé à sa fin')
    const { territoire } = await lockParcelle(tx, o.parcelleId)
    await updateLevee(tx, o.id, jour, motif)
    await insertEvenements(tx, [{ parcelleId: o.parcelleId, texte: motif }], { genre: 'levee', acteur, maintenant })
    return suite(o, territoire, 'L’avis est levé.')
  },
})

/** Writes an opposition received at the office. One that came after the end is kept too, with its date: its worth is not ours to say. */
export const contester = action({
  ...surAvis,
  nom: 'parcelles.inscrire-opposition',
  path: '/parcelles/avis/:id/contester',
  may: tenir,
  titre: 'Inscrire une opposition reçue',
  run: async ({ tx, params, input, acteur, maintenant }) => {
    const o = await lockOpposition(tx, params.id)
    if (o.leveeLe) throw new Refus('Cet avis est levé : il ne reçoit plus d’opposition')
    const erreurs: Record<string, string> = {}
    const nom = lireLigne(input, 'nom', 200, 'Écrivez le nom de qui s’oppose', erreurs)
    const motif = lireLigne(input, 'motif', 400, 'Écrivez pourquoi', erreurs)
    const recueLe = lireDate(input, 'recueLe', maintenant, erreurs)
    if (recueLe > jourLocal(maintenant)) erreurs.recueLe = 'Cette date n’est pas encore arrivée'
    else if (recueLe && recueLe < o.du) erreurs.recueLe = 'L’avis n’était pas encore publié ce jour-là'
    if (Object.keys(erreurs).length > 0) throw new Saisie(erreurs)
    const { territoire } = await lockParcelle(tx, o.parcelleId)
    await insertContestation(tx, { id: uuidv7(maintenant.getTime()), oppositionId: o.id, nom, motif, recueLe }, cleActeur(acteur), maintenant)
    await insertEvenements(tx, [{ parcelleId: o.parcelleId, texte: `De ${nom}` }], { genre: 'contestee', acteur, maintenant })
    return suite(o, territoire, recueLe > o.au ? 'L’opposition est inscrite. Elle est arrivée après la fin de la période.' : 'L’opposition est inscrite.')
  },
})
