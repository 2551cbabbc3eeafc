import { CaseSeule, Cases, Choix, DateChamp, Groupe, Montant, Selection, Texte, valeursDe, ZoneTexte } from '../../../../ui/index.ts'
import type { Option, Vue } from '../../../../ui/index.ts'
import { boitesDe } from './boites.ts'
import { UNITES } from './champ.ts'
import type { Champ, Element } from './champ.ts'
import type { Cible } from '../schemas.ts'

type Props<G extends Champ['genre']> = { vue: Vue; champ: Extract<Champ, { genre: G }>; e: Element }

/** Boxes in closed groups: a long list opens where something is ticked. All send one name. */
function CasesParGroupe({ vue, nom, libelle, options, valeurs }: { vue: Vue; nom: string; libelle: string; options: readonly Option[]; valeurs: readonly string[] }) {
  const coches = valeursDe(vue, nom, valeurs)
  if (options.length === 0) return null
  return (
    <Groupe vue={vue} nom={nom} libelle={libelle} facultatif aide="Rien de coché : toutes." focusable>
      {[...Map.groupBy(options, (o) => o.groupe ?? '')].map(([groupe, siennes]) => {
        const n = siennes.filter((o) => coches.includes(o.valeur)).length
        return (
          <details key={groupe} open={n > 0}>
            <summary>
              {groupe}
              {n > 0 ? ` (${n})` : ''}
            </summary>
            <div class="choix">
              {siennes.map((o) => (
                <label key={o.valeur}>
                  <input type="checkbox" name={nom} value={o.valeur} checked={coches.includes(o.valeur)} /> <span>{o.libelle}</span>
                </label>
              ))}
            </div>
          </details>
        )
      })}
    </Groupe>
  )
}

function ChampCible({ vue, champ, e }: Props<'cible'>) {
  const { nom } = champ
  const c = (e[nom] ?? {}) as Cible
  return (
    <Groupe vue={vue} nom={nom} libelle={champ.libelle} aide="Un acte est visé quand il remplit tout ce que vous dites ici. Ne dites rien : tous le sont." sansParties focusable classe="pile-s">
      <Cases vue={vue} nom={`${nom}.natures`} libelle="Natures" facultatif options={champ.natures} valeurs={c.natures ?? []} />
      <CasesParGroupe vue={vue} nom={`${nom}.matieres`} libelle="Matières" options={champ.matieres} valeurs={c.matieres ?? []} />
      <CasesParGroupe vue={vue} nom={`${nom}.communes`} libelle="Communes" options={champ.communes} valeurs={c.communes ?? []} />
      <Montant vue={vue} nom={`${nom}.montant`} libelle="À partir de ce montant" facultatif valeur={c.montant ?? null} />
      <Choix vue={vue} nom={`${nom}.tard`} libelle="Transmission" forme="ligne" options={[{ valeur: '', libelle: 'Toutes' }, { valeur: 'oui', libelle: 'Hors délai' }, { valeur: 'non', libelle: 'Dans le délai' }]} valeur={c.tard === undefined ? '' : c.tard ? 'oui' : 'non'} />
    </Groupe>
  )
}

function ChampAnnexes({ vue, champ, e }: Props<'annexes'>) {
  const boites = boitesDe(champ, e)
  const rangs = Object.keys(boites).filter((b) => b.endsWith('.libelle')).length
  return (
    <Groupe vue={vue} nom={champ.nom} libelle={champ.libelle} facultatif aide="Videz une ligne pour la retirer. Deux lignes libres vous attendent." sansParties focusable classe="pile-s">
      {Array.from({ length: rangs }, (_, n) => (
        <div key={n} class="pile-s">
          <input type="hidden" name={`${champ.nom}.${n}.code`} value={String(boites[`${champ.nom}.${n}.code`])} />
          <Texte vue={vue} nom={`${champ.nom}.${n}.libelle`} libelle={`Annexe ${n + 1}`} facultatif max={120} valeur={String(boites[`${champ.nom}.${n}.libelle`])} />
          <CaseSeule vue={vue} nom={`${champ.nom}.${n}.obligatoire`} libelle={`Annexe ${n + 1}, obligation`} phrase="Obligatoire : sans elle, l’acte n’est pas reçu" coche={boites[`${champ.nom}.${n}.obligatoire`]?.length === 1} />
        </div>
      ))}
    </Groupe>
  )
}

function ChampDuree({ vue, champ, e }: Props<'duree'>) {
  return (
    <>
      <Texte vue={vue} nom="valeur" libelle={champ.libelle} inputmode="numeric" largeur={4} valeur={e['valeur'] as number} />
      <Choix vue={vue} nom="unite" libelle="Unité" forme="deux" options={UNITES} valeur={(e['unite'] as string | undefined) ?? 'jours'} />
    </>
  )
}

function ChampTexte({ vue, champ, e }: Props<'texte'>) {
  const commun = { vue, nom: champ.nom, libelle: champ.libelle, ...(champ.aide ? { aide: champ.aide } : {}), ...(champ.facultatif ? { facultatif: true } : {}), valeur: (e[champ.nom] as string | undefined) ?? null }
  return champ.lignes ? <ZoneTexte {...commun} lignes={champ.lignes} max={champ.max} /> : <Texte {...commun} max={champ.max} {...(champ.court ? { largeur: 4, code: true } : {})} />
}

function ChampNombre({ vue, champ, e }: Props<'nombre'>) {
  const boite = String(boitesDe(champ, e)[champ.nom])
  const commun = { vue, nom: champ.nom, libelle: champ.unite ? `${champ.libelle} (${champ.unite})` : champ.libelle, ...(champ.aide ? { aide: champ.aide } : {}), ...(champ.facultatif ? { facultatif: true } : {}), valeur: boite }
  return champ.montant ? <Montant {...commun} /> : <Texte {...commun} inputmode="numeric" largeur={4} />
}

function Un({ vue, champ, e }: { vue: Vue; champ: Champ; e: Element }) {
  const v = e[champ.nom]
  const commun = { vue, nom: champ.nom, libelle: champ.libelle, ...(champ.aide ? { aide: champ.aide } : {}) }
  switch (champ.genre) {
    case 'texte':
      return <ChampTexte vue={vue} champ={champ} e={e} />
    case 'nombre':
      return <ChampNombre vue={vue} champ={champ} e={e} />
    case 'oui':
      return <Choix {...commun} options={[{ valeur: 'oui', libelle: champ.oui }, { valeur: 'non', libelle: champ.non }]} valeur={v === true ? 'oui' : v === false ? 'non' : ''} />
    case 'choix': {
      const choisie = v === undefined ? (champ.defaut ?? '') : String(v)
      return champ.options.length > 5 ? <Selection {...commun} {...(champ.facultatif ? { facultatif: true, vide: 'Non : une personne regarde' } : { vide: false as const })} options={champ.options} valeur={choisie} /> : <Choix {...commun} options={champ.options} valeur={choisie} />
    }
    case 'cases':
      return <Cases {...commun} options={champ.options} valeurs={Array.isArray(v) ? v.map(String) : []} />
    case 'jour':
      return <DateChamp {...commun} {...(champ.facultatif ? { facultatif: true } : {})} valeur={(v as string | undefined) ?? null} />
    case 'duree':
      return <ChampDuree vue={vue} champ={champ} e={e} />
    case 'cible':
      return <ChampCible vue={vue} champ={champ} e={e} />
    case 'annexes':
      return <ChampAnnexes vue={vue} champ={champ} e={e} />
  }
}

/** The fields of a part, filled with what it holds. */
export const Champs = ({ vue, champs, e }: { vue: Vue; champs: readonly Champ[]; e: Element }) => (
  <>
    {champs.map((champ) => (
      <Un key={champ.nom} vue={vue} champ={champ} e={e} />
    ))}
  </>
)
