/** The parts of a parcel's page: holders, papers, notices, lineage, story, gestures. */
import { dateSimple, finir, pluriel } from '../../../lib/francais.ts'
import { midi } from '../../../kernel/calendrier/jour.ts'
import { AConfirmer, Actions, Bouton, Etiquette, Fichier, FichierChamp, Formulaire, Panneau, Tableau, Texte, Vide } from '../../../ui/index.ts'
import type { Vue } from '../../../ui/index.ts'
import { MODES } from '../detention.ts'
import type { Detention } from '../detention.ts'
import { GENRES } from '../evenement.queries.ts'
import { etatAvis, ETATS_AVIS, OBJETS } from '../opposition.ts'
import { nommer, vivante } from '../parcelle.ts'
import type { Fiche } from './detail.tsx'

const periode = (d: Detention) => (d.au ? `${d.du ? `du ${dateSimple(midi(d.du))}` : 'jusqu’'} au ${dateSimple(midi(d.au))}`.replace('jusqu’ au', 'jusqu’au') : d.du ? `depuis le ${dateSimple(midi(d.du))}` : 'depuis une date non connue')

export function Detenteurs({ d, vue }: { d: Fiche; vue: Vue }) {
  return (
    <Panneau titre="Détenteurs" id="detenteurs" fin={d.peut.tenir && vivante(d) ? <a href={`/parcelles/${d.id}/transferer`}>{d.detentions.some((x) => x.au === null) ? 'Inscrire un nouveau détenteur' : 'Inscrire le détenteur'}</a> : undefined}>
      <Tableau
        vue={vue}
        legende="Détenteurs, l’actuel d’abord"
        dense
        lignes={d.detentions}
        cle={(x) => x.id}
        choisi={(x) => x.au === null}
        colonnes={[
          {
            titre: 'Nom',
            entete: true,
            cellule: (x) => (
              <>
                {x.nom} {x.au === null ? <Etiquette ton="bon">Actuel</Etiquette> : null}
              </>
            ),
          },
          { titre: 'Période', cellule: periode },
          { titre: 'Comment', cellule: (x) => MODES[x.mode] },
          { titre: 'Acte', cellule: (x) => x.acte || <span class="discret">non renseigné</span> },
        ]}
        vide={<Vide titre="Aucun détenteur inscrit">Le registre ne dit pas encore à qui est cette parcelle.</Vide>}
      />
    </Panneau>
  )
}

export function Papiers({ d, vue }: { d: Fiche; vue: Vue }) {
  const nomDe = (champ: string) => d.detentions.find((x) => champ === `detention:${x.id}`)?.nom
  return (
    <Panneau titre="Papiers" id="papiers">
      {d.papiers.length === 0 ? <p class="discret">Aucun papier numérisé.</p> : null}
      {d.papiers.map((r) => {
        const nom = nomDe(r.champ)
        return (
          <div key={r.id}>
            <Fichier maintenant={vue.maintenant} f={{ nom: r.nom, taille: r.taille, genre: r.type === 'application/pdf' ? 'pdf' : 'image', recuLe: r.creeLe, href: `/parcelles/${d.id}/papiers/${r.id}` }} />
            {nom ? <p class="mini discret">Papier de {nom}</p> : null}
          </div>
        )
      })}
      {d.peut.tenir ? (
        <details open={Object.keys(vue.erreurs).length > 0}>
          <summary>Ajouter un papier</summary>
          <Formulaire vue={vue} action={`/parcelles/${d.id}/papiers`} multipart>
            <FichierChamp vue={vue} nom="papier" libelle="Papier" aide="Photo ou PDF, 20 Mo au plus" />
            <Texte vue={vue} nom="quoi" libelle="Ce que c’est" aide="Par exemple : reçu des frais de lotissement" facultatif max={100} autocomplete="off" />
            <Actions>
              <Bouton ton="second">Ajouter</Bouton>
            </Actions>
          </Formulaire>
        </details>
      ) : null}
    </Panneau>
  )
}

export function Oppositions({ d, vue }: { d: Fiche; vue: Vue }) {
  return (
    <Panneau titre="Avis d’opposition" id="oppositions" fin={d.peut.publier && vivante(d) ? <a href={`/parcelles/${d.id}/avis`}>Publier un avis</a> : undefined}>
      <Tableau
        vue={vue}
        legende="Avis d’opposition, le plus récent d’abord"
        dense
        lignes={d.oppositions}
        cle={(o) => o.id}
        colonnes={[
          { titre: 'Objet', entete: true, cellule: (o) => <a href={`/parcelles/avis/${o.id}`}>{OBJETS[o.objet]}</a> },
          {
            titre: 'Période',
            cellule: (o) => (
              <span>
                du {dateSimple(midi(o.du))} au {dateSimple(midi(o.leveeLe ?? o.au))} {o.verifie ? null : <AConfirmer />}
              </span>
            ),
          },
          { titre: 'Reçues', cellule: (o) => pluriel(d.contestations.filter((c) => c.oppositionId === o.id).length, 'opposition') },
          { titre: 'État', cellule: (o) => <Etiquette ton={ETATS_AVIS[etatAvis(o, d.jour)].ton}>{ETATS_AVIS[etatAvis(o, d.jour)].mot}</Etiquette> },
        ]}
        vide={<p class="discret">Aucun avis publié.</p>}
      />
    </Panneau>
  )
}

export function Filiations({ d }: { d: Fiche }) {
  if (d.filiation.length === 0) return null
  const dire = (sens: 'mere' | 'fille') => {
    const siennes = d.filiation.filter((f) => f.sens === sens)
    if (siennes.length === 0) return null
    const [{ genre, le, acte }] = siennes as [(typeof siennes)[number]]
    return (
      <div class="pile-s">
        <h3>
          {sens === 'mere' ? 'Vient de' : 'A donné'} ({genre === 'division' ? 'division' : 'fusion'} du {dateSimple(midi(le))})
        </h3>
        {acte ? <p class="petit discret">{finir(acte)}</p> : null}
        <ul>
          {siennes.map((f) => (
            <li key={f.id}>
              <a href={`/parcelles/${f.id}`}>{nommer(f)}</a>
            </li>
          ))}
        </ul>
      </div>
    )
  }
  return (
    <Panneau titre="Filiation" id="filiation">
      {dire('mere')}
      {dire('fille')}
    </Panneau>
  )
}

export function Histoire({ d }: { d: Fiche }) {
  return (
    <Panneau titre="Histoire" id="histoire">
      <ul class="pile-s">
        {d.evenements.map((e, i) => (
          <li key={i}>
            <b>{GENRES[e.genre]}</b> le {dateSimple(e.le)}, par {e.parNom}.{e.texte ? <span class="petit"> {finir(e.texte)}</span> : null}
          </li>
        ))}
      </ul>
    </Panneau>
  )
}

export function Gestes({ d }: { d: Fiche; vue: Vue }) {
  if (!d.peut.tenir || !vivante(d)) return null
  const liens = [
    ['modifier', 'Corriger la parcelle ou son contour'],
    ['transferer', 'Inscrire un nouveau détenteur'],
    ['diviser', 'Diviser la parcelle'],
    ['fusionner', 'Fusionner avec des voisines'],
    ['litige', d.etat === 'litigieuse' ? 'Clore le litige' : 'Signaler un litige'],
  ] as const
  return (
    <Panneau titre="Gestes" id="gestes" ton="fort">
      <ul class="pile-s">
        {liens.map(([chemin, mot]) => (
          <li key={chemin}>
            <a href={`/parcelles/${d.id}/${chemin}`}>{mot}</a>
          </li>
        ))}
      </ul>
    </Panneau>
  )
}
