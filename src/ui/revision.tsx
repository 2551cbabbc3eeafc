/** Two people on one form: what was saved meanwhile beside what was typed, so that neither vanishes without a word. */
import { empreinteCourte } from '../lib/empreinte.ts'
import { Refus } from '../lib/erreurs.ts'
import { saisi, valeursDe } from './champ.tsx'
import { Avis } from './etats.tsx'
import { Tableau } from './tableau.tsx'
import { vueAvec, type Vue } from './vue.ts'

type Boites = Readonly<Record<string, string | readonly string[]>>
/** A question of a form over something saved: its words, its boxes as they are filled with what is saved (an array for a list of boxes to tick), and how to say them. */
export type ChampSuivi = { libelle: string; boites: Boites; dire?: (lues: Boites) => string }
/** A question whose answer differs. `repris`: the person did not touch it, so the form now holds what is saved. */
type Ecart = { libelle: string; enregistre: string; saisi: string; repris: boolean }
/** What a form is shown with: the view whose fields to fill, the hidden field's value, and the differences when somebody else saved first. */
export type Versions = { vue: Vue; revision: string; ecarts: readonly Ecart[] | undefined }

/** The name of the hidden field. It is kept with what was typed when a session ends: the form comes back knowing what it was made from. */
const NOM_REVISION = '_revision'

/**
 * The hidden field of a form. With `vue`, for a page that does not compare: what was typed on an older state stays made from it (a fault
 * to correct, a session that ended) until the refusal has been said.
 */
export function Revision({ valeur, vue }: { valeur: string; vue?: Vue }) {
  const lue = vue?.saisie[NOM_REVISION]
  return <input type="hidden" name={NOM_REVISION} value={typeof lue === 'string' && vue?.erreurs[''] === undefined ? lue : valeur} />
}

// A browser sends « \r\n » from a text area.
const net = (boite: string | readonly string[]): string => (typeof boite === 'string' ? boite.replace(/\r\n?/g, '\n').trim() : boite.toSorted().join('\n'))
const texte = (boites: Boites): string => JSON.stringify(Object.values(boites).map(net))
const empreinte = (boites: Boites): string => empreinteCourte(texte(boites))

/** A question of one box, filled with what is saved. */
export const suivre = (libelle: string, nom: string, valeur: string | number | null, dire?: (texte: string) => string): ChampSuivi => ({ libelle, boites: { [nom]: String(valeur ?? '') }, ...(dire ? { dire: (lues) => dire(String(lues[nom])) } : {}) })

/** A day (YYYY-MM-DD), in the three boxes of its field; `annee` is what an empty one offers. */
export function suivreJour(libelle: string, nom: string, jour: string | null, annee = ''): ChampSuivi {
  const [a = annee, m = '', j = ''] = jour?.split('-') ?? []
  const dire = (lues: Boites) => (lues[`${nom}.jour`] === '' && lues[`${nom}.mois`] === '' ? '' : [lues[`${nom}.jour`], lues[`${nom}.mois`], lues[`${nom}.annee`]].join('/'))
  return { libelle, boites: { [`${nom}.jour`]: j, [`${nom}.mois`]: m, [`${nom}.annee`]: a }, dire }
}

/** One short hash a question: which of them changed is known from the form alone. */
export const revisionDe = (champs: readonly ChampSuivi[]): string => champs.map((c) => empreinte(c.boites)).join('.')

/**
 * Refuses to write over what somebody else saved meanwhile: the form was made from `vue`, what is saved is now at `revision`; `dire` says
 * what changed, by whom. A form without the field (a program) is not held to it. Throws `Refus`: the corridor shows the page of the form
 * again, which compares through `comparerVersions`.
 */
export async function exigerVersion(vue: string | undefined, revision: string, dire: () => string | Promise<string>): Promise<void> {
  if (vue !== undefined && vue !== '' && vue !== revision) throw new Refus(await dire())
}

/** What was typed in the boxes of a question. */
const lireBoites = (vue: Vue, boites: Boites): Boites =>
  Object.fromEntries(Object.entries(boites).map(([nom, b]) => [nom, typeof b === 'string' ? String(saisi(vue, nom) ?? '') : valeursDe(vue, nom)]))

const direBoites = (lues: Boites): string => Object.values(lues).flatMap((b) => b).filter((b) => b.trim() !== '').join(', ')

/**
 * Compares what was typed on an older state with what is saved now. A question that the person did not touch takes what somebody else
 * saved; what was typed stays. The form then says that it was made from what is saved now: sending it again writes it.
 */
export function comparerVersions(vue: Vue, champs: readonly ChampSuivi[]): Versions {
  const revision = revisionDe(champs)
  const lue = vue.saisie[NOM_REVISION]
  if (typeof lue !== 'string' || lue === '' || lue === revision) return { vue, revision, ecarts: undefined }
  const avant = lue.split('.')
  const compares = champs.map((champ, rang) => {
    const tape = lireBoites(vue, champ.boites)
    const repris = empreinte(tape) === avant[rang] && empreinte(champ.boites) !== avant[rang]
    return { champ, tape, repris, differe: texte(tape) !== texte(champ.boites) }
  })
  const reprises = Object.assign({}, ...compares.filter((c) => c.repris).map((c) => c.champ.boites)) as Record<string, unknown>
  const ecarts = compares.filter((c) => c.differe).map(({ champ: { libelle, boites, dire = direBoites }, tape, repris }) => ({ libelle, enregistre: dire(boites), saisi: dire(tape), repris }))
  return { vue: vueAvec(vue, { saisie: { ...vue.saisie, ...reprises } }), revision, ecarts }
}

/** Both versions side by side, question by question; nothing when nobody else saved. */
export function DeuxVersions({ versions: { vue, ecarts } }: { versions: Versions }) {
  if (!ecarts) return null
  if (ecarts.length === 0) return <Avis ton="ok" titre="Vous aviez écrit la même chose" niveau={2} />
  return (
    <section class="pile-s" aria-labelledby="deux-versions">
      <h2 id="deux-versions">Les deux versions</h2>
      <p class="petit">Le formulaire ci-dessous garde ce que vous avez écrit, et reprend le reste de ce qui est enregistré. Corrigez-le s’il le faut, puis enregistrez.</p>
      <Tableau
        vue={vue}
        legende="Ce qui est enregistré et ce que vous avez écrit"
        lignes={ecarts}
        cle={(e) => e.libelle}
        colonnes={[
          { titre: 'Question', entete: true, cellule: (e) => e.libelle },
          { titre: 'Enregistré maintenant', cellule: (e) => e.enregistre || 'Rien' },
          { titre: 'Vous avez écrit', cellule: (e) => (e.repris ? <span class="discret">Vous n’y avez pas touché{e.saisi ? ` : c’était « ${e.saisi} »` : ''}. Repris de ce qui est enregistré</span> : e.saisi || 'Rien') },
        ]}
        vide={null}
      />
    </section>
  )
}
