import { z } from 'zod'
import { nombre } from '../../../lib/francais.ts'
import { page } from '../../../kernel/module.ts'
import { Actions, Avis, Bouton, Etiquette, Formulaire, Gabarit, Panneau, ResumeErreurs, Tableau, Texte, vueAvec } from '../../../ui/index.ts'
import type { Point } from '../geometrie/plan-local.ts'
import { fautePosition } from '../geometrie/verifier.ts'
import { listAuPoint, listProches } from '../lieu.queries.ts'
import type { Situee } from '../lieu.queries.ts'
import { designer, ETATS, situerLotissement } from '../parcelle.ts'
import { lire } from '../porte.ts'
import { sortieSituee } from '../sortie.ts'

const PROCHES = 5
const enNombre = (texte: string | undefined) => (texte && /^\s*[+-]?\d{1,9}(?:[.,]\d{1,20})?\s*$/.test(texte) ? Number(texte.trim().replace(',', '.')) : Number.NaN)

/** The position asked for, or what is wrong with it. */
function lirePoint(q: { lat?: string | undefined; lon?: string | undefined }): { point?: Point; erreurs: Record<string, string> } {
  if (q.lat === undefined && q.lon === undefined) return { erreurs: {} }
  const [lat, lon] = [enNombre(q.lat), enNombre(q.lon)]
  const erreurs: Record<string, string> = {}
  if (Number.isNaN(lat)) erreurs.lat = 'Écrivez la latitude en degrés, par exemple 7.1782'
  if (Number.isNaN(lon)) erreurs.lon = 'Écrivez la longitude en degrés, par exemple 2.0661'
  if (Object.keys(erreurs).length > 0) return { erreurs }
  const faute = fautePosition([lon, lat])
  return faute ? { erreurs: { lat: faute } } : { point: [lon, lat], erreurs: {} }
}

/** Which parcel is here? The one that holds the position, or the nearest ones. */
export const ici = page({
  path: '/parcelles/ici',
  may: lire,
  titre: 'Trouver par un point',
  gabarit: 'agent',
  query: z.object({ lat: z.string().max(40).optional(), lon: z.string().max(40).optional() }),
  api: true,
  output: z.object({ dedans: z.array(sortieSituee), proches: z.array(sortieSituee) }),
  load: async ({ db, portee, query }) => {
    const { point, erreurs } = lirePoint(query)
    const dedans = point ? (await listAuPoint(db, portee.codes, point)).map((p) => ({ ...p, metres: 0 })) : []
    const proches = point && dedans.length === 0 ? await listProches(db, portee.codes, point, PROCHES) : []
    return { query, point, erreurs, dedans, proches }
  },
  view: (d, vue0) => {
    const vue = vueAvec(vue0, { erreurs: d.erreurs, saisie: { lat: d.query.lat ?? '', lon: d.query.lon ?? '' } })
    return (
      <Gabarit vue={vue} titre="Trouver une parcelle par un point" genre="agent" etroit ariane={[{ libelle: 'Parcelles', href: '/parcelles' }]}>
        <ResumeErreurs vue={vue} />
        <h1>Quelle parcelle est ici ?</h1>
        <p class="chapeau">Écrivez la position lue sur un téléphone ou sur un plan, en degrés (WGS 84). Ou <a href="/parcelles/carte">montrez-la sur la carte</a>.</p>
        <Formulaire vue={vue} action="/parcelles/ici" methode="get">
          <div class="rangee">
            <Texte vue={vue} nom="lat" libelle="Latitude" inputmode="decimal" largeur={14} autocomplete="off" />
            <Texte vue={vue} nom="lon" libelle="Longitude" inputmode="decimal" largeur={14} autocomplete="off" />
          </div>
          <Actions>
            <Bouton>Chercher ici</Bouton>
          </Actions>
        </Formulaire>
        {d.point ? <Resultat d={d} vue={vue} /> : null}
      </Gabarit>
    )
  },
})

type Trouvee = Situee & { metres: number }

function Resultat({ d, vue }: { d: { dedans: Trouvee[]; proches: Trouvee[]; point?: Point | undefined }; vue: Parameters<typeof ResumeErreurs>[0]['vue'] }) {
  if (d.dedans.length > 1)
    return (
      <>
        <Avis ton="non" titre={`${d.dedans.length} contours contiennent ce point`} niveau={2}>
          <p>Ils se chevauchent : un relevé est à vérifier.</p>
        </Avis>
        <Trouvees vue={vue} titre="Parcelles à cet endroit" lignes={d.dedans} />
      </>
    )
  if (d.dedans.length === 1) return <Trouvees vue={vue} titre="La parcelle à cet endroit" lignes={d.dedans} />
  if (d.proches.length === 0)
    return (
      <Avis ton="att" titre="Rien n’est dessiné ici" niveau={2}>
        <p>Aucune parcelle de votre territoire n’a de contour.</p>
      </Avis>
    )
  return (
    <>
      <Avis ton="att" titre="Aucun contour ne contient ce point" niveau={2}>
        <p>C’est une rue, ou une parcelle qui n’est pas dessinée. Voici les plus proches.</p>
      </Avis>
      <Trouvees vue={vue} titre="Les plus proches" lignes={d.proches} />
    </>
  )
}

/** Parcels found by a place, with how far they are. Shared with the map. */
export function Trouvees({ vue, titre, lignes }: { vue: Parameters<typeof ResumeErreurs>[0]['vue']; titre: string; lignes: readonly Trouvee[] }) {
  return (
    <Panneau titre={titre} id="trouvees">
      <Tableau
        vue={vue}
        legende={titre}
        dense
        lignes={lignes}
        cle={(p) => p.id}
        colonnes={[
          {
            titre: 'Parcelle',
            entete: true,
            cellule: (p) => (
              <>
                <a href={`/parcelles/${p.id}`}>{designer(p)}</a>{' '}
                <span class="sous-l discret">{situerLotissement(p)}</span>
              </>
            ),
          },
          { titre: 'Distance', nombre: true, cellule: (p) => (p.metres === 0 ? 'ici' : `${nombre(p.metres, p.metres < 10 ? 1 : 0)}\u00a0m`) },
          { titre: 'État', cellule: (p) => <Etiquette ton={ETATS[p.etat].ton}>{ETATS[p.etat].mot}</Etiquette> },
        ]}
        vide={null}
      />
    </Panneau>
  )
}
