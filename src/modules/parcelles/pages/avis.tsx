import { z } from 'zod'
import { dateSimple, finir } from '../../../lib/francais.ts'
import { jourLocal, midi } from '../../../kernel/calendrier/jour.ts'
import type { Db } from '../../../kernel/db/index.ts'
import { page } from '../../../kernel/module.ts'
import type { Sujet } from '../../../kernel/module.ts'
import { AConfirmer, Actions, Avis, Bande, Bouton, DateChamp, Deux, Etiquette, Formulaire, Gabarit, Panneau, Recap, ResumeErreurs, Selection, Tableau, Texte, Vide, ZoneTexte } from '../../../ui/index.ts'
import { etatAvis, ETATS_AVIS, OBJETS } from '../opposition.ts'
import { findOpposition, listContestations } from '../opposition.queries.ts'
import { designer, nommer } from '../parcelle.ts'
import { findParcelle } from '../parcelle.queries.ts'
import { exigerVivante, lire, parId, publier, sujetParcelle } from '../porte.ts'

/** A notice belongs where its parcel is. */
export async function sujetAvis({ db, params }: { db: Db; params: { id: string } }): Promise<Sujet | undefined> {
  const o = await findOpposition(db, params.id)
  return o && { territoire: o.territoire }
}

/** Publishes a notice about a parcel. */
export const publierAvis = page({
  path: '/parcelles/:id/avis',
  may: publier,
  titre: 'Publier un avis d’opposition',
  gabarit: 'agent',
  params: parId,
  sujet: sujetParcelle,
  load: async ({ db, params, maison, maintenant }) => {
    const p = (await findParcelle(db, params.id))!
    exigerVivante(p)
    return { p, jour: jourLocal(maintenant), lieu: maison.territoires.bureaux(p.commune)[0]?.nom ?? '' }
  },
  consulte: ({ p }) => `parcelle:${p.id}`,
  view: ({ p, jour, lieu }, vue) => (
    <Gabarit vue={vue} titre="Publier un avis d’opposition" genre="agent" etroit ariane={[{ libelle: 'Parcelles', href: '/parcelles' }, { libelle: designer(p), href: `/parcelles/${p.id}` }]}>
      <ResumeErreurs vue={vue} />
      <h1>Publier un avis d’opposition</h1>
      <p class="chapeau">{nommer(p)}</p>
      <Avis titre="Ce que tout le monde lira" niveau={2}>
        <p>
          La désignation de la parcelle, l’objet, la période et le lieu où s’opposer, sur la page <a href="/avis-fonciers">Avis fonciers</a>. Aucun nom.
        </p>
      </Avis>
      <Formulaire vue={vue} action={`/parcelles/${p.id}/avis`} garde>
        <Selection vue={vue} nom="objet" libelle="Objet" options={Object.entries(OBJETS).map(([valeur, libelle]) => ({ valeur, libelle }))} />
        <Texte vue={vue} nom="demandeur" libelle="Demandeur" aide="Qui demande l’acte. Ce nom n’est pas publié" max={200} autocomplete="off" />
        <ZoneTexte vue={vue} nom="motif" libelle="Motif" facultatif aide="Pour le bureau ; n’est pas publié" lignes={3} max={400} />
        <DateChamp vue={vue} nom="du" libelle="Premier jour" valeur={jour} />
        <DateChamp vue={vue} nom="au" libelle="Dernier jour" aide="Compris. La durée est celle du texte ci-dessous" />
        <Texte vue={vue} nom="source" libelle="Texte qui fixe la durée" aide="Loi, arrêté ou délibération, avec l’article. L’avis porte « à confirmer » tant que quelqu’un ne l’a pas vérifié" max={200} autocomplete="off" />
        <Texte vue={vue} nom="lieu" libelle="Où s’opposer" valeur={lieu} aide="Bureau, adresse, jours et heures" max={200} autocomplete="off" />
        <Actions>
          <Bouton>Publier l’avis</Bouton>
          <a href={`/parcelles/${p.id}`}>Annuler</a>
        </Actions>
      </Formulaire>
    </Gabarit>
  ),
})

/** One notice: its period, what was received against it, its lifting. */
export const avis = page({
  path: '/parcelles/avis/:id',
  may: lire,
  titre: 'Avis d’opposition',
  gabarit: 'agent',
  params: z.object({ id: z.uuid() }),
  sujet: sujetAvis,
  load: async ({ db, params, porteePour, maintenant }) => {
    const o = (await findOpposition(db, params.id))!
    const p = (await findParcelle(db, o.parcelleId))!
    const jour = jourLocal(maintenant)
    return { o, p, jour, etat: etatAvis(o, jour), recues: (await listContestations(db, p.id)).filter((c) => c.oppositionId === o.id), peut: { publier: porteePour('parcelles.publier').contient(p.territoire), tenir: porteePour('parcelles.tenir').contient(p.territoire) } }
  },
  consulte: ({ p }) => `parcelle:${p.id}`,
  view: (d, vue) => (
    <Gabarit vue={vue} titre="Avis d’opposition" genre="agent" ariane={[{ libelle: 'Parcelles', href: '/parcelles' }, { libelle: designer(d.p), href: `/parcelles/${d.p.id}` }]}>
      <ResumeErreurs vue={vue} />
      <Bande titre="Avis d’opposition">
        <Etiquette ton={ETATS_AVIS[d.etat].ton}>{ETATS_AVIS[d.etat].mot}</Etiquette> <span class="discret">{nommer(d.p)}</span>
      </Bande>
      <Deux large libelle="Gestes" aside={<Gestes d={d} vue={vue} />}>
        <Panneau titre="L’avis" id="avis">
          <Recap
            serre
            lignes={[
              { titre: 'Objet', valeur: OBJETS[d.o.objet] },
              { titre: 'Période', valeur: `du ${dateSimple(midi(d.o.du))} au ${dateSimple(midi(d.o.au))}`, fin: d.o.verifie ? <Etiquette ton="fait">Confirmée</Etiquette> : <AConfirmer /> },
              { titre: 'Texte qui fixe la durée', valeur: d.o.source },
              { titre: 'Où s’opposer', valeur: d.o.lieu },
              { titre: 'Demandeur', valeur: d.o.demandeur, note: 'non publié' },
              { titre: 'Motif', valeur: d.o.motif, note: d.o.motif ? 'non publié' : undefined },
              ...(d.o.leveeLe ? [{ titre: 'Levé', valeur: `le ${dateSimple(midi(d.o.leveeLe))}`, note: finir(d.o.leveeMotif ?? '') }] : []),
            ]}
          />
        </Panneau>
        <Panneau titre="Oppositions reçues" id="recues">
          <Tableau vue={vue} legende="Oppositions reçues" dense lignes={d.recues} cle={(c) => c.id} colonnes={[{ titre: 'De', entete: true, cellule: (c) => c.nom }, { titre: 'Le', cellule: (c) => dateSimple(midi(c.recueLe)) }, { titre: 'Motif', cellule: (c) => c.motif }]} vide={<Vide titre="Aucune opposition reçue">{d.etat === 'en-cours' ? 'La période court encore.' : undefined}</Vide>} />
        </Panneau>
      </Deux>
    </Gabarit>
  ),
})

type Lu = { o: { id: string; verifie: boolean; source: string }; etat: string; jour: string; peut: { publier: boolean; tenir: boolean } }

function Gestes({ d, vue }: { d: Lu; vue: Parameters<typeof ResumeErreurs>[0]['vue'] }) {
  const ouvert = d.etat === 'en-cours' || d.etat === 'a-venir'
  return (
    <>
      {d.peut.tenir && d.etat !== 'levee' && d.etat !== 'a-venir' ? (
        <Panneau titre="Inscrire une opposition reçue" id="contester" ton="fort">
          <Formulaire vue={vue} action={`/parcelles/avis/${d.o.id}/contester`}>
            <Texte vue={vue} nom="nom" libelle="De qui" max={200} autocomplete="off" />
            <ZoneTexte vue={vue} nom="motif" libelle="Motif" lignes={3} max={400} />
            <DateChamp vue={vue} nom="recueLe" libelle="Reçue le" valeur={d.jour} />
            <Actions>
              <Bouton>Inscrire l’opposition</Bouton>
            </Actions>
          </Formulaire>
        </Panneau>
      ) : null}
      {d.peut.publier && !d.o.verifie ? (
        <details>
          <summary>Confirmer la période</summary>
          <Formulaire vue={vue} action={`/parcelles/avis/${d.o.id}/confirmer`}>
            <Texte vue={vue} nom="source" libelle="Texte lu" aide="Vous l’avez sous les yeux, et la durée est la sienne" valeur={d.o.source} max={200} autocomplete="off" />
            <Actions>
              <Bouton ton="second">Confirmer</Bouton>
            </Actions>
          </Formulaire>
        </details>
      ) : null}
      {d.peut.publier && ouvert ? (
        <details>
          <summary>Lever l’avis avant sa fin</summary>
          <Formulaire vue={vue} action={`/parcelles/avis/${d.o.id}/lever`}>
            <ZoneTexte vue={vue} nom="leveeMotif" libelle="Motif" lignes={3} max={400} />
            <Actions>
              <Bouton ton="danger">Lever l’avis</Bouton>
            </Actions>
          </Formulaire>
        </details>
      ) : null}
    </>
  )
}
