import { renderToString } from 'preact-render-to-string'
import { comparerNoms, nombre, pluriel } from '../../../lib/francais.ts'
import { jourLocal } from '../../../kernel/calendrier/jour.ts'
import type { Db } from '../../../kernel/db/index.ts'
import type { Portee } from '../../../kernel/identite/portee.ts'
import { page } from '../../../kernel/module.ts'
import type { Corps } from '../../../kernel/module.ts'
import { Avis, Bande, Bouton, Filtre, Filtres, Formulaire, Gabarit, Vide } from '../../../ui/index.ts'
import type { Vue } from '../../../ui/index.ts'
import { cadreDe, GRANDE, lireAppui, lireFenetre, pas, PETITE, queryFenetre, versFenetre } from '../fenetre.ts'
import type { Fenetre } from '../fenetre.ts'
import type { Point } from '../geometrie/plan-local.ts'
import { countDansEmprise, listAuPoint, listDansEmprise, listProches } from '../lieu.queries.ts'
import type { Situee } from '../lieu.queries.ts'
import { listEnAvis } from '../opposition.queries.ts'
import { designer } from '../parcelle.ts'
import { listLotissements } from '../parcelle.queries.ts'
import type { Lotissement } from '../parcelle.queries.ts'
import { Dessin, Legende, positionDe } from '../plan.tsx'
import type { Forme } from '../plan.tsx'
import { lire } from '../porte.ts'
import { formeDe } from './environs.tsx'
import { Trouvees } from './ici.tsx'

/** Outlines of one drawing at most: beyond, lotissements are drawn as boxes, and the page stays light. */
const DESSINEES_AU_PLUS = 600
/** Links under the drawing: when more are seen, one comes nearer. */
const NOMMEES_AU_PLUS = 120

function boitesDe(lotissements: readonly Lotissement[]): Forme[] {
  return lotissements.flatMap((l): Forme[] => {
    if (l.ouest === null) return []
    const [o, s, e, n] = [l.ouest, l.sud!, l.est!, l.nord!]
    return [{ id: `${l.commune}/${l.lotissement}`, contour: [[o, s], [e, s], [e, n], [o, n]], libelle: `${l.lotissement || 'Hors lotissement'} (${nombre(l.nombre)})`, nom: l.lotissement, ton: 'ordinaire' }]
  })
}

/** What is drawn in a window: every parcel when there are few enough, else the lotissements. */
async function dessiner(db: Db, portee: Portee, f: Fenetre, jour: string, lotissements: () => Promise<readonly Lotissement[]>): Promise<{ formes: Forme[]; vues: Situee[]; total: number }> {
  const { emprise } = cadreDe(f)
  const vues = await listDansEmprise(db, portee.codes, emprise, DESSINEES_AU_PLUS + 1)
  if (vues.length > DESSINEES_AU_PLUS) return { formes: boitesDe(await lotissements()), vues: [], total: await countDansEmprise(db, portee.codes, emprise) }
  const avis = new Set(await listEnAvis(db, vues.map((p) => p.id), jour))
  return { formes: vues.map((p) => formeDe(p, p.etat === 'litigieuse' ? 'litige' : avis.has(p.id) ? 'avis' : 'ordinaire')), vues, total: vues.length }
}

/** The drawing alone: the image that the form of the map is pressed on. */
export const image = page({
  path: '/parcelles/carte.svg',
  may: lire,
  titre: 'Dessin de la carte des parcelles',
  query: queryFenetre,
  load: async ({ db, portee, query, maintenant }) => {
    const f = await lireFenetre(db, portee, query, [])
    return f ? { f, marque: query.mx !== undefined && query.my !== undefined ? ([query.mx, query.my] as const) : undefined, ...(await dessiner(db, portee, f, jourLocal(maintenant), () => listLotissements(db, portee))) } : undefined
  },
  corps: (d): Corps => ({ type: 'image/svg+xml', corps: d ? renderToString(<Dessin cadre={cadreDe(d.f)} formes={d.formes.map(({ id, contour, libelle, nom, ton }) => ({ id, contour, libelle, nom, ton }))} image point={d.marque} />) : '<svg xmlns="http://www.w3.org/2000/svg"/>', entetes: { 'content-security-policy': "default-src 'none'; sandbox", 'cache-control': 'private, max-age=60' } }),
})

/** The map: come nearer, move by links, press a place to open its parcel. No script, no tiles. */
export const carte = page({
  path: '/parcelles/carte',
  may: lire,
  titre: 'Carte des parcelles',
  gabarit: 'agent',
  query: queryFenetre,
  load: async ({ db, portee, query: q, maintenant }) => {
    const lotissements = await listLotissements(db, portee)
    const f = await lireFenetre(db, portee, q, lotissements)
    const noms = [...new Set(lotissements.filter((l) => l.ouest !== null).map((l) => l.lotissement))].filter(Boolean).toSorted(comparerNoms)
    if (!f) return { f: undefined, noms }
    const appui = lireAppui(q)
    const point = appui && appui !== 'clavier' ? positionDe(cadreDe(f), appui.x, appui.y) : undefined
    const dedans = point ? await listAuPoint(db, portee.codes, point) : []
    const proches = dedans.length > 1 ? dedans.map((p) => ({ ...p, metres: 0 })) : point && dedans.length === 0 ? await listProches(db, portee.codes, point, 5) : []
    const ouvrir = dedans.length === 1 ? dedans[0]!.id : undefined
    return { f, noms, appui, point, proches, ouvrir, ...(ouvrir ? { formes: [], vues: [], total: 0 } : await dessiner(db, portee, f, jourLocal(maintenant), async () => lotissements)) }
  },
  corps: (d) => (d.f && d.ouvrir ? { type: 'text/plain', corps: '', entetes: { location: `/parcelles/${d.ouvrir}` } } : undefined),
  view: (d, vue) => (
    <Gabarit vue={vue} titre="Carte des parcelles" genre="agent" ariane={[{ libelle: 'Parcelles', href: '/parcelles' }]}>
      <Bande titre="Carte des parcelles" actions={<a href="/parcelles/ici">Trouver par un point</a>} />
      {d.noms.length > 1 ? (
        <Filtres vue={vue} libelle="Aller à un lotissement" bouton="Y aller">
          <Filtre vue={vue} nom="lotissement" libelle="Lotissement" tous="Tous" options={d.noms.map((n) => ({ valeur: n, libelle: n }))} />
        </Filtres>
      ) : null}
      {d.f ? <Fenetree d={d} f={d.f} vue={vue} /> : <Vide titre="Rien n’est encore dessiné">Importez un GeoJSON du lotissement, ou écrivez le contour d’une parcelle.</Vide>}
    </Gabarit>
  ),
})

type Montree = { appui?: ReturnType<typeof lireAppui>; point?: Point | undefined; proches: (Situee & { metres: number })[]; formes: readonly Forme[]; vues: readonly Situee[]; total: number }

function Fenetree({ d, f, vue }: { d: Montree; f: Fenetre; vue: Vue }) {
  const plus = d.total > DESSINEES_AU_PLUS
  const phrase = plus ? `Carte de ${pluriel(d.total, 'parcelle')}, par lotissement : pressez un endroit` : `Plan de ${pluriel(d.total, 'parcelle')} : pressez l’une d’elles pour l’ouvrir`
  return (
    <div class="carte-cote">
      <div class="pile">
        <nav aria-label="Se déplacer sur la carte">
          <ul class="rang pas">
            {pas(f).map((p) => (
              <li key={p.libelle}>{p.vers ? <Bouton ton="second" taille="petit" href={versFenetre(p.vers)}>{p.libelle}</Bouton> : <span class="discret">{p.libelle}</span>}</li>
            ))}
          </ul>
        </nav>
        <Image f={f} vue={vue} point={d.point} phrase={phrase} />
        {plus ? null : <Legende formes={d.formes} />}
        <p class="petit discret">D’après les contours du registre, sans valeur de bornage.</p>
      </div>
      <div class="pile">
        <Appui d={d} vue={vue} />
        {plus ? <p>{pluriel(d.total, 'parcelle')} sont ici : rapprochez-vous pour les voir une à une.</p> : <Vues vues={d.vues} />}
      </div>
    </div>
  )
}

/** What was found where the image was pressed, when it did not lead straight to one parcel. */
function Appui({ d, vue }: { d: Montree; vue: Vue }) {
  if (d.appui === 'clavier')
    return (
      <Avis ton="att" titre="Choisissez la parcelle dans la liste" niveau={2} role="status">
        <p>L’image se presse du doigt ou de la souris ; au clavier, les parcelles vues sont ci-dessous.</p>
      </Avis>
    )
  if (!d.point) return <p>Pressez une parcelle sur la carte pour l’ouvrir.</p>
  const plusieurs = d.proches.some((p) => p.metres === 0)
  return (
    <>
      <Avis ton="att" titre={plusieurs ? 'Plusieurs contours contiennent ce point' : 'Aucun contour ne contient ce point'} niveau={2} role="status" />
      <Trouvees vue={vue} titre={plusieurs ? 'Parcelles à cet endroit' : 'Les plus proches'} lignes={d.proches} />
    </>
  )
}

/** Two sizes of the same image: the browser says where it was pressed in points of the one that shows. */
function Image({ f, vue, phrase, point }: { f: Fenetre; vue: Vue; phrase: string; point: Point | undefined }) {
  const src = `${versFenetre(f, '/parcelles/carte.svg')}${point ? `&mx=${point[0].toFixed(6)}&my=${point[1].toFixed(6)}` : ''}`
  const [x, y, l] = [f.centre[0].toFixed(6), f.centre[1].toFixed(6), String(Math.round(f.metres))]
  return (
    <Formulaire vue={vue} action="/parcelles/carte" methode="get" libelle="Carte">
      <input type="hidden" name="x" value={x} />
      <input type="hidden" name="y" value={y} />
      <input type="hidden" name="l" value={l} />
      <input type="image" class="carte-petite" name="petite" src={src} alt={phrase} width={PETITE.largeur} height={PETITE.hauteur} />
      <input type="image" class="carte-grande" name="grande" src={src} alt={phrase} width={GRANDE.largeur} height={GRANDE.hauteur} />
    </Formulaire>
  )
}

function Vues({ vues }: { vues: readonly Situee[] }) {
  if (vues.length === 0) return <p>Aucune parcelle dessinée ici.</p>
  if (vues.length > NOMMEES_AU_PLUS) return <p class="petit">{pluriel(vues.length, 'parcelle vue', 'parcelles vues')}. Rapprochez-vous pour en avoir la liste.</p>
  return (
    <details>
      <summary>{pluriel(vues.length, 'parcelle vue', 'parcelles vues')}, en liste</summary>
      <ul class="colonnes">
        {vues.toSorted((a, b) => comparerNoms(designer(a), designer(b))).map((p) => (
          <li key={p.id}>
            <a href={`/parcelles/${p.id}`}>{designer(p)}</a>
          </li>
        ))}
      </ul>
    </details>
  )
}
