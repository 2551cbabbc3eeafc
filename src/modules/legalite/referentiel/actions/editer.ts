import { z } from 'zod'
import { Introuvable, Refus, Saisie } from '../../../../lib/erreurs.ts'
import { action } from '../../../../kernel/module.ts'
import type { Db } from '../../../../kernel/db/index.ts'
import { exigerVersion, revisionDe } from '../../../../ui/index.ts'
import { deplacer, ecrireListe, findPlace, lireListe, parentDe, poser } from '../corps.ts'
import type { Place } from '../corps.ts'
import { fauteSource } from '../fautes.ts'
import { codeDe } from '../forme/champ.ts'
import type { Element, ListeForme } from '../forme/champ.ts'
import { inconnusDe } from '../forme/lettre.ts'
import { lireChamps } from '../forme/lire.ts'
import { fauteCode, prochainCode } from '../matiere-neuve.ts'
import type { Sens } from '../matiere-neuve.ts'
import { ajouter as pageAjouter, parListe } from '../pages/ajouter.tsx'
import { colonneDe, element as pageElement } from '../pages/element.tsx'
import { auteurDe, corpsDe, exigerChanger, lireCadre, mayRegler, parPlace, revisionLue, sujetProjet, versProjet } from '../porte.ts'
import type { Cadre } from '../porte.ts'
import { lockProjet, updateProjet } from '../projet.queries.ts'
import { direMain, exigerRevision, suivrePlace, valeurDe } from '../revision.ts'
import { existePorte } from '../usage.queries.ts'

/** What cannot be said of a part, whatever its form allows: a confirmation without a source, a word that nothing fills. */
function fautesDeFond(cadre: Cadre, ou: string, lu: Element, publiee: Element | undefined): Record<string, string> {
  const deja = publiee?.['verifie'] === true && publiee['source'] === lu['source']
  const source = lu['verifie'] === true && !deja ? fauteSource(cadre.genre, cadre.forme, ou, String(lu['source'] ?? '')) : undefined
  const inconnus = cadre.genre === 'lettres' ? inconnusDe(String(lu['texte'] ?? '')) : []
  return { ...(source ? { source } : {}), ...(inconnus.length > 0 ? { texte: `Rien ne remplit ${inconnus.map((i) => `{${i}}`).join(', ')} : choisissez dans la liste au-dessus` } : {}) }
}

/** A code that acts bear keeps its meaning: another name is said to be the same thing, or is another code. */
async function exigerMemeSens(db: Db, cadre: Cadre, place: Place, lu: Element, promis: boolean): Promise<void> {
  const colonne = colonneDe(cadre.genre)
  if (!colonne || !place.code || promis || lu['libelle'] === place.valeur?.['libelle'] || !(await existePorte(db, colonne, place.code))) return
  throw new Saisie({ memeSens: 'Des actes portent ce nom. Dites que c’est la même chose, mieux dite ; sinon ajoutez un nouveau nom' })
}

/** Saves a part of a draft. */
export const enregistrerProjet = action({
  nom: 'legalite.enregistrer-projet',
  path: '/legalite/regles/projet/:genre/:territoire/:ou',
  may: mayRegler,
  titre: 'Changer une partie d’une liste du contrôle',
  params: parPlace,
  sujet: sujetProjet,
  page: pageElement,
  horsJournal: true,
  input: z.looseObject({ _revision: z.string().max(4000).optional(), _geste: z.string().max(20).default(''), memeSens: z.string().max(10).default('') }),
  run: async (e) => {
    const { tx, params, input, maintenant } = e
    exigerChanger(e, params.territoire)
    const projet = await lockProjet(tx, params)
    // Shown with what is typed, and nothing is saved.
    if (input._geste === 'apercu') return { vers: versProjet(params, `/${params.ou}`), reprise: { erreurs: {}, saisie: input } }
    const cadre = await lireCadre({ ...e, db: tx }, params.genre, params.territoire)
    const place = findPlace(cadre.forme, projet.corps, params.ou)
    if (!place) throw new Introuvable('Cette partie n’est plus dans le projet')
    await exigerVersion(input._revision, revisionDe(suivrePlace(place.champs, valeurDe(place), maintenant)), () => `${direMain(projet)}. Comparez les deux versions, puis enregistrez de nouveau`)
    const { lu, fautes } = lireChamps(place.champs, input, place.valeur ?? {}, maintenant)
    const absente = place.rubrique?.absente?.(lu) ?? false
    const toutes = absente ? {} : { ...fautesDeFond(cadre, params.ou, lu, findPlace(cadre.forme, corpsDe(cadre.derniere), params.ou)?.valeur), ...fautes }
    if (Object.keys(toutes).length > 0) throw new Saisie(toutes)
    await exigerMemeSens(tx, cadre, place, lu, input.memeSens === 'oui')
    await updateProjet(tx, params, poser(projet.corps, place, absente ? undefined : lu), auteurDe(e.acteur, params.territoire, maintenant))
    return { vers: versProjet(params), message: `« ${place.titre} » est enregistré dans le projet.` }
  },
})

/** What each code has meant, in the draft and in every published version. */
const sensDe = (cadre: Cadre, liste: ListeForme, corps: Element): Sens[] => [corps, ...cadre.versions.map(corpsDe)].flatMap((c) => lireListe(c, liste).map((e) => ({ code: String(e['code']), libelle: String(e['libelle'] ?? '') })))

/** The code of a new subject: what was asked for, or the next one. Throws `Saisie`. */
function codeMatiere(liste: ListeForme, corps: Element, sens: readonly Sens[], saisi: { parent: string; code: string }, libelle: string): string {
  const presents = lireListe(corps, liste)
  if (saisi.parent !== '' && !presents.some((e) => e['code'] === saisi.parent && saisi.parent.split('.').length < 3)) throw new Saisie({ parent: 'Choisissez la matière dans la liste' })
  const code = saisi.code === '' ? prochainCode(saisi.parent, sens) : saisi.code
  if (code === undefined) throw new Saisie({ parent: 'Cette matière a déjà 99 branches : choisissez-en une autre' })
  const faute = fauteCode(code, saisi.parent, libelle, presents, sens)
  if (faute) throw new Saisie({ code: faute })
  return code
}

/** A code made of the name, that never meant anything else. */
function codeLibre(sens: readonly Sens[], presents: readonly Element[], libelle: string): string {
  const souche = codeDe(libelle)
  const libre = (code: string) => !presents.some((e) => e['code'] === code) && !sens.some((s) => s.code === code && s.libelle !== libelle)
  for (let n = 1; ; n++) {
    const code = n === 1 ? souche : `${souche.slice(0, 26)}-${n}`
    if (libre(code)) return code
  }
}

/** Adds a part to a list of a draft. */
export const ajouterProjet = action({
  nom: 'legalite.ajouter-projet',
  path: '/legalite/regles/projet/:genre/:territoire/ajouter/:liste',
  may: mayRegler,
  titre: 'Ajouter à une liste du contrôle',
  params: parListe,
  sujet: sujetProjet,
  page: pageAjouter,
  horsJournal: true,
  input: z.looseObject({ parent: z.string().max(8).default(''), code: z.string().trim().max(8).default('') }),
  run: async (e) => {
    const { tx, params, input, maintenant } = e
    exigerChanger(e, params.territoire)
    const projet = await lockProjet(tx, params)
    const cadre = await lireCadre({ ...e, db: tx }, params.genre, params.territoire)
    const liste = cadre.forme.listes.find((l) => l.cle === params.liste && !l.fixe)
    if (!liste) throw new Introuvable()
    const { lu, fautes } = lireChamps(liste.champs, input, {}, maintenant)
    const toutes = { ...fautesDeFond(cadre, '', lu, undefined), ...fautes }
    if (Object.keys(toutes).length > 0) throw new Saisie(toutes)
    const presents = lireListe(projet.corps, liste)
    if (presents.length >= 500) throw new Refus('Cette liste a 500 lignes, c’est le plus qu’elle peut avoir : retirez-en d’abord')
    const sens = sensDe(cadre, liste, projet.corps)
    const code = liste.arbre ? codeMatiere(liste, projet.corps, sens, input, String(lu['libelle'])) : codeLibre(sens, presents, String(lu['libelle']))
    await updateProjet(tx, params, ecrireListe(projet.corps, liste, [...presents, { code, ...lu }]), auteurDe(e.acteur, params.territoire, maintenant))
    return { vers: versProjet(params), message: `« ${String(lu['libelle'])} » est dans le projet${liste.arbre ? `, sous le code ${code}` : ''}.` }
  },
})

/** Moves a part of a list of a draft, or takes it away. */
export const rangerProjet = action({
  nom: 'legalite.ranger-projet',
  path: '/legalite/regles/projet/:genre/:territoire/:ou/ranger',
  may: mayRegler,
  titre: 'Déplacer ou retirer une ligne d’une liste du contrôle',
  params: parPlace,
  sujet: sujetProjet,
  page: pageElement,
  horsJournal: true,
  input: z.looseObject({ _revision: revisionLue, geste: z.enum(['monter', 'descendre', 'retirer'], 'Choisissez : monter, descendre ou retirer') }),
  run: async (e) => {
    const { tx, params, input } = e
    exigerChanger(e, params.territoire)
    const projet = await lockProjet(tx, params)
    const cadre = await lireCadre({ ...e, db: tx }, params.genre, params.territoire)
    const place = findPlace(cadre.forme, projet.corps, params.ou)
    if (!place?.liste || !place.code || place.liste.fixe) throw new Introuvable('Cette partie n’est plus dans le projet')
    const retire = input.geste === 'retirer'
    if (retire) exigerRevision(projet, input._revision)
    if (retire && place.liste.arbre && lireListe(projet.corps, place.liste).some((x) => parentDe(String(x['code'])) === place.code)) throw new Refus('D’autres matières sont sous celle-ci : retirez-les d’abord')
    const corps = retire ? poser(projet.corps, place, undefined) : deplacer(projet.corps, place.liste, place.code, input.geste === 'monter' ? -1 : 1)
    await updateProjet(tx, params, corps, auteurDe(e.acteur, params.territoire, e.maintenant))
    return retire ? { vers: versProjet(params), message: `« ${place.titre} » est retiré du projet.` } : { vers: versProjet(params, `/${params.ou}`), message: 'La place a changé.' }
  },
})
