/** A step of a form on a page: its visible fields with their values, errors and conditions. Works without a script. */
import { Fragment } from 'preact'
import { RepeteBloc } from '../../ui/fichier.tsx'
import { vueAvec } from '../../ui/vue.ts'
import type { Vue } from '../../ui/vue.ts'
import { afficher, connuAvant } from './affichage.ts'
import type { Affiche, Connu } from './affichage.ts'
import { lireTextes } from './brut.ts'
import type { Brut } from './brut.ts'
import type { DossierConnu, Lieux } from './contexte.ts'
import type { Bloc, Champ, Definition, Etape, TypeChamp } from './definition.ts'
import { gestesBloc } from './geste.ts'
import { nombreDe } from './lire-saisie.ts'
import { minuscule } from './phrase.ts'
import { elementsDe, reponseDe } from './reponse.ts'
import type { FichierJoint, Reponse, Reponses } from './reponse.ts'
import { versSaisie } from './vers-saisie.ts'
import { epurer } from './visible.ts'
import { VueChamp } from './vue-champ.tsx'
import { Caches } from './vues/fichiers.tsx'

/** Where a kept file may be seen, a small picture of it, when it was received. */
export type LienFichier = { href?: string; apercu?: string; recuLe?: Date }
export type ChampsEtapeProps = {
  vue: Vue
  def: Definition
  etape: Etape
  /** All answers kept so far. */
  reponses: Reponses
  territoires: Lieux
  fichiers?: (f: FichierJoint) => LienFichier
  /** The person's files, that a field `dossier` proposes. */
  dossiers?: readonly DossierConnu[]
}

/** What every field of the page needs besides itself. `envoi`: something was sent, and shows again. */
export type Page = { vue: Vue; brut: Brut; envoi: boolean; territoires: Lieux; reponses: Reponses; lien: (f: FichierJoint) => LienFichier; dossiers: readonly DossierConnu[] }

/**
 * The fields of a step, to put inside a `Formulaire` (multipart when the step has files, with `parDefaut`). Values come
 * from `vue.saisie` when something was sent, else from the answers; the buttons « Ajouter », « Retirer » and « Chercher »
 * found in `vue.saisie` have their effect here. The script is asked for only where a field depends on another of the page.
 */
export function ChampsEtape({ vue, def, etape, reponses, territoires, fichiers, dossiers }: ChampsEtapeProps) {
  const { saisie: envoyee } = gestesBloc(etape, vue.saisie)
  const envoi = Object.keys(envoyee).length > 0
  const saisie = envoi ? envoyee : versSaisie(etape, reponses, territoires)
  const page: Page = { vue: vueAvec(vue, { saisie }), brut: new Map(Object.entries(saisie)), envoi, territoires, reponses: epurer(def, reponses), lien: fichiers ?? (() => ({})), dossiers: dossiers ?? [] }
  const { affiches, connu } = afficher(etape.champs, '', connuAvant(def, etape, reponses), reponses)
  return (
    <>
      <Suite affiches={affiches} prefixe="" page={page} connu={connu} reponses={reponses} />
      {scripts(affiches, connu).map((nom) => (
        <script key={nom} type="module" src={vue.actif(nom)} />
      ))}
    </>
  )
}

/** The script that makes a type easier, on the pages that hold it. */
const SCRIPTS: Partial<Record<TypeChamp, string>> = { choix_lie: 'formulaire.js', point: 'plan.js', zone: 'plan.js', signature: 'signature.js', certificat: 'certificat.js' }

/** The scripts of a page: that of conditions where a field is shown or hidden, and those of the types it holds. */
function scripts(affiches: readonly Affiche[], connu: Connu): string[] {
  const noms = affiches.flatMap(({ champ, vive }) => [vive === undefined ? undefined : 'formulaire.js', SCRIPTS[champ.type], ...(champ.type === 'bloc' ? scripts(afficher(champ.champs, '', connu, {}).affiches, connu) : [])])
  return [...new Set(noms.filter((nom) => nom !== undefined))]
}

function Suite({ affiches, prefixe, page, connu, reponses }: { affiches: readonly Affiche[]; prefixe: string; page: Page; connu: Connu; reponses: Readonly<Reponses> }) {
  return (
    <>
      {affiches.filter((a) => !a.plusTard).map((a) => {
        const champ = direSi(a)
        const nom = `${prefixe}${champ.code}`
        const reponse = reponseDe(reponses, champ.code)
        const contenu = champ.type === 'bloc' ? <VueBloc bloc={champ} nom={nom} page={page} connu={connu} reponse={reponse} /> : <VueChamp champ={champ} nom={nom} page={page} reponse={reponse} />
        return a.vive ? (
          <div key={nom} data-si={JSON.stringify(a.vive)}>
            {contenu}
          </div>
        ) : (
          <Fragment key={nom}>{contenu}</Fragment>
        )
      })}
    </>
  )
}

/** The same field, its condition said before its label: « Si oui, quel montant ? ». */
function direSi({ champ, si }: Affiche): Champ {
  if (!si) return champ
  if (champ.type === 'image') return { ...champ, legende: champ.legende ? `${si}, ${minuscule(champ.legende)}` : si }
  return champ.type === 'explication' ? { ...champ, texte: `${si}, ${minuscule(champ.texte)}` } : { ...champ, libelle: `${si}, ${minuscule(champ.libelle)}` }
}

/** A repeated block: as many elements as were sent, at least `min`; its number travels with the form. */
function VueBloc({ bloc, nom, page, connu, reponse }: { bloc: Bloc; nom: string; page: Page; connu: Connu; reponse: Reponse }) {
  const nombre = Math.max(nombreDe(bloc, nom, page.brut), bloc.requis ? bloc.min : 0)
  const elements = elementsDe(reponse)
  return (
    <>
      <input type="hidden" name={`${nom}.nombre`} value={nombre} />
      <Caches nom={`${nom}.retire`} valeurs={lireTextes(page.brut, `${nom}.retire`)} />
      <RepeteBloc vue={page.vue} nom={nom} libelle={bloc.libelle} aide={bloc.aide} facultatif={!bloc.requis} nombre={nombre} titre={(i) => `${bloc.element} ${i + 1}`} ajouter={bloc.ajouter} tableau={bloc.presentation === 'tableau'} min={bloc.requis ? bloc.min : 0} max={bloc.max}>
        {(i) => {
          const prefixe = `${nom}.${i}.`
          const dedans = elements[i] ?? {}
          return <Suite affiches={afficher(bloc.champs, prefixe, connu, dedans).affiches} prefixe={prefixe} page={page} connu={connu} reponses={dedans} />
        }}
      </RepeteBloc>
    </>
  )
}
