import { dateSimple, nombre, pluriel } from '../../../lib/francais.ts'
import { midi } from '../../../kernel/calendrier/jour.ts'
import type { Db } from '../../../kernel/db/index.ts'
import type { Reponses } from '../../../kernel/formulaires/index.ts'
import type { Portee } from '../../../kernel/identite/portee.ts'
import { AConfirmer, Avis, Etiquette, Panneau, Recap } from '../../../ui/index.ts'
import { lireFoncier, listVoisines } from '../../parcelles/index.ts'
import type { Demarche } from '../definition.ts'
import { terrainsDe } from '../foncier.ts'
import type { Terrain } from '../foncier.ts'

/** Said at once when a step that names land is saved; nobody's name. */
export const direTerrain = ({ reference }: Terrain): string => (reference ? 'Ce terrain est au registre de la mairie.' : 'Ce terrain n’a pas été trouvé au registre de la mairie. Vérifiez ce que vous avez écrit ; sinon, la mairie le recherchera.')

/** Whether the register knows the land named in a draft, for whoever fills it in. */
export function TerrainsCitoyen({ terrains }: { terrains: readonly Terrain[] }) {
  return (
    <>
      {terrains.map((t) => (
        <Avis key={t.libelle} ton={t.reference ? 'ok' : 'info'}>
          <p>{direTerrain(t)}</p>
        </Avis>
      ))}
    </>
  )
}

/** What the register knows of the land a file names; `lu` is whether this agent may open the page of the parcel. */
export async function listFonciers(db: Db, demarche: Demarche, reponses: Readonly<Reponses>, jour: string, portee: Portee) {
  return Promise.all(
    terrainsDe(demarche, reponses).map(async ({ libelle, reference }) => {
      const connue = reference ? await lireFoncier(db, reference, jour) : undefined
      const voisines = connue ? await listVoisines(db, connue.id) : []
      return { libelle, connue: connue && { ...connue, lu: portee.contient(connue.territoire) }, voisines: voisines.map((v) => ({ ...v, lu: portee.contient(v.territoire) })) }
    }),
  )
}
type Foncier = Awaited<ReturnType<typeof listFonciers>>[number]

/** For the office: the parcel of the register, what stands around it, what runs against it. No holder's name: the page of the parcel has them, for whoever may. */
export function TerrainsBureau({ fonciers }: { fonciers: readonly Foncier[] }) {
  if (fonciers.length === 0) return null
  return (
    <Panneau titre="Au registre foncier" id="foncier">
      {fonciers.map((f) => (
        <section key={f.libelle} class="pile">
          {fonciers.length > 1 ? <h3>{f.libelle}</h3> : null}
          {f.connue ? <Connue f={{ ...f, connue: f.connue }} /> : <p>Ce terrain n’est pas au registre, ou plusieurs parcelles portent cette désignation. Il faut le relever ou l’inscrire avant de décider.</p>}
        </section>
      ))}
    </Panneau>
  )
}

function Nom({ p }: { p: { id: string; nom: string; lu: boolean } }) {
  return p.lu ? <a href={`/parcelles/${p.id}`}>{p.nom}</a> : <>{p.nom}</>
}

function Connue({ f: { connue, voisines } }: { f: { connue: NonNullable<Foncier['connue']>; voisines: Foncier['voisines'] } }) {
  const empiete = voisines.filter((v) => v.commun !== null)
  const touche = voisines.filter((v) => v.commun === null)
  const lister = (liste: Foncier['voisines'], dire: (v: Foncier['voisines'][number]) => string) => (
    <ul class="simple">
      {liste.map((v) => (
        <li key={v.id}>
          <Nom p={v} />
          {dire(v)}
        </li>
      ))}
    </ul>
  )
  return (
    <>
      {connue.etat === 'active' ? null : (
        <Avis ton="non" titre={connue.etat === 'litigieuse' ? 'Parcelle en litige' : `Parcelle ${connue.etat === 'divisee' ? 'divisée' : 'fusionnée'} depuis`}>
          <p>Lisez sa page avant toute décision.</p>
        </Avis>
      )}
      {connue.avis.map((a) => (
        <Avis key={`${a.du}${a.objet}`} ton="att" titre={a.court ? `Un avis d’opposition court jusqu’au ${dateSimple(midi(a.au))}` : `Un avis d’opposition commence le ${dateSimple(midi(a.du))}`}>
          <p>
            {a.objet}. On s’oppose à : {a.lieu}. {a.verifie ? null : <AConfirmer>Durée à confirmer</AConfirmer>}
          </p>
        </Avis>
      ))}
      <Recap
        serre
        lignes={[
          { titre: 'Parcelle', valeur: <Nom p={connue} /> },
          { titre: 'Contenance', valeur: connue.contenance === null ? '' : `${nombre(connue.contenance)} m²` },
          { titre: 'Plan', valeur: connue.contour ? 'Contour au registre' : <Etiquette>Sans contour</Etiquette> },
          ...(empiete.length > 0 ? [{ titre: 'Empiètements', valeur: lister(empiete, (v) => ` : ${nombre(v.commun!, 1)} m² en commun`) }] : []),
          { titre: 'Voisines', valeur: touche.length > 0 ? lister(touche, () => '') : connue.contour ? 'Aucune au registre' : 'Inconnues sans contour', ...(touche.length > 1 ? { note: pluriel(touche.length, 'parcelle') } : {}) },
        ]}
      />
    </>
  )
}
