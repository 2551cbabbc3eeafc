import { dateSimple, lierNumero, pluriel, pourCent } from '../../../lib/francais.ts'
import { jourLocal, midi } from '../../../kernel/calendrier/jour.ts'
import { listReferences } from '../../../kernel/fichiers/index.ts'
import { page } from '../../../kernel/module.ts'
import type { Lecture } from '../../../kernel/module.ts'
import { Avis, Bande, Deux, Etiquette, Gabarit, Panneau, Recap, ResumeErreurs } from '../../../ui/index.ts'
import { listDetentions } from '../detention.queries.ts'
import { listEvenements } from '../evenement.queries.ts'
import { elargir, empriseDe } from '../geometrie/plan-local.ts'
import { listAutour, listDansEmprise } from '../lieu.queries.ts'
import { etatAvis } from '../opposition.ts'
import { listContestations, listOppositions } from '../opposition.queries.ts'
import { designer, direSurface, ecartSurface, ETATS, nommer, situerLotissement, vivante } from '../parcelle.ts'
import type { Parcelle } from '../parcelle.ts'
import { findParcelle, listDuLot, listFiliation } from '../parcelle.queries.ts'
import { lire, parId, sujetParcelle } from '../porte.ts'
import { sortieParcelle } from '../sortie.ts'
import { Detenteurs, Filiations, Gestes, Histoire, Oppositions, Papiers } from './parties.tsx'
import { Environs } from './environs.tsx'

/** What is drawn around a parcel, in metres: its neighbours and the other side of the street. */
const AUTOUR = 30
const DESSINEES_AU_PLUS = 150

async function charger({ db, portee, porteePour, params, maison, maintenant }: Lecture<{ id: string }>) {
  const p = (await findParcelle(db, params.id))!
  const jour = jourLocal(maintenant)
  const [detentions, evenements, oppositions, contestations, filiation, papiers] = await Promise.all([listDetentions(db, p.id), listEvenements(db, p.id), listOppositions(db, p.id), listContestations(db, p.id), listFiliation(db, p.id), listReferences(db, `parcelle:${p.id}`)])
  const voisines = p.contour ? await listAutour(db, portee.codes, p.contour, p.id) : []
  const alentour = p.contour ? await listDansEmprise(db, portee.codes, elargir(empriseDe(p.contour), AUTOUR), DESSINEES_AU_PLUS) : []
  const memeLot = p.contour || !p.lot ? [] : await listDuLot(db, portee, p)
  const peut = (permission: string) => porteePour(`parcelles.${permission}`).contient(p.territoire)
  return { ...p, p, jour, detentions, evenements, oppositions, contestations, filiation, papiers, voisines, alentour, memeLot, lieu: maison.territoires.chemin(p.territoire), peut: { tenir: peut('tenir'), publier: peut('publier') } }
}
export type Fiche = Awaited<ReturnType<typeof charger>>

/** One parcel: what it is, who holds it, what stands around it, what was published, where it comes from. */
export const detail = page({
  path: '/parcelles/:id',
  may: lire,
  titre: 'Parcelle',
  gabarit: 'agent',
  params: parId,
  sujet: sujetParcelle,
  api: true,
  output: sortieParcelle,
  load: charger,
  consulte: (d) => `parcelle:${d.id}`,
  view: (d, vue) => (
    <Gabarit vue={vue} titre={nommer(d.p)} genre="agent" ariane={[{ libelle: 'Parcelles', href: '/parcelles' }]}>
      <ResumeErreurs vue={vue} />
      <Bande titre={designer(d.p)}>
        <Etiquette ton={ETATS[d.etat].ton}>{ETATS[d.etat].mot}</Etiquette> <span class="discret">{[situerLotissement(d), lierNumero(d.lieu)].filter(Boolean).join(' ; ')}</span>
      </Bande>
      <Alertes d={d} />
      <Deux large libelle="Plan et gestes" aside={<Cote d={d} vue={vue} />} tete={<Identite p={d.p} />}>
        <Detenteurs d={d} vue={vue} />
        <Papiers d={d} vue={vue} />
        <Oppositions d={d} vue={vue} />
        <Filiations d={d} />
        <Histoire d={d} />
      </Deux>
    </Gabarit>
  ),
})

function Cote({ d, vue }: { d: Fiche; vue: Parameters<typeof Gestes>[0]['vue'] }) {
  return (
    <>
      <Environs d={d} />
      <Gestes d={d} vue={vue} />
    </>
  )
}

/** What somebody must know before anything else about this parcel. */
function Alertes({ d }: { d: Fiche }) {
  const chevauche = d.voisines.filter((v) => v.commun !== null)
  const avis = d.oppositions.find((o) => etatAvis(o, d.jour) === 'en-cours')
  return (
    <>
      {vivante(d) ? null : (
        <Avis titre={`Cette parcelle n’existe plus depuis le ${dateSimple(midi(d.closeLe!))}`} niveau={2}>
          <p>Elle a été {d.etat === 'divisee' ? 'divisée' : 'fusionnée'}. Sa page garde son histoire ; <a href="#filiation">ce qui lui succède est plus bas</a>.</p>
        </Avis>
      )}
      {d.etat === 'litigieuse' ? (
        <Avis ton="non" titre="Parcelle en litige" niveau={2}>
          <p>{d.evenements.find((e) => e.genre === 'litige')?.texte}</p>
        </Avis>
      ) : null}
      {chevauche.length > 0 ? (
        <Avis ton="non" titre={`${pluriel(chevauche.length, 'contour empiète', 'contours empiètent')} sur celui-ci`} niveau={2}>
          <p>
            <a href="#voisines">Voyez lesquels et de combien</a>. Un contour est peut-être mal relevé : vérifiez sur le terrain avant toute décision.
          </p>
        </Avis>
      ) : null}
      {avis ? (
        <Avis ton="att" titre={`Un avis d’opposition court jusqu’au ${dateSimple(midi(avis.au))}`} niveau={2}>
          <p>
            <a href="#oppositions">Lisez l’avis et ce qui a été reçu</a>.
          </p>
        </Avis>
      ) : null}
    </>
  )
}

function Identite({ p }: { p: Parcelle }) {
  const ecart = ecartSurface(p)
  return (
    <Panneau titre="Identité" id="identite">
    <Recap
      serre
      lignes={[
        { titre: 'Lotissement', valeur: p.lotissement },
        { titre: 'Tranche', valeur: p.tranche },
        { titre: 'Lot', valeur: p.lot },
        { titre: 'Parcelle', valeur: p.parcelle },
        { titre: 'Numéro d’état des lieux (EL)', valeur: p.el },
        { titre: 'Quartier', valeur: p.quartier },
        { titre: 'Contenance déclarée', valeur: p.contenance === null ? '' : direSurface(p.contenance) },
        {
          titre: 'Surface du contour',
          valeur: p.superficie === null ? '' : direSurface(p.superficie),
          note: ecart ? `calculée ; ${Math.abs(ecart.part) < 0.005 ? 'comme déclaré' : `${pourCent(Math.abs(ecart.part))} de ${ecart.part > 0 ? 'plus' : 'moins'} que déclaré`}` : p.superficie === null ? undefined : 'calculée',
          ...(ecart?.fort ? { fin: <Etiquette ton="pause">À vérifier</Etiquette> } : {}),
        },
        { titre: 'Titre ou attestation', valeur: p.titre },
      ]}
    />
    </Panneau>
  )
}
