import type { Json } from '../../kernel/module.ts'
import { Bouton, CaseSeule, Cases, Choix, Groupe, Selection, Texte, ZoneTexte } from '../../ui/index.ts'
import type { Vue } from '../../ui/vue.ts'
import { estBrut } from './brut.ts'
import { direValeurDe, LIGNES, montrer } from './condition.ts'
import type { Lieux } from './condition.ts'
import { FormuleChamp } from './formule-vue.tsx'
import { direOptions } from './options.ts'
import { direValeur, mot } from './mots.ts'
import { COTES, direChoix, direCouples, direFormule, direYaml, SANS } from './saisie.ts'
import type { ChampNoeud, Noeud, OptionNoeud } from './schema.ts'
import { TableChamp } from './table-vue.tsx'

type Edite = { vue: Vue; noeud: Noeud; nom: string; valeur: Json | undefined; requis?: boolean; /** The clauses that a condition at this path may use. */ clauses: (chemin: string) => readonly OptionNoeud[]; /** Inside a group that may be left empty: so may its choices. */ libre?: boolean; /** Path in the definition, when it is not the name of the box. */ chemin?: string }

const mots = (options: readonly OptionNoeud[]) => options.map((o) => ({ ...o, libelle: o.libelle === o.valeur ? direValeur(o.valeur) : o.libelle }))
const texteDe = (valeur: Json | undefined) => (typeof valeur === 'string' || typeof valeur === 'number' ? String(valeur) : '')

/** The boxes of one node, filled with what the definition holds; after a refused sending, with what was typed. */
export function Editeur(props: Edite) {
  const { vue, noeud, nom, valeur } = props
  const { libelle, aide, vide } = mot(props.chemin ?? nom)
  const champ = { vue, nom, libelle, ...(aide ? { aide } : {}), facultatif: props.requis === false }
  switch (noeud.genre) {
    case 'objet':
      return <Objet {...props} noeud={noeud} />
    case 'liste':
      return <Liste {...props} noeud={noeud} />
    case 'condition':
      return <ConditionChamp {...props} lieux={noeud.lieux} />
    case 'oui_non':
      return <CaseSeule vue={vue} nom={nom} libelle={libelle} phrase={libelle} aide={aide} coche={valeur === undefined ? (noeud.defaut ?? false) : valeur === true} />
    case 'choix': {
      const options = mots(avecActuelles(noeud.options, [direChoix(valeur)]))
      if (noeud.defaut !== undefined) return <Choix {...champ} facultatif={false} options={options} valeur={direChoix(valeur) || noeud.defaut} />
      if (options.length > 6 || options.some((o) => o.groupe) || props.requis === false) return <Selection {...champ} options={options} valeur={direChoix(valeur)} vide={props.requis === false ? (vide ?? 'Aucun') : 'Choisissez…'} />
      return <Choix {...champ} options={props.libre ? [{ valeur: '', libelle: vide ?? 'Rien' }, ...options] : options} valeur={direChoix(valeur)} />
    }
    case 'choix_multiple': {
      const valeurs = Array.isArray(valeur) ? valeur.map(String) : []
      return <Cases {...champ} options={mots(avecActuelles(noeud.options, valeurs))} valeurs={valeurs} />
    }
    case 'lignes':
      return <ZoneTexte {...champ} lignes={4} valeur={Array.isArray(valeur) ? valeur.map(texteDe).join('\n') : texteDe(valeur)} />
    case 'formule':
      return <FormuleChamp vue={vue} nom={nom} libelle={libelle} aide={aide} valeur={direFormule(valeur)} operandes={noeud.operandes} entier={noeud.montant} />
    case 'options':
      return noeud.etages > 1 ? (
        <ZoneTexte {...champ} aide="Une par ligne. Celles qui dépendent d’une réponse sont dessous, après le signe > : Construire, puis à la ligne > Un mur. Pour changer un nom court : mur = Un mur" lignes={8} valeur={direOptions(valeur)} />
      ) : (
        <ZoneTexte {...champ} aide="Une par ligne. Pour changer son nom court : locataire = Je loue" lignes={5} valeur={direOptions(valeur)} />
      )
    case 'table':
      return <TableChamp vue={vue} nom={nom} libelle={libelle} valeur={valeur} />
    case 'boite':
      return (
        <Groupe {...champ} classe="panneau" sansParties>
          <div class="rang">
            {COTES.map((cote, i) => (
              <Texte key={cote} vue={vue} nom={`${nom}.${cote}`} libelle={mot(`boite.${cote}`).libelle} largeur={8} inputmode="decimal" valeur={texteDe(Array.isArray(valeur) ? valeur[i] : undefined).replace('.', ',')} />
            ))}
          </div>
        </Groupe>
      )
    case 'couples':
      return <ZoneTexte {...champ} lignes={3} valeur={direCouples(valeur)} />
    case 'yaml':
      return <ZoneTexte {...champ} lignes={4} valeur={direYaml(valeur)} />
    case 'nombre':
      return <Texte {...champ} facultatif={noeud.nul ?? champ.facultatif} largeur={8} inputmode={noeud.entier ? 'numeric' : 'decimal'} valeur={texteDe(valeur)} />
    case 'texte':
      return noeud.long ? <ZoneTexte {...champ} lignes={2} valeur={texteDe(valeur)} /> : <Texte {...champ} valeur={texteDe(valeur)} />
  }
}

/** The options, with what is chosen already and no longer among them: to be shown is the only way not to be lost. */
const avecActuelles = (options: readonly OptionNoeud[], valeurs: readonly string[]): OptionNoeud[] => [...options, ...valeurs.filter((v) => v !== '' && !options.some((o) => o.valeur === v)).map((valeur) => ({ valeur, libelle: `${valeur} (n’est plus proposé)` }))]

/** What is rarely changed is folded; what is asked, or already filled, is in sight. */
const RARES = new Set(['code', 'min', 'max', 'naissance', 'rectoVerso', 'element', 'sensible', 'prefill', 'apres', 'manque', 'si', 'lignes', 'largeur', 'forme', 'dans', 'repere', 'oui', 'non', 'camera', 'autocomplete', 'vers', 'cache', 'decimales', 'unite', 'groupe', 'dateEffet', 'lien', 'relance', 'reponse', 'paiement', 'paye', 'accord'])

function Objet(props: Edite & { noeud: Extract<Noeud, { genre: 'objet' }> }) {
  const { noeud, nom, chemin = nom } = props
  const brut = estBrut(props.valeur) ? props.valeur : {}
  const facultatif = nom !== '' && !/\.\d+$/.test(nom) && props.requis === false
  const usuel = ({ nom: cle, defaut }: ChampNoeud) => brut[cle] === undefined || JSON.stringify(brut[cle]) === JSON.stringify(defaut)
  const rare = (c: ChampNoeud) => (c.nom === 'code' ? brut.code !== undefined : RARES.has(c.nom) && !c.requis && usuel(c))
  const un = (c: ChampNoeud) => <Editeur key={c.nom} {...props} noeud={c.noeud} nom={nom === '' ? c.nom : `${nom}.${c.nom}`} chemin={chemin === '' ? c.nom : `${chemin}.${c.nom}`} valeur={brut[c.nom] ?? c.defaut} requis={c.requis} libre={props.libre === true || facultatif} />
  const dedans = (
    <>
      {noeud.champs.filter((c) => !rare(c)).map(un)}
      {noeud.champs.some(rare) ? (
        <details>
          <summary>Plus de réglages</summary>
          {noeud.champs.filter(rare).map(un)}
        </details>
      ) : null}
    </>
  )
  if (nom === '' || /\.\d+$/.test(nom)) return dedans
  const { libelle, aide } = mot(chemin)
  return (
    <Groupe vue={props.vue} nom={nom} libelle={libelle} aide={aide} facultatif={props.requis === false} classe="panneau" sansParties>
      {dedans}
      {facultatif && estBrut(props.valeur) ? <Retrait vue={props.vue} nom={nom} libelle={libelle} regle={noeud.champs.some((c) => c.nom === 'verifie')} /> : null}
    </Groupe>
  )
}

/** Empties a group that is not obligatory: a box, since a radio once chosen cannot be unticked. */
function Retrait({ vue, nom, libelle, regle }: { vue: Vue; nom: string; libelle: string; regle: boolean }) {
  const quoi = regle ? 'Retirer cette règle' : 'Retirer cette partie'
  return (
    <CaseSeule
      vue={vue}
      nom={`${nom}.${SANS}`}
      libelle={`${quoi} : ${libelle}`}
      phrase={
        <>
          {quoi}
          <span class="sr"> : {libelle}</span>
          <small> Ce qui est écrit dans ce cadre s’en va quand vous enregistrez.</small>
        </>
      }
    />
  )
}

/** A list of elements: each in its panel, with its place; and one more, empty, to be filled in. */
function Liste(props: Edite & { noeud: Extract<Noeud, { genre: 'liste' }> }) {
  const { vue, noeud, nom, chemin = nom } = props
  const elements = Array.isArray(props.valeur) ? props.valeur : []
  const { libelle, aide } = mot(chemin)
  return (
    <Groupe vue={vue} nom={nom} libelle={libelle} aide={aide} facultatif={props.requis === false} sansParties>
      {[...elements, undefined].map((element, rang) => (
        <fieldset key={rang} class="panneau" id={`${nom}.${rang}`}>
          <legend class="lab">{element === undefined ? 'En ajouter un' : `N° ${rang + 1}`}</legend>
          <Editeur {...props} noeud={noeud.element} nom={`${nom}.${rang}`} chemin={chemin} valeur={element} requis libre={props.libre === true || element === undefined} />
          <p class="rang">
            {element === undefined ? (
              <Bouton ton="second" taille="petit" nom="_geste" valeur="garder">
                Ajouter
              </Bouton>
            ) : (
              <>
                {rang > 0 ? (
                  <Bouton ton="lien" nom="_geste" valeur={`monter:${nom}.${rang}`}>
                    Monter<span class="sr"> le n° {rang + 1}</span>
                  </Bouton>
                ) : null}
                <Bouton ton="lien" nom="_geste" valeur={`retirer:${nom}.${rang}`}>
                  Retirer<span class="sr"> le n° {rang + 1}</span>
                </Bouton>
              </>
            )}
          </p>
        </fieldset>
      ))}
    </Groupe>
  )
}

function ConditionChamp({ vue, nom, chemin = nom, valeur, clauses: clausesPour, lieux }: Edite & { lieux: Lieux }) {
  const clauses = clausesPour(nom)
  const c = montrer(typeof valeur === 'string' ? valeur : undefined, clauses)
  const { libelle, aide, vide } = mot(chemin)
  const lignes = c.mode === 'clauses' ? c.lignes : []
  return (
    <Groupe vue={vue} nom={nom} libelle={libelle} aide={aide} classe="panneau" sansParties>
      <Choix
        vue={vue}
        nom={`${nom}.mode`}
        libelle="Condition"
        sansLegende
        valeur={c.mode}
        options={[
          { valeur: 'toujours', libelle: vide ?? 'Toujours' },
          { valeur: 'clauses', libelle: 'Selon d’autres réponses', aide: 'Choisissez-les ci-dessous' },
          { valeur: 'texte', libelle: 'Selon une formule', aide: 'Écrivez-la tout en bas' },
        ]}
      />
      <details open={c.mode !== 'toujours'}>
        <summary>De quoi dépend-elle ?</summary>
        {clauses.length === 0 ? <p class="discret">Aucune question ne vient avant : rien ne peut encore servir de condition.</p> : null}
        {Array.from({ length: Math.min(LIGNES, Math.max(2, lignes.length + 1)) }, (_, i) => (
          <div key={i} class="rang">
            <Selection vue={vue} nom={`${nom}.${i}.clause`} libelle={i === 0 ? 'La réponse' : 'et aussi'} options={clauses.map((c) => ({ ...c, libelle: `${c.groupe} : ${c.libelle}` }))} valeur={lignes[i]?.clause ?? ''} vide="Aucune" />
            <Texte vue={vue} nom={`${nom}.${i}.valeur`} libelle="Valeur, si on la demande" {...(i === 0 ? { aide: 'Un nombre, une date (31/12/2026), une heure (8 h 30) ou un lieu par son nom' } : {})} valeur={lignes[i] ? direValeurDe(lignes[i], lieux) : ''} largeur={14} />
          </div>
        ))}
        <Choix vue={vue} nom={`${nom}.joint`} libelle="Il faut" forme="ligne" valeur={c.mode === 'clauses' ? c.joint : 'et'} options={[{ valeur: 'et', libelle: 'toutes ces réponses' }, { valeur: 'ou', libelle: 'une seule suffit' }]} />
        <Texte vue={vue} nom={`${nom}.cel`} libelle="Formule" aide="En langage CEL, par exemple size(enfants) > 2 && mineur == true" valeur={typeof valeur === 'string' ? valeur : ''} code />
      </details>
    </Groupe>
  )
}
