import { z } from 'zod'
import { dateSimple, lierNumero, pluriel } from '../../../lib/francais.ts'
import { ecart, jourLocal } from '../../../kernel/calendrier/index.ts'
import { midi } from '../../../kernel/calendrier/jour.ts'
import { ouvert, page } from '../../../kernel/module.ts'
import { AConfirmer, Avis, Etiquette, Filtre, Filtres, Gabarit, Onglets, Tableau, Vide } from '../../../ui/index.ts'
import { OBJETS } from '../opposition.ts'
import { listAvisPublics } from '../opposition.queries.ts'
import type { AvisPublic } from '../opposition.queries.ts'
import { nommer } from '../parcelle.ts'

const AU_PLUS = 500

/** A notice as anybody may read it. No name, ever: neither who asks nor who holds. */
const sortieAvis = z.object({ id: z.uuid(), parcelle: z.string(), lieu: z.string(), objet: z.string(), du: z.string(), au: z.string(), ou: z.string(), source: z.string(), verifie: z.boolean() })

/** Notices of opposition, open to all: which parcel, until when, where to go. */
export const avisFonciers = page({
  path: '/avis-fonciers',
  may: ouvert,
  titre: 'Avis fonciers',
  query: z.object({ commune: z.string().regex(/^\d{4}$/).optional(), etat: z.enum(['finis']).optional() }),
  api: true,
  output: z.object({ avis: z.array(sortieAvis) }),
  load: async ({ db, query, maison: { territoires }, maintenant }) => {
    const jour = jourLocal(maintenant)
    const finis = query.etat === 'finis'
    const lus = await listAvisPublics(db, { jour, commune: query.commune, finis, limite: AU_PLUS })
    return {
      jour,
      finis,
      communes: territoires.tous('commune').map((c) => ({ valeur: c.code, libelle: c.nom })),
      lignes: lus.map((o) => ({ ...o, designation: nommer(o), situation: [o.quartier, territoires.chemin(o.territoire)].filter(Boolean).join(', ') })),
      avis: lus.map((o) => ({ id: o.id, parcelle: nommer(o), lieu: territoires.chemin(o.territoire), objet: OBJETS[o.objet], du: o.du, au: o.au, ou: o.lieu, source: o.source, verifie: o.verifie })),
    }
  },
  view: (d, vue) => (
    <Gabarit vue={vue} titre="Avis fonciers" description="Parcelles pour lesquelles chacun peut s’opposer, jusqu’à quand, et où." ariane={[]}>
      <h1>Avis fonciers</h1>
      <p class="chapeau">Avant certains actes sur une parcelle, la commune publie un avis. Si la parcelle vous concerne, allez au bureau indiqué avant le dernier jour.</p>
      <Onglets libelle="Avis" onglets={[{ libelle: 'Ouverts', href: '/avis-fonciers', actif: !d.finis }, { libelle: 'Finis depuis un an', href: '/avis-fonciers?etat=finis', actif: d.finis }]} />
      <Filtres vue={vue} libelle="Choisir une commune">
        {d.finis ? <input type="hidden" name="etat" value="finis" /> : null}
        <Filtre vue={vue} nom="commune" libelle="Commune" tous="Toutes" options={d.communes} />
      </Filtres>
      <Tableau
        vue={vue}
        legende={d.finis ? 'Avis finis, le plus récent d’abord' : 'Avis ouverts, ceux qui finissent d’abord'}
        lignes={d.lignes}
        cle={(o) => o.id}
        colonnes={[
          {
            titre: 'Parcelle',
            entete: true,
            cellule: (o) => (
              <>
                {o.designation}{' '}
                <span class="sous-l discret normal">{lierNumero(o.situation)}</span>
              </>
            ),
          },
          { titre: 'Objet', cellule: (o) => OBJETS[o.objet] },
          { titre: 'Pour s’opposer', cellule: (o) => <Periode o={o} jour={d.jour} /> },
          { titre: 'Où', cellule: (o) => o.lieu },
        ]}
        vide={<Vide titre={d.finis ? 'Aucun avis fini depuis un an' : 'Aucun avis ouvert'}>Choisissez une autre commune, ou revenez plus tard : chaque avis paraît ici le jour où la commune le publie.</Vide>}
      />
      <Avis titre="Vous voulez vous opposer ?" niveau={2}>
        <p>Allez au bureau avec votre pièce d’identité et les papiers qui montrent votre droit. Demandez que votre opposition soit inscrite, et sa date. En cas de refus, écrivez au préfet.</p>
      </Avis>
    </Gabarit>
  ),
})

function Periode({ o, jour }: { o: AvisPublic; jour: string }) {
  const reste = ecart(jour, o.au)
  return (
    <span>
      du {dateSimple(midi(o.du))} au {dateSimple(midi(o.leveeLe ?? o.au))}
      {o.leveeLe ? <Etiquette>Levé</Etiquette> : reste >= 0 && o.du <= jour ? <b class="petit"> {reste === 0 ? 'dernier jour' : `encore ${pluriel(reste, 'jour')}`}</b> : null} {o.verifie ? null : <AConfirmer />}
    </span>
  )
}
