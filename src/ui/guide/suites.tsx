/** Tables, filters, pages, tabs, steps, timelines. */
import { Etapes, Fil, Marche } from '../chemin.tsx'
import { Etiquette, Onglets, Vide } from '../etats.tsx'
import { Formulaire } from '../formulaire.tsx'
import type { SectionGuide } from '../guide.tsx'
import { Delai, type Temps } from '../horloge.tsx'
import { DeuxVersions } from '../revision.tsx'
import { Exports, Filtre, Filtres, Pages, Tableau } from '../tableau.tsx'
import type { Vue } from '../vue.ts'

type Exemple = { numero: string; demarche: string; qui: string; lieu: string; temps: Temps; etat: 'cours' | 'pause' | 'info'; mot: string }

const RETARDS: Exemple[] = [
  { numero: 'CR-2026-00288', demarche: 'Certificat de résidence', qui: 'M. D.', lieu: 'Bohicon I', temps: { prevu: 5, ecoules: 5, retard: 3 }, etat: 'cours', mot: 'À vérifier' },
  { numero: 'CV-2026-00371', demarche: 'Certificat de vie', qui: 'F. A.', lieu: 'Lissèzoun', temps: { prevu: 3, ecoules: 3, retard: 2 }, etat: 'cours', mot: 'À signer' },
]
const CE_SOIR: Exemple[] = [{ numero: 'CV-2026-00402', demarche: 'Certificat de vie', qui: 'D. S.', lieu: 'Bohicon I', temps: { prevu: 3, ecoules: 2 }, etat: 'info', mot: 'Réponse reçue' }]
const ATTENTE: Exemple[] = [{ numero: 'CV-2026-00417', demarche: 'Certificat de vie', qui: 'P. H.', lieu: 'Bohicon II', temps: { prevu: 3, ecoules: 2, pause: 2, enPause: true }, etat: 'pause', mot: 'Attend le citoyen' }]

function Dossiers({ vue }: { vue: Vue }) {
  return (
    <Tableau
      vue={{ ...vue, chemin: '/ui?tri=echeance' }}
      legende="Dossiers, du plus urgent au moins urgent"
      fiche
      cle={(d: Exemple) => d.numero}
      choix={{ nom: 'd', valeur: (d) => d.numero, libelle: (d) => d.numero, coches: ['CV-2026-00371'] }}
      colonnes={[
        { titre: 'Dossier', entete: true, tri: 'numero', cellule: (d) => <><a class="code" href="#tableau">{d.numero}</a><span class="sous-l">{d.demarche}</span></> },
        { titre: 'Demandeur', place: 'fort', cellule: (d) => d.qui },
        { titre: 'Lieu', place: 'lieu', cellule: (d) => d.lieu },
        { titre: 'Délai', place: 'delai', tri: 'echeance', cellule: (d) => <Delai temps={d.temps} /> },
        { titre: 'État', place: 'etat', cellule: (d) => <Etiquette ton={d.etat}>{d.mot}</Etiquette> },
      ]}
      groupes={[
        { titre: 'En retard', ton: 'tard', id: 'g-retard', lignes: RETARDS },
        { titre: 'À rendre ce soir', lignes: CE_SOIR },
        { titre: 'Attendent le citoyen', ton: 'att', lignes: ATTENTE },
      ]}
      vide={<Vide titre="Aucun dossier" />}
    />
  )
}

export const Suites: SectionGuide[] = [
  {
    id: 'tableau',
    titre: 'Tableau, filtres, pages',
    contenu: (vue) => (
      <>
        <Filtres vue={{ ...vue, chemin: '/ui?q=CV' }} libelle="Filtrer les dossiers">
          <Filtre vue={{ ...vue, chemin: '/ui?q=CV' }} nom="q" libelle="Numéro ou initiales" />
          <Filtre vue={vue} nom="demarche" libelle="Démarche" tous="Toutes" options={[{ valeur: 'cv', libelle: 'Certificat de vie' }]} />
        </Filtres>
        <Formulaire vue={vue} action="/ui">
          <div class="lot" role="group" aria-label="Agir sur les dossiers choisis">
            <b>Dossiers choisis</b>
            <label class="sr" for="u-lot">
              Action
            </label>
            <select class="sel" id="u-lot" name="geste">
              <option>Me les affecter</option>
              <option>Relancer le demandeur</option>
            </select>
            <button class="btn btn--petit">Appliquer</button>
          </div>
          <Dossiers vue={vue} />
        </Formulaire>
        <Pages vue={vue} avant="a" apres="b" phrase="4 dossiers affichés sur 38" />
        <Exports vue={vue} />
      </>
    ),
  },
  {
    id: 'tableau-simple',
    titre: 'Tableau simple',
    contenu: (vue) => (
      <>
        <Onglets libelle="Exemple d’onglets" onglets={[{ libelle: 'Ouverts', href: '#o1', actif: true, nombre: 3 }, { libelle: 'Clos', href: '#o2', actif: false }, { libelle: 'Tous', href: '#o3', actif: false }]} />
        <Tableau
          vue={{ ...vue, chemin: '/ui?tri=-dossiers' }}
          legende="Communes"
          cle={(c: { nom: string; n: string }) => c.nom}
          colonnes={[
            { titre: 'Commune', entete: true, tri: 'nom', cellule: (c) => <a href="#tableau-simple">{c.nom}</a> },
            { titre: 'État', cellule: () => <Etiquette ton="bon">Complet</Etiquette> },
            { titre: 'Dossiers', nombre: true, tri: 'dossiers', cellule: (c) => c.n },
          ]}
          lignes={[{ nom: 'Abomey', n: '1\u202f204' }, { nom: 'Bohicon', n: '479' }]}
          vide={<Vide titre="Aucune commune" />}
        />
      </>
    ),
  },
  {
    id: 'versions',
    titre: 'Deux versions',
    contenu: (vue) => (
      <DeuxVersions
        versions={{
          vue,
          revision: '',
          ecarts: [
            { libelle: 'Quartier', enregistre: 'Zakpo', saisi: '', repris: true },
            { libelle: 'Titre ou attestation', enregistre: 'PH n° 2', saisi: 'PH n° 3', repris: false },
          ],
        }}
      />
    ),
  },
  {
    id: 'etapes',
    titre: 'Étapes',
    contenu: () => (
      <>
        <Etapes ici={1} etapes={[{ libelle: 'Votre situation', href: '#etapes' }, { libelle: 'La personne' }, { libelle: 'Les papiers' }, { libelle: 'Relecture' }]} />
        <Marche etapes={[{ titre: 'Vous remplissez la demande', children: 'En ligne, par téléphone ou au guichet.' }, { titre: 'La mairie vérifie', children: 'S’il manque un papier, elle vous écrit.' }]} />
      </>
    ),
  },
  {
    id: 'chronologie',
    titre: 'Chronologie',
    contenu: (vue) => (
      <Fil
        moments={[
          { titre: 'Demande reçue', le: new Date(vue.maintenant.getTime() - 4 * 86_400_000), par: 'E. B.' },
          { titre: 'En cours', etat: 'ici', children: <p>Anneau vert{'\u00a0'}: l’administration travaille.</p> },
          { titre: 'À vous', etat: 'pause', children: <p>Anneau ocre{'\u00a0'}: le citoyen doit agir.</p> },
          { titre: 'Refusé', etat: 'non', children: <p>Losange latérite{'\u00a0'}: fin sans accord.</p> },
          { titre: 'À venir', etat: 'futur', quand: '1 jour ouvré après votre réponse' },
        ]}
      />
    ),
  },
]
