import { z } from 'zod'
import { dateChiffres, dateSimple, pluriel } from '../../../lib/francais.ts'
import { ajouterJours } from '../../../kernel/calendrier/index.ts'
import { midi } from '../../../kernel/calendrier/jour.ts'
import type { Db } from '../../../kernel/db/index.ts'
import { page, permission } from '../../../kernel/module.ts'
import { Avis, Bande, Bouton, Etiquette, Gabarit, Onglets, Tableau } from '../../../ui/index.ts'
import type { Vue } from '../../../ui/vue.ts'
import { listEnVigueur } from '../definition.queries.ts'
import { jourDe } from '../horloge.ts'
import { compterConservation, listEcheances, listFaites } from './conservation.queries.ts'
import type { Compte, Echeance, Faite } from './conservation.queries.ts'
import { DEVIENT } from './conserver.ts'
import { obstacles } from './obstacles.ts'
import { direConservation } from './regles.ts'

/** How far ahead an office looks, in days. */
const HORIZON = 90
const LIGNES = 200

const titresDe = async (db: Db) => new Map((await listEnVigueur(db)).map((d) => [d.code, d.titre]))

/** What the office will archive or erase soon, what is held and why, and what was done. */
export const conservation = page({
  path: '/conservation',
  may: permission('demarches.lire'),
  titre: 'Conservation',
  gabarit: 'agent',
  query: z.object({}),
  load: async ({ db, portee, porteePour, maintenant }) => {
    const jour = jourDe(maintenant)
    const [lues, faites, titres] = await Promise.all([listEcheances(db, portee, ajouterJours(jour, HORIZON), LIGNES + 1), listFaites(db, portee, 50), titresDe(db)])
    const retenus = await obstacles(db, lues, jour)
    return { lignes: lues.slice(0, LIGNES).map((l) => ({ ...l, titre: titres.get(l.demarche) ?? l.demarche, retenu: retenus.get(l.id) })), plus: lues.length > LIGNES, faites: faites.map((f) => ({ ...f, titre: titres.get(f.demarche) ?? f.demarche })), archives: !porteePour('demarches.archives').vide, pays: !porteePour('demarches.conserver').vide, jour }
  },
  view: (d, vue) => (
    <Gabarit vue={vue} titre="Conservation" genre="agent">
      <Tete archives={d.archives} />
      <Menu pays={d.pays} ici="bureau" />
      <Venir lignes={d.lignes} jour={d.jour} vue={vue} />
      {d.plus ? <p class="discret">Les {LIGNES} premiers seulement.</p> : null}
      <Faites faites={d.faites} vue={vue} />
    </Gabarit>
  ),
})

function Tete({ archives }: { archives: boolean }) {
  return (
    <>
      <Bande
        titre="Conservation"
        actions={
          archives ? (
            <Bouton href="/archives" ton="second">
              Ouvrir les archives
            </Bouton>
          ) : undefined
        }
      />
      <p class="chapeau">Un dossier clos n’est pas gardé toujours. Voici ce que les règles en feront dans les {HORIZON} jours, et ce qui est fait.</p>
    </>
  )
}

function Menu({ pays, ici }: { pays: boolean; ici: 'bureau' | 'pays' }) {
  if (!pays) return null
  return <Onglets libelle="Conservation" onglets={[{ libelle: 'Les dossiers', href: '/conservation', actif: ici === 'bureau' }, { libelle: 'Le pays', href: '/conservation/pays', actif: ici === 'pays' }]} />
}

type Ligne = Echeance & { titre: string; retenu: string | undefined }

function direSuite(l: Ligne, jour: string): string {
  const quand = l.le <= jour ? 'maintenant' : `le ${dateSimple(midi(l.le))}`
  return `${l.suite === 'archiver' ? 'Archives' : 'Effacement'} ${quand}`
}

function Venir({ lignes, jour, vue }: { lignes: readonly Ligne[]; jour: string; vue: Vue }) {
  const doute = lignes.filter((l) => !l.verifie).length
  return (
    <>
      {doute > 0 ? (
        <Avis niveau={2} ton="att" titre={`${pluriel(doute, 'dossier suit une règle', 'dossiers suivent une règle')} à confirmer`}>
          <p>{doute === 1 ? 'Il est montré, et gardé' : 'Ils sont montrés, et gardés'} : une règle que personne n’a confirmée n’archive et n’efface rien.</p>
        </Avis>
      ) : null}
      <Tableau
        vue={vue}
        legende={`À archiver ou à effacer d’ici ${HORIZON} jours`}
        titreVisible
        fiche
        lignes={lignes}
        cle={(l) => l.id}
        colonnes={[
          { titre: 'Dossier', entete: true, cellule: (l) => <Numero l={l} /> },
          { titre: 'Clos', cellule: (l) => `clos le ${dateChiffres(l.closLe)}` },
          { titre: 'Ce qui vient', place: 'fort', cellule: (l) => direSuite(l, jour) },
          { titre: 'Demandeur', cellule: (l) => (l.annonceLe ? `prévenu le ${dateChiffres(l.annonceLe)}` : <span class="discret">pas encore prévenu</span>) },
          { titre: 'État', place: 'etat', cellule: (l) => (l.retenu ? <Etiquette ton={l.geleMotif !== null ? 'info' : 'pause'}>{l.retenu}</Etiquette> : <Etiquette ton="cours">Suit son cours</Etiquette>) },
        ]}
        vide={<p>Rien à archiver ni à effacer d’ici là.</p>}
      />
    </>
  )
}

/** A file still in the office opens there; one of the archives, in the archives. */
function Numero({ l }: { l: Ligne }) {
  return (
    <>
      <a class="code" href={l.archive ? `/archives/${l.id}` : `/dossiers/${l.id}`}>
        {l.numero}
      </a>
      <span class="sous-l">{l.titre}</span>
    </>
  )
}

function Faites({ faites, vue }: { faites: readonly (Faite & { titre: string })[]; vue: Vue }) {
  return (
    <Tableau
      vue={vue}
      legende="Ce qui est fait"
      titreVisible
      fiche
      lignes={faites}
      cle={(f) => f.id}
      colonnes={[
        {
          titre: 'Dossier',
          entete: true,
          cellule: (f) => (
            <>
              <span class="code">{f.numero}</span>
              <span class="sous-l">{f.titre}</span>
            </>
          ),
        },
        { titre: 'Bureau', place: 'lieu', cellule: (f) => f.bureau },
        { titre: 'Quand', cellule: (f) => dateChiffres(f.effaceLe ?? f.archiveLe!) },
        { titre: 'Quoi', place: 'etat', cellule: (f) => <Etiquette ton={f.effaceLe ? 'neutre' : 'fait'}>{f.effaceLe ? DEVIENT.effacer.fait : DEVIENT.archiver.fait}</Etiquette> },
      ]}
      vide={<p>Rien n’a encore été archivé ni effacé.</p>}
    />
  )
}

/** The same for the whole country: each rule, how many files follow it, and where. */
export const conservationPays = page({
  path: '/conservation/pays',
  may: permission('demarches.conserver'),
  titre: 'Conservation dans le pays',
  gabarit: 'agent',
  query: z.object({}),
  load: async ({ db, portee, porteePour, maintenant }) => {
    const jusque = ajouterJours(jourDe(maintenant), HORIZON)
    const [demarches, parDemarche, parBureau] = await Promise.all([listEnVigueur(db), compterConservation(db, portee, jusque, 'demarche'), compterConservation(db, portee, jusque, 'bureau')])
    const comptes = new Map(parDemarche.map((c) => [c.cle, c]))
    return { regles: demarches.map((d) => ({ ...RIEN, ...comptes.get(d.code), cle: d.code, titre: d.titre, regle: d.conservation })), bureaux: parBureau, archives: !porteePour('demarches.archives').vide, dossiers: !porteePour('demarches.lire').vide }
  },
  view: (d, vue) => (
    <Gabarit vue={vue} titre="Conservation dans le pays" genre="agent">
      <Tete archives={d.archives} />
      <Menu pays={d.dossiers} ici="pays" />
      <Tableau
        vue={vue}
        legende="Les règles, et ce qu’elles font"
        titreVisible
        fiche
        lignes={d.regles}
        cle={(r) => r.cle}
        colonnes={[
          {
            titre: 'Démarche',
            entete: true,
            cellule: (r) => (
              <>
                {r.titre}
                <span class="sous-l">{(r.regle && direConservation(r.regle)) ?? 'Aucune règle : les dossiers clos sont gardés'}</span>
              </>
            ),
          },
          { titre: 'Règle', place: 'etat', cellule: (r) => (r.regle?.dossier ? <Etiquette ton={r.regle.dossier.verifie ? 'bon' : 'pause'}>{r.regle.dossier.verifie ? 'Confirmée' : 'À confirmer'}</Etiquette> : <span class="discret">aucune</span>) },
          ...colonnesComptes,
        ]}
        vide={<p>Aucune démarche.</p>}
      />
      <Tableau vue={vue} legende="Par bureau" titreVisible fiche lignes={d.bureaux} cle={(b) => b.cle} colonnes={[{ titre: 'Bureau', entete: true, cellule: (b) => b.cle }, ...colonnesComptes]} vide={<p>Aucun bureau n’a de dossier à archiver ni à effacer.</p>} />
    </Gabarit>
  ),
})

const RIEN: Compte = { cle: '', archiver: 0, effacer: 0, geles: 0, archives: 0, effaces: 0 }
const colonnesComptes = [
  { titre: 'À archiver', nombre: true, cellule: (c: Compte) => String(c.archiver) },
  { titre: 'À effacer', nombre: true, cellule: (c: Compte) => String(c.effacer) },
  { titre: 'Retenus', nombre: true, cellule: (c: Compte) => String(c.geles) },
  { titre: 'Aux archives', nombre: true, cellule: (c: Compte) => String(c.archives) },
  { titre: 'Effacés', nombre: true, cellule: (c: Compte) => String(c.effaces) },
]
