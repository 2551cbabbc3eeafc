import { z } from 'zod'
import { Refus, Saisie } from '../../../../lib/erreurs.ts'
import { dateSimple } from '../../../../lib/francais.ts'
import { jourLocal } from '../../../../kernel/calendrier/index.ts'
import { midi } from '../../../../kernel/calendrier/jour.ts'
import { lireJour } from '../../../../kernel/formulaires/jour.ts'
import { action } from '../../../../kernel/module.ts'
import { MOTS_GENRE } from '../forme/formes.ts'
import { jugerProjet } from '../juger.ts'
import { publier as page } from '../pages/publier.tsx'
import { auteurDe, exigerChanger, mayRegler, parProjet, PAYS, revisionLue, sujetProjet, versListe } from '../porte.ts'
import { deleteProjet, lockProjet } from '../projet.queries.ts'
import { insertVersion } from '../referentiel.queries.ts'
import type { Version } from '../referentiel.queries.ts'
import { exigerRevision } from '../revision.ts'

/** Why a version may not begin on that day; nothing when it may. Only the very first may begin in the past: nothing ran before it. */
export function fauteJour(du: string, aujourdhui: string, derniere: Pick<Version, 'du' | 'version'> | undefined): string | undefined {
  if (!derniere) return undefined
  if (du < aujourdhui) return 'Ce jour est passé : une règle ne vaut pas pour ce qui est déjà arrivé'
  return du < derniere.du ? `La version ${derniere.version} s’applique dès le ${dateSimple(midi(derniere.du))} : choisissez ce jour, ou un jour d’après` : undefined
}

/** Publishes a draft as the next version of its list. It is final: a version never changes. */
export const publierListe = action({
  nom: 'legalite.publier-liste',
  path: '/legalite/regles/projet/:genre/:territoire/publier',
  may: mayRegler,
  titre: 'Publier une liste du contrôle',
  params: parProjet,
  sujet: sujetProjet,
  page,
  secondFacteur: true,
  definitif: true,
  input: z.looseObject({ _revision: revisionLue, note: z.string().trim().min(3, 'Dites pourquoi cette liste change').max(500, 'Dites-le en 500 signes au plus') }),
  run: async (e) => {
    const { tx, params, input, maintenant } = e
    exigerChanger(e, params.territoire)
    const projet = await lockProjet(tx, params)
    exigerRevision(projet, input._revision)
    const { cadre, fautes, changements, confirmees } = await jugerProjet({ ...e, db: tx }, projet)
    if (fautes.length > 0) throw new Refus(fautes.join(' ; '))
    if (changements.length === 0) throw new Refus('Rien n’a changé depuis la dernière version : il n’y a rien à publier')
    const lu = lireJour(input, 'du', maintenant)
    if ('erreurs' in lu) throw new Saisie(lu.erreurs)
    const faute = fauteJour(lu.jour, jourLocal(maintenant), cadre.derniere)
    if (faute) throw new Saisie({ du: faute })
    const { par, parNom } = auteurDe(e.acteur, params.territoire, maintenant)
    const version = await insertVersion(tx, { ...params, du: lu.jour, corps: projet.corps, note: input.note, par, parNom, maintenant })
    if (!version) throw new Refus('Rien n’a changé depuis la dernière version : il n’y a rien à publier')
    await deleteProjet(tx, params)
    return {
      vers: versListe(params),
      message: `${MOTS_GENRE[params.genre].titre} : la version ${version.version} est publiée. Elle s’applique dès le ${dateSimple(midi(lu.jour))}.`,
      journal: { objet: `referentiel:${params.genre}`, territoire: params.territoire === PAYS ? null : params.territoire, detail: { version: version.version, du: lu.jour, confirmees: confirmees.length } },
    }
  },
})
