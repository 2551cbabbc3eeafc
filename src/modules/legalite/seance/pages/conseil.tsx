import type { ComponentChildren } from 'preact'
import { z } from 'zod'
import { dateChiffres, dateSimple, pluriel, telephone } from '../../../../lib/francais.ts'
import { jourLocal, midi } from '../../../../kernel/calendrier/jour.ts'
import { page } from '../../../../kernel/module.ts'
import { Actions, Avis, Bande, Bouton, comparerVersions, DateChamp, DeuxVersions, Etiquette, Filtre, Filtres, Formulaire, Gabarit, Panneau, ResumeErreurs, Revision, Selection, Tableau, Telephone, Texte, Vide, ZoneTexte } from '../../../../ui/index.ts'
import type { Vue } from '../../../../ui/index.ts'
import { Onglets, ongletsDe } from '../../onglets.tsx'
import { QUALITES, siege } from '../membre.ts'
import type { Membre } from '../membre.ts'
import { getMembre, listMembres } from '../membre.queries.ts'
import { communesTenues, mayTenir, nomCommune, parId, sujetMembre } from '../porte.ts'
import { suivreMembre } from '../revision.ts'
import { deNom } from '../seance.ts'
import { ChampCommune } from './champs.tsx'

const CONSEIL = { libelle: 'Membres du conseil', href: '/legalite/conseil' }

/** Who sits in the council, and who has sat. */
export const conseil = page({
  path: '/legalite/conseil',
  may: mayTenir,
  titre: 'Membres du conseil',
  gabarit: 'agent',
  query: z.object({ commune: z.string().max(4).optional() }),
  load: async (lu) => {
    const communes = communesTenues(lu)
    const ici = communes.find((c) => c.code === lu.query.commune) ?? communes[0]
    const membres = ici ? await listMembres(lu.db, ici.code, lu.portee) : []
    const jour = jourLocal(lu.maintenant)
    return { communes, ici, jour, onglets: ongletsDe(lu), membres: membres.filter((m) => siege(m, jour) || m.du > jour), anciens: membres.filter((m) => m.au !== null && m.au < jour) }
  },
  view: (d, vue) => (
    <Gabarit vue={vue} titre="Membres du conseil" genre="agent" ariane={[{ libelle: 'Ma journée', href: '/journee' }]}>
      <Bande titre={`Conseil communal${d.ici ? ` ${deNom(d.ici.nom)}` : ''}`} actions={d.membres.length > 0 ? <Bouton href={`/legalite/conseil/nouveau?commune=${d.ici?.code ?? ''}`}>Inscrire un membre</Bouton> : null}>
        {d.membres.length > 0 ? <span class="discret">{pluriel(d.membres.length, 'membre')} au tableau</span> : null}
      </Bande>
      <Onglets ici="/legalite/conseil" onglets={d.onglets} />
      <ResumeErreurs vue={vue} />
      {d.communes.length > 1 ? (
        <Filtres vue={vue} libelle="Choisir la commune" bouton="Voir">
          <Filtre vue={vue} nom="commune" libelle="Commune" tous={d.communes[0]!.nom} options={d.communes.slice(1).map((c) => ({ valeur: c.code, libelle: c.nom }))} />
        </Filtres>
      ) : null}
      <Tableau
        vue={vue}
        legende="Membres du conseil, dans l’ordre du tableau"
        fiche
        lignes={d.membres}
        cle={(m) => m.id}
        colonnes={colonnes(d.jour)}
        vide={
          <Vide titre="Aucun membre au tableau" action={<Bouton href={`/legalite/conseil/nouveau?commune=${d.ici?.code ?? ''}`}>Inscrire le premier membre</Bouton>}>
            Le conseil se convoque membre par membre. Inscrivez chacun avec son téléphone ou son adresse, ou collez la liste entière ci-dessous.
          </Vide>
        }
      />
      {d.anciens.length > 0 ? (
        <details>
          <summary>Mandats finis ({d.anciens.length})</summary>
          <Tableau vue={vue} legende="Mandats finis" fiche lignes={d.anciens} cle={(m) => m.id} colonnes={colonnes(d.jour)} vide={null} />
        </details>
      ) : null}
      {d.ici ? <Import vue={vue} commune={d.ici.code} ouvert={d.membres.length === 0 || vue.erreurs.lignes !== undefined || vue.erreurs.du !== undefined} /> : null}
    </Gabarit>
  ),
})

const dire = (jour: string) => dateChiffres(midi(jour))
const colonnes = (jour: string) => [
  { titre: 'Rang et nom', entete: true, cellule: (m: Membre) => <><span class="discret">{m.rang}.</span> <a href={`/legalite/conseil/${m.id}`}>{m.nom}</a></> },
  { titre: 'Qualité', place: 'lieu' as const, cellule: (m: Membre) => QUALITES[m.qualite] },
  { titre: 'Téléphone', cellule: (m: Membre) => (m.telephone ? <a class="code" href={`tel:${m.telephone}`}>{telephone(m.telephone)}</a> : '') },
  { titre: 'Adresse électronique', cellule: (m: Membre) => m.courriel ?? '' },
  { titre: 'Mandat', place: 'etat' as const, cellule: (m: Membre) => (m.au ? <>du {dire(m.du)} au {dire(m.au)}</> : m.du > jour ? <Etiquette ton="info">Siège le {dire(m.du)}</Etiquette> : `depuis le ${dire(m.du)}`) },
]

function Import({ vue, commune, ouvert }: { vue: Vue; commune: string; ouvert: boolean }) {
  return (
    <details open={ouvert}>
      <summary>Coller une liste de membres</summary>
      <Formulaire vue={vue} action="/legalite/conseil" libelle="Liste de membres" garde>
        <input type="hidden" name="commune" value={commune} />
        <ZoneTexte vue={vue} nom="lignes" libelle="Lignes" lignes={8} aide="Une ligne par membre : nom ; qualité ; téléphone ; adresse électronique. Un tableur colle ainsi. L’ordre donne le rang." />
        <DateChamp vue={vue} nom="du" libelle="Premier jour de leur mandat" />
        <Actions>
          <Bouton ton="second">Inscrire ces membres</Bouton>
        </Actions>
      </Formulaire>
    </details>
  )
}

function ChampsMembre({ vue, depart }: { vue: Vue; depart: Partial<Membre> }) {
  return (
    <>
      <Texte vue={vue} nom="nom" libelle="Nom et prénoms" valeur={depart.nom ?? ''} max={120} autocomplete="off" />
      <Selection vue={vue} nom="qualite" libelle="Qualité" valeur={depart.qualite ?? 'conseiller'} vide={false} options={Object.entries(QUALITES).map(([valeur, libelle]) => ({ valeur, libelle }))} />
      <Texte vue={vue} nom="rang" libelle="Rang au tableau" largeur={4} inputmode="numeric" valeur={depart.rang ?? ''} />
      <Telephone vue={vue} nom="telephone" libelle="Téléphone" facultatif aide="La convocation part par SMS à ce numéro" valeur={depart.telephone?.slice(4) ?? ''} autocomplete="off" />
      <Texte vue={vue} nom="courriel" libelle="Adresse électronique" facultatif type="email" autocomplete="off" valeur={depart.courriel ?? ''} max={200} />
      <DateChamp vue={vue} nom="du" libelle="Premier jour du mandat" valeur={depart.du ?? null} />
    </>
  )
}

function Cadre({ vue, titre, children }: { vue: Vue; titre: string; children: ComponentChildren }) {
  return (
    <Gabarit vue={vue} titre={titre} genre="agent" etroit ariane={[CONSEIL]}>
      <h1>{titre}</h1>
      {children}
    </Gabarit>
  )
}

/** One more member; the rank offered is the next. */
export const nouveau = page({
  path: '/legalite/conseil/nouveau',
  may: mayTenir,
  titre: 'Inscrire un membre du conseil',
  gabarit: 'agent',
  query: z.object({ commune: z.string().max(4).optional() }),
  load: async (lu) => {
    const communes = communesTenues(lu)
    const ici = communes.find((c) => c.code === lu.query.commune) ?? communes[0]
    const membres = ici ? await listMembres(lu.db, ici.code, lu.portee) : []
    return { communes, ici, rang: Math.max(0, ...membres.filter((m) => m.au === null).map((m) => m.rang)) + 1 }
  },
  view: (d, vue) => (
    <Cadre vue={vue} titre="Inscrire un membre du conseil">
      <ResumeErreurs vue={vue} />
      <Formulaire vue={vue} action="/legalite/conseil/nouveau" libelle="Membre" garde>
        <ChampCommune vue={vue} communes={d.communes} valeur={d.ici?.code} />
        <ChampsMembre vue={vue} depart={{ rang: d.rang }} />
        <Actions>
          <Bouton>Inscrire ce membre</Bouton>
          <a href="/legalite/conseil">Retour au tableau</a>
        </Actions>
      </Formulaire>
    </Cadre>
  ),
})

/** One member: what may be corrected, and the end of the mandate. */
export const fiche = page({
  path: '/legalite/conseil/:id',
  may: mayTenir,
  titre: 'Membre du conseil',
  gabarit: 'agent',
  params: parId,
  sujet: sujetMembre,
  load: async (lu) => {
    const membre = await getMembre(lu.db, lu.params.id, lu.portee)
    return { membre, commune: nomCommune(lu.maison, membre.commune), jour: jourLocal(lu.maintenant) }
  },
  view: ({ membre: m, commune, jour }, vue) => {
    const versions = comparerVersions(vue, suivreMembre(m))
    const fini = m.au !== null && m.au < jour
    return (
      <Cadre vue={vue} titre={m.nom}>
        <p class="chapeau">
          {QUALITES[m.qualite]}, conseil communal {deNom(commune)}
        </p>
        <ResumeErreurs vue={vue} />
        {m.au ? (
          <Avis titre={fini ? 'Mandat fini' : 'Fin de mandat notée'} niveau={2}>
            <p>Dernier jour : {dateSimple(midi(m.au))}. Ce membre reste dans les séances où il a siégé.</p>
          </Avis>
        ) : null}
        {fini ? null : (
          <>
            <DeuxVersions versions={versions} />
            <Formulaire vue={vue} action={`/legalite/conseil/${m.id}`} libelle="Correction" garde>
              <Revision valeur={versions.revision} />
              <ChampsMembre vue={versions.vue} depart={m} />
              <Actions>
                <Bouton>{versions.ecarts ? 'Enregistrer ma version' : 'Enregistrer'}</Bouton>
                <a href="/legalite/conseil">Retour au tableau</a>
              </Actions>
            </Formulaire>
          </>
        )}
        {m.au === null ? (
          <Panneau titre="Finir ce mandat" id="finir">
            <p class="petit">Décès, démission, fin du conseil : le membre n’est pas effacé, il ne sera plus convoqué.</p>
            <Formulaire vue={vue} action={`/legalite/conseil/${m.id}/finir`} libelle="Fin de mandat">
              <DateChamp vue={vue} nom="au" libelle="Dernier jour du mandat" valeur={jour} />
              <Actions>
                <Bouton ton="danger">Finir le mandat</Bouton>
              </Actions>
            </Formulaire>
          </Panneau>
        ) : null}
      </Cadre>
    )
  },
})
