import { dateSimple, nombre } from '../../../lib/francais.ts'
import { Etiquette, Panneau, Vide } from '../../../ui/index.ts'
import type { Contour } from '../geometrie/plan-local.ts'
import { empriseDe, elargir } from '../geometrie/plan-local.ts'
import type { Situee, Voisine } from '../lieu.queries.ts'
import { designer, nommer } from '../parcelle.ts'
import { cadrer, Dessin, Legende } from '../plan.tsx'
import type { Forme } from '../plan.tsx'
import type { Fiche } from './detail.tsx'

const LARGEUR = 400
const HAUTEUR = 320

/** Short enough for a label: « B » inside its lot, else the lot, else the EL. */
export const libelleDe = (p: Situee | Fiche): string => (p.parcelle && p.lot ? `${p.lot} ${p.parcelle}` : p.lot || p.el)

/** A parcel of a plan as a form that leads to its page. */
export const formeDe = (p: Situee, ton: Forme['ton'] = p.etat === 'litigieuse' ? 'litige' : 'ordinaire'): Forme => ({ id: p.id, contour: p.contour, libelle: libelleDe(p), nom: nommer(p), ton, href: `/parcelles/${p.id}` })

function formesAutour(d: Fiche, contour: Contour): Forme[] {
  const chevauchent = new Set(d.voisines.filter((v) => v.commun !== null).map((v) => v.id))
  const autres = d.alentour.filter((p) => p.id !== d.id).map((p) => formeDe(p, chevauchent.has(p.id) ? 'chevauche' : undefined))
  return [...autres, { id: d.id, contour, libelle: libelleDe(d), nom: nommer(d), ton: 'ici' }]
}

/** The plan of the parcel among its neighbours, and their list: what touches it, what overlaps it. */
export function Environs({ d }: { d: Fiche }) {
  if (!d.contour) return <SansContour d={d} />
  const formes = formesAutour(d, d.contour)
  const cadre = cadrer(elargir(empriseDe(d.contour), 8), LARGEUR, HAUTEUR)
  return (
    <Panneau titre="Plan et voisines" id="voisines">
      <figure class="pile">
        <Dessin cadre={cadre} formes={formes} />
        <Legende formes={formes} />
        <figcaption class="petit discret">
          D’après les contours du registre, sans valeur de bornage. <a href={`/parcelles/carte?vers=${d.id}`}>Voir sur la carte</a>
        </figcaption>
      </figure>
      {d.voisines.length === 0 ? <p class="discret">Aucune parcelle dessinée ne la touche.</p> : <ListeVoisines voisines={d.voisines} />}
    </Panneau>
  )
}

function ListeVoisines({ voisines }: { voisines: readonly Voisine[] }) {
  return (
    <ul class="liens pile-s">
      {voisines.map((v) => (
        <li key={v.id}>
          <a href={`/parcelles/${v.id}`}>{designer(v)}</a> {v.etat === 'litigieuse' ? <Etiquette ton="tard">En litige</Etiquette> : null}{' '}
          {v.commun === null ? null : <Etiquette ton="tard">Empiète de {nombre(v.commun, v.commun < 10 ? 1 : 0)}&nbsp;m²</Etiquette>}
        </li>
      ))}
    </ul>
  )
}

function SansContour({ d }: { d: Fiche }) {
  return (
    <Panneau titre="Voisines" id="voisines">
      {d.memeLot.length > 0 ? (
        <>
          <p class="petit">Le contour n’est pas dessiné : voici les autres parcelles du même lot.</p>
          <ul class="liens">
            {d.memeLot.map((p) => (
              <li key={p.id}>
                <a href={`/parcelles/${p.id}`}>{designer(p)}</a>
              </li>
            ))}
          </ul>
        </>
      ) : (
        <Vide titre="Pas de contour">{d.peut.tenir ? 'Relevez les sommets sur le terrain, puis écrivez-les : le plan et les voisines apparaîtront.' : `Inscrite le ${dateSimple(d.creeLe)}, sans relevé.`}</Vide>
      )}
    </Panneau>
  )
}
