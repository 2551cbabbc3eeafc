/** One field of a page, by type. Its value is in `page.vue.saisie`. */
import { Cases, CaseSeule, Choix, Lieu, OuiNon } from '../../ui/choix.tsx'
import { Groupe, valeurDe } from '../../ui/champ.tsx'
import { Montant, Selection, Telephone, Texte, ZoneTexte } from '../../ui/champs.tsx'
import { DateChamp, DatePrecision } from '../../ui/dates.tsx'
import { Recap } from '../../ui/etats.tsx'
import { vueAvec } from '../../ui/vue.ts'
import { ponctuer } from '../../lib/francais.ts'
import type { Champ, ChampDe } from './definition.ts'
import { estCompose } from './genres.ts'
import { chercherLieux, direNiveaux } from './lieu.ts'
import { PIECES } from './pieces.ts'
import { reponseDe } from './reponse.ts'
import type { Reponse } from './reponse.ts'
import { texteReponse } from './resumer.ts'
import type { Page } from './vue.tsx'
import { VueFichiers } from './vues/fichiers.tsx'
import { VueImage } from './vues/image.tsx'
import { vueDe } from './vues/index.ts'

export type Simple = Exclude<Champ, { type: 'bloc' }>
export type Props<T extends Simple['type'] = Simple['type']> = { champ: ChampDe<T>; nom: string; page: Page; reponse: Reponse }

/** Beyond this many, radios become a list to unroll. */
const BOUTONS_AU_PLUS = 7

/** A field and its label, help, error, value. Titles and explanations are text. */
export function VueChamp({ champ, nom, page, reponse }: Props) {
  const { vue } = page
  if (champ.type === 'titre') return <h2>{ponctuer(champ.libelle)}</h2>
  if (champ.type === 'explication') return <Explication texte={champ.texte} />
  if (champ.type === 'image') return <VueImage champ={champ} />
  if (champ.type === 'calcule') return <Calcule champ={champ} page={page} nom={nom} reponse={reponse} />
  if (estCompose(champ)) return vueDe({ champ, nom, page, reponse })
  const commun = { vue, nom, libelle: ponctuer(champ.libelle), aide: champ.aide && ponctuer(champ.aide), facultatif: !champ.requis }
  switch (champ.type) {
    case 'texte':
      return <Texte {...commun} largeur={champ.largeur} />
    case 'texte_long':
      return <ZoneTexte {...commun} lignes={champ.lignes} max={champ.max} />
    case 'nom':
      return <Texte {...commun} autocomplete={champ.autocomplete} />
    case 'nombre':
      return <Texte {...commun} libelle={champ.unite ? `${commun.libelle} (${champ.unite})` : commun.libelle} largeur={8} inputmode={champ.decimales > 0 ? 'decimal' : 'numeric'} autocomplete="off" />
    case 'montant':
      return <Montant {...commun} />
    case 'oui_non':
      return <OuiNon {...commun} oui={champ.oui} non={champ.non} />
    case 'choix':
      return champ.forme === 'liste' || (champ.forme === undefined && champ.options.length > BOUTONS_AU_PLUS) ? <Selection {...commun} options={champ.options} /> : <Choix {...commun} options={champ.options} />
    case 'choix_multiple':
      return <Cases {...commun} options={champ.options} />
    case 'date':
      return <DateChamp {...commun} naissance={champ.naissance} />
    case 'date_precision':
      return <DatePrecision {...commun} naissance={champ.naissance} vers={champ.vers ?? (champ.naissance ? undefined : 'Vers une année')} />
    case 'heure':
      return <Texte {...commun} aide={commun.aide ?? 'Par exemple 8 h 30'} largeur={8} autocomplete="off" />
    case 'courriel':
      return <Texte {...commun} type="email" />
    case 'telephone':
      return <Telephone {...commun} />
    case 'npi':
      return <Texte {...commun} aide={commun.aide ?? '10 chiffres, sur la carte d’identité biométrique'} largeur={14} inputmode="numeric" autocomplete="off" code />
    case 'consentement':
      return <CaseSeule {...commun} phrase={ponctuer(champ.phrase)} />
    case 'personne':
      return <Personne champ={champ} nom={nom} page={page} reponse={reponse} />
    case 'territoire':
    case 'adresse':
      return <VueLieu champ={champ} nom={nom} page={page} reponse={reponse} />
    case 'fichier':
    case 'photo':
    case 'signature':
      return <VueFichiers champ={champ} nom={nom} page={page} reponse={reponse} />
  }
}

function Explication({ texte }: { texte: string }) {
  const paragraphes = texte.split(/\n{2,}/).filter((p) => p.trim() !== '')
  return (
    <div class="champ pile">
      {paragraphes.map((p, i) => (
        <p key={i}>{ponctuer(p.trim())}</p>
      ))}
    </div>
  )
}

/** A computed value; nothing while it cannot be told. */
function Calcule({ champ, page }: Props<'calcule'>) {
  const texte = champ.cache ? '' : texteReponse(champ, reponseDe(page.reponses, champ.code), page.territoires)
  return texte === '' ? null : <Recap classe="champ" lignes={[{ titre: ponctuer(champ.libelle), valeur: texte, note: champ.aide }]} />
}

function Personne({ champ, nom, page }: Props<'personne'>) {
  const { vue } = page
  return (
    <Groupe vue={vue} nom={nom} libelle={ponctuer(champ.libelle)} aide={champ.aide && ponctuer(champ.aide)} facultatif={!champ.requis} focusable sansParties>
      <Texte vue={vue} nom={`${nom}.nom`} libelle="Nom de famille" autocomplete="off" />
      <Texte vue={vue} nom={`${nom}.prenoms`} libelle="Prénoms" aide="Tous les prénoms, comme sur la pièce d’identité" autocomplete="off" />
      {champ.naissance ? <DatePrecision vue={vue} nom={`${nom}.naissance`} libelle="Date de naissance" aide="Si vous ne savez pas tout, dites ce que vous savez" /> : null}
      {champ.npi ? <Texte vue={vue} nom={`${nom}.npi`} libelle="NPI" aide="10 chiffres, sur la carte ou le CIP" facultatif={champ.npi === 'facultatif'} largeur={14} inputmode="numeric" autocomplete="off" code /> : null}
      {champ.piece ? (
        <>
          <Selection vue={vue} nom={`${nom}.piece`} libelle="Pièce d’identité" facultatif={champ.piece === 'facultatif'} options={Object.entries(PIECES).map(([valeur, libelle]) => ({ valeur, libelle }))} />
          <Texte vue={vue} nom={`${nom}.numero`} libelle="Numéro de la pièce" facultatif={champ.piece === 'facultatif'} largeur={14} autocomplete="off" code />
        </>
      ) : null}
    </Groupe>
  )
}

/** A place: what was found for the name written; where it changed since, the search is done again and nothing is chosen. */
function VueLieu({ champ, nom, page }: Props<'territoire' | 'adresse'>) {
  const { vue, territoires } = page
  const recherche = valeurDe(vue, `${nom}.recherche`)
  const choisi = territoires.trouver(valeurDe(vue, nom))
  const change = recherche !== valeurDe(vue, `${nom}.cherche`) || !choisi
  const trouves = change ? chercherLieux(champ, recherche, territoires) : [choisi]
  const resultats = trouves.map((t) => ({ valeur: t.code, nom: t.nom, chemin: territoires.chemin(t.parent ?? '') }))
  // The fault of the landmark is said at the landmark, not at the place too.
  const { [`${nom}.precision`]: _, ...reste } = vue.erreurs
  const erreurs: Record<string, string> = { ...reste }
  if (recherche !== '' && trouves.length === 0) erreurs[nom] ??= ponctuer(`Aucun lieu ne s’appelle « ${recherche.slice(0, 100)} » : vérifiez l’orthographe, ou écrivez un lieu plus grand`)
  const saisie = change ? { ...vue.saisie, [nom]: trouves.length === 1 ? trouves[0]!.code : '' } : vue.saisie
  const aide = champ.aide ?? `Écrivez le nom ${direNiveaux(champ, 1)}`
  return (
    <>
      <input type="hidden" name={`${nom}.cherche`} value={resultats.length > 0 ? recherche : ''} />
      <Lieu vue={vueAvec(vue, { saisie, erreurs })} nom={nom} libelle={ponctuer(champ.libelle)} aide={ponctuer(aide)} facultatif={!champ.requis} resultats={resultats} />
      {champ.type === 'adresse' ? <Texte vue={vue} nom={`${nom}.precision`} libelle={ponctuer(champ.repere)} aide="Par exemple : maison Dossou, derrière l’école primaire" facultatif={!champ.requis} /> : null}
    </>
  )
}
