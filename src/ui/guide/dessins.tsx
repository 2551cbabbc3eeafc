/** Clocks, bars, circuit, viewer, map, cloth. */
import { Arbre, Geste } from '../arbre.tsx'
import { Barres } from '../barres.tsx'
import { Carte, TableCarte, type Cellule } from '../carte.tsx'
import { Circuit } from '../circuit.tsx'
import type { SectionGuide } from '../guide.tsx'
import { Horloge, type Temps } from '../horloge.tsx'
import { Visionneuse } from '../visionneuse.tsx'

const jour = (texte: string) => new Date(`${texte}T08:00:00Z`)
const depart = jour('2026-06-01')

const TEMPS: Temps[] = [
  { prevu: 5, ecoules: 2, unite: 'ouvré', depart, echeance: jour('2026-06-08') },
  { prevu: 5, ecoules: 4, unite: 'ouvré', depart: jour('2026-05-29'), echeance: jour('2026-06-05') },
  { prevu: 3, ecoules: 2, pause: 2, enPause: true, unite: 'ouvré', depart, pauseLe: jour('2026-06-03') },
  { prevu: 3, ecoules: 3, retard: 2, unite: 'ouvré', depart: jour('2026-05-29'), echeance: jour('2026-06-03') },
  { prevu: 60, ecoules: 22, depart: jour('2026-05-14'), echeance: jour('2026-07-13') },
]

/** A pointed hexagon of side 27 around a centre. */
const hexagone = (x: number, y: number) => `M${x} ${y - 27}l23.4 13.5v27l-23.4 13.5-23.4-13.5v-27z`
const centres: [nom: string, sigle: string, x: number, y: number][] = [['Bohicon', 'BOH', 40, 34], ['Abomey', 'ABO', 86.8, 34], ['Djidja', 'DJI', 133.6, 34], ['Cotonou', 'COT', 63.4, 74.5], ['Ouidah', 'OUI', 110.2, 74.5], ['Allada', 'ALL', 157, 74.5]]
const cellules: Cellule[] = centres.map(([nom, sigle, x, y]) => ({ code: sigle.toLowerCase(), nom, sigle, d: hexagone(x, y), x, y: y + 5 }))
const classes = [1, 2, 3, 4, 5, 0] as const
const valeurs = Object.fromEntries(cellules.map((c, i) => [c.code, { classe: classes[i]!, texte: classes[i] === 0 ? 'pas de donnée' : `${40 + i * 11}\u00a0%` }]))

export const Dessins: SectionGuide[] = [
  {
    id: 'horloge',
    titre: 'Horloge du délai',
    contenu: () => (
      <>
        <div class="grille-2">
          {TEMPS.map((t, i) => (
            <Horloge key={i} temps={t} />
          ))}
        </div>
        <p class="texte petit discret">Un segment, un jour. Plein{'\u00a0'}: passé. Contour{'\u00a0'}: restant. Hachures{'\u00a0'}: pause. Ocre plein{'\u00a0'}: dernier jour. Latérite{'\u00a0'}: retard. Le chiffre est toujours écrit à côté. Au-delà de 30 jours, un segment en vaut plusieurs.</p>
      </>
    ),
  },
  {
    id: 'barres',
    titre: 'Barres',
    contenu: () => (
      <div class="grille-2">
        <Barres
          titre="Ma semaine"
          series={[{ nom: 'reçus', ton: 'a' }, { nom: 'rendus', ton: 'b' }]}
          groupes={[{ libelle: 'lun. 1', valeurs: [14, 9] }, { libelle: 'mar. 2', valeurs: [11, 13] }, { libelle: 'mer. 3', valeurs: [16, 12] }, { libelle: 'jeu. 4', valeurs: [9, 10] }, { libelle: 'ven. 5', valeurs: [6, 3] }]}
        />
        <Barres titre="Demandes par démarche" series={[{ nom: 'demandes', ton: 'b' }]} groupes={[{ libelle: 'Certificat de vie', valeurs: [1204] }, { libelle: 'Certificat de résidence', valeurs: [862] }, { libelle: 'Déclaration d’association', valeurs: [41] }]} />
      </div>
    ),
  },
  {
    id: 'circuit',
    titre: 'Circuit',
    contenu: () => (
      <div class="grille-2">
        <Circuit
          noeuds={[
            { titre: 'Dépôt', details: ['1er juin, guichet'], etat: 'fait' },
            { titre: 'Vérification', details: ['A. K., 2 juin'], boucle: 'Complément, 1 jour de pause', etat: 'fait' },
            { titre: 'Décision', details: ['à vous, ce soir'], sortie: 'Refus', etat: 'ici' },
            { titre: 'Constat au guichet', details: ['5 min avec le demandeur'], etat: 'futur' },
            { titre: 'Signature', details: ['chef d’arrondissement, ou son délégué'], etat: 'futur' },
            { titre: 'Remise', details: ['PDF, papier et code'], etat: 'futur' },
          ]}
        />
        <Circuit
          noeuds={[
            { titre: 'Dépôt', details: ['1er juin, en ligne'], etat: 'fait' },
            { titre: 'Vérification', details: ['A. K., 2 juin'], etat: 'fait' },
            { titre: 'Refus', details: ['3 juin, motif écrit au demandeur'], etat: 'refus' },
          ]}
        />
      </div>
    ),
  },
  {
    id: 'visionneuse',
    titre: 'Visionneuse',
    contenu: (vue) => (
      <div class="grille-2">
        <Visionneuse vue={vue} piece={{ nom: 'marque.svg', titre: 'Image d’exemple', genre: 'image', taille: 397_312, recuLe: vue.maintenant, href: vue.actif('marque.svg') }} />
        <Visionneuse vue={vue} id="piece-2" tour={90} piece={{ nom: 'marque.svg', titre: 'Image d’exemple, tournée', genre: 'image', taille: 397_312, href: vue.actif('marque.svg'), avant: '#visionneuse' }} />
        <Visionneuse vue={vue} id="piece-3" piece={{ nom: 'pension.pdf', titre: 'Titre de pension', genre: 'pdf', taille: 98_304, href: '#visionneuse' }} />
      </div>
    ),
  },
  {
    id: 'carte',
    titre: 'Carte',
    contenu: () => (
      <div class="grille-2">
        <Carte viewBox="0 0 190 112" cellules={cellules} valeurs={valeurs} choisie="boh" legende={[{ classe: 1, texte: 'moins de 50\u00a0%' }, { classe: 3, texte: '60 à 69\u00a0%' }, { classe: 5, texte: '80\u00a0% et plus' }, { classe: 0, texte: 'pas de donnée' }]} source="Données d’exemple." />
        <TableCarte legende="Les mêmes valeurs en tableau" colonne="Commune" titreValeur="Dans le délai" valeurs={valeurs} groupes={[{ titre: 'Exemple', cellules }]} />
      </div>
    ),
  },
  {
    id: 'tissu',
    titre: 'Arbre et tissus',
    contenu: () => (
      <>
        <div class="gestes gestes--seuls">
          <Geste dessin="acte" titre="Demander un acte" href="#tissu">
            Certificat, attestation. Sans compte pour commencer.
          </Geste>
          <Geste dessin="suivi" titre="Suivre mon dossier" href="#tissu">
            Avec votre numéro de dossier et votre téléphone.
          </Geste>
          <Geste dessin="verification" titre="Vérifier un document" href="#tissu">
            Tapez le code écrit sur le papier, ou visez le QR.
          </Geste>
        </div>
        <div class="fond arbre-ex">
          <Arbre />
        </div>
      </>
    ),
  },
]
