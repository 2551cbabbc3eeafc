import { Refus, Saisie } from '../../../../lib/erreurs.ts'
import { uuidv7 } from '../../../../lib/uuid.ts'
import { jourLocal } from '../../../../kernel/calendrier/index.ts'
import { cleActeur } from '../../../../kernel/identite/acteur.ts'
import { action, permission } from '../../../../kernel/module.ts'
import { exigerVersion, revisionDe } from '../../../../ui/index.ts'
import { communesDe, nomActeur } from '../../lecteur.ts'
import { exigerPassage } from '../acte.ts'
import { insertActe, listParNumeros, updateActe } from '../acte.queries.ts'
import { enVigueur } from '../contexte.ts'
import { insertEvenement } from '../evenement.queries.ts'
import { joindreFichiers, PAPIERS, preparerPapiers } from '../joindre.ts'
import { modifier as pageModifier, nouveau } from '../pages/nouveau.tsx'
import { journalDe, parId, prendreActe, sujetActe } from '../porte.ts'
import { lireBrouillon, saisieActe } from '../saisie.ts'
import { suivreActe } from '../revision.ts'

/** Begins an act, with its papers when they are at hand. */
export const preparer = action({
  nom: 'legalite.preparer',
  path: '/legalite/actes/nouveau',
  may: permission('legalite.rediger'),
  titre: 'Préparer un acte',
  page: nouveau,
  fichiers: PAPIERS,
  input: saisieActe,
  preparer: preparerPapiers,
  run: async (e) => {
    const { tx, maison, maintenant, input } = e
    const siennes = communesDe(e.portee, maison.territoires)
    const commune = siennes.length === 1 ? siennes[0]! : siennes.find((c) => c === input['commune'])
    if (!commune) throw new Saisie({ commune: 'Choisissez la commune' })
    const jour = jourLocal(maintenant)
    const v = await enVigueur(tx, maison, commune, jour)
    const brouillon = await lireBrouillon(tx, input, { commune, jour, maintenant, natures: v.natures, matieres: v.matieres })
    if (brouillon.numero && (await listParNumeros(tx, commune, [brouillon.numero])).length > 0) throw new Saisie({ numero: 'Ce numéro est déjà pris par un autre acte de votre commune' })
    const [id, par, parNom] = [uuidv7(maintenant.getTime()), cleActeur(e.acteur), nomActeur(e.acteur, commune)]
    await insertActe(tx, { ...brouillon, id, commune, etat: 'brouillon', regime: 'loi-2021-14', creePar: par, maintenant })
    await joindreFichiers(tx, id, e.prepare, { input, par, maintenant })
    await insertEvenement(tx, { acteId: id, genre: 'prepare', le: maintenant, par, parNom })
    return { vers: `/legalite/actes/${id}`, message: 'L’acte est enregistré. Il n’est pas encore transmis.', journal: journalDe({ id, commune }, { nature: brouillon.nature }) }
  },
})

/** Corrects an act that nobody has signed yet. */
export const modifier = action({
  nom: 'legalite.modifier',
  path: '/legalite/actes/:id/modifier',
  may: permission('legalite.rediger'),
  titre: 'Corriger un acte',
  params: parId,
  sujet: sujetActe,
  page: pageModifier,
  input: saisieActe,
  run: async (e) => {
    const { tx, maison, maintenant, input } = e
    const acte = await prendreActe(e, 'legalite.rediger')
    exigerPassage(acte, 'modifier')
    await exigerVersion(input._revision, revisionDe(suivreActe(acte)), async () => 'Un collègue a changé cet acte pendant que vous écriviez. Comparez les deux versions, puis enregistrez de nouveau')
    const jour = jourLocal(maintenant)
    const v = await enVigueur(tx, maison, acte.commune, jour)
    const { numero, mode: _, ...lu } = await lireBrouillon(tx, input, { commune: acte.commune, jour, maintenant, natures: v.natures, matieres: v.matieres })
    // A number given by the council's session is the session's: it does not change here.
    const change = acte.pointId ? {} : { numero }
    if (acte.pointId && lu.nature !== acte.nature) throw new Refus('Cet acte est né d’une séance du conseil : sa nature ne change pas')
    if (!acte.pointId && numero && numero !== acte.numero && (await listParNumeros(tx, acte.commune, [numero])).some((a) => a.id !== acte.id)) throw new Saisie({ numero: 'Ce numéro est déjà pris par un autre acte de votre commune' })
    await updateActe(tx, acte.id, { ...lu, ...change, ...(acte.pointId ? { dateActe: acte.dateActe } : {}) }, maintenant)
    await insertEvenement(tx, { acteId: acte.id, genre: 'modifie', le: maintenant, par: cleActeur(e.acteur), parNom: nomActeur(e.acteur, acte.commune) })
    return { vers: `/legalite/actes/${acte.id}`, message: 'L’acte est corrigé.', journal: journalDe(acte) }
  },
})
