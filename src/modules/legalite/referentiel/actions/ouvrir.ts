import { z } from 'zod'
import { action } from '../../../../kernel/module.ts'
import { auteurDe, corpsDe, exigerChanger, lireCadre, mayRegler, parProjet, sujetProjet, versListe, versProjet } from '../porte.ts'
import { deleteProjet, insertProjet, lockProjet } from '../projet.queries.ts'
import { projet as page } from '../pages/projet.tsx'
import { exigerRevision } from '../revision.ts'
import { revisionLue } from '../porte.ts'

/** Begins to change a list, from its last version. */
export const ouvrirProjet = action({
  nom: 'legalite.ouvrir-projet',
  path: '/legalite/regles/projet/:genre/:territoire',
  may: mayRegler,
  titre: 'Modifier une liste du contrôle',
  params: parProjet,
  sujet: sujetProjet,
  horsJournal: true,
  input: z.looseObject({}),
  run: async (e) => {
    exigerChanger(e, e.params.territoire)
    const { derniere } = await lireCadre({ ...e, db: e.tx }, e.params.genre, e.params.territoire)
    await insertProjet(e.tx, { ...e.params, base: derniere?.version ?? null, corps: corpsDe(derniere) }, auteurDe(e.acteur, e.params.territoire, e.maintenant))
    return { vers: versProjet(e.params) }
  },
})

/** Gives a draft up: what is in force stays. */
export const abandonnerProjet = action({
  nom: 'legalite.abandonner-projet',
  path: '/legalite/regles/projet/:genre/:territoire/abandonner',
  may: mayRegler,
  titre: 'Abandonner le projet d’une liste du contrôle',
  params: parProjet,
  sujet: sujetProjet,
  page,
  horsJournal: true,
  input: z.looseObject({ _revision: revisionLue }),
  run: async (e) => {
    exigerChanger(e, e.params.territoire)
    exigerRevision(await lockProjet(e.tx, e.params), e.input._revision)
    await deleteProjet(e.tx, e.params)
    return { vers: versListe(e.params), message: 'Le projet est abandonné.' }
  },
})
