/** Mark, colours, letters, spaces, icons, buttons. */
import { Bouton, BoutonSeul } from '../formulaire.tsx'
import type { SectionGuide } from '../guide.tsx'
import { Ico, NOMS_ICO } from '../ico.tsx'
import { Lisiere, Marque } from '../marque.tsx'

const COULEURS: [nom: string, hex: string, usage: string, contraste: string][] = [
  ['papier', '#fbf7ef', 'Fond de page', 'encre dessus 16,0'],
  ['blanc', '#ffffff', 'Panneaux, champs', 'encre dessus 17,1'],
  ['sable', '#f2e9da', 'Bandes, en-têtes de tableau', 'encre dessus 14,2'],
  ['trait', '#d3c4ab', 'Filets décoratifs', 'encre dessus 10,0'],
  ['bord', '#7e6e58', 'Bord des champs', 'sur papier 4,6'],
  ['encre-2', '#574b3c', 'Texte second', 'sur papier 7,9'],
  ['encre', '#211b13', 'Texte', 'sur papier 16,0'],
  ['iroko-9', '#0d3024', 'Titres, fonds sombres', 'sur papier 13,4'],
  ['iroko-7', '#14503a', 'Institution, fait, valable', 'sur papier 8,8'],
  ['iroko-5', '#2c7d5a', 'Dessins, pied', 'sur papier 4,7'],
  ['iroko-1', '#e1eee4', 'Fond « bon »', 'encre dessus 14,3'],
  ['indigo-7', '#2b3190', 'Tout ce qui se clique', 'sur papier 10,1'],
  ['indigo-9', '#191d55', 'Survol', 'sur papier 14,6'],
  ['indigo-1', '#e6e7f6', 'Choix, sélection', 'encre dessus 13,9'],
  ['ocre-4', '#e8ae3a', 'Attente, action sur fond sombre', 'encre dessus 8,6'],
  ['ocre-7', '#7a4b00', 'Texte d’attente', 'sur papier 6,9'],
  ['ocre-1', '#fcefcf', 'Fond d’attente', 'encre dessus 14,9'],
  ['lat-7', '#9c2f14', 'Erreur, retard, refus', 'sur papier 6,9'],
  ['lat-1', '#fbe4db', 'Fond d’erreur', 'encre dessus 14,0'],
]

const ESPACES: [px: number, x: number][] = [[4, 0], [8, 28], [12, 60], [16, 96], [24, 136], [32, 184], [48, 240], [64, 312], [96, 400]]

function Couleurs() {
  return (
    <div class="nuancier">
      {COULEURS.map(([nom, hex, usage, contraste]) => (
        <div class="nuance" key={nom}>
          <svg viewBox="0 0 10 10" preserveAspectRatio="none" aria-hidden="true" focusable="false">
            <path d="M0 0h10v10H0z" fill={hex} />
          </svg>
          <p>
            <b>{nom}</b> <span class="code">{hex}</span>
            <br />
            {usage}
            <br />
            <span class="discret">{contraste}</span>
          </p>
        </div>
      ))}
    </div>
  )
}

function Espaces() {
  return (
    <svg class="espaces" viewBox="0 0 520 112" role="img" aria-label="Échelle : 4, 8, 12, 16, 24, 32, 48, 64, 96 pixels">
      {ESPACES.map(([px, x]) => (
        <g key={px}>
          <rect x={x} y={94 - px} width={px} height={px} fill="#9cc7ae" />
          <text x={x} y="110">
            {px}
          </text>
        </g>
      ))}
    </svg>
  )
}

export const Fondations: SectionGuide[] = [
  {
    id: 'marque-et-lisiere',
    titre: 'Marque et lisière',
    contenu: () => (
      <>
        <div class="rang marques">
          <Marque classe="m16" />
          <Marque classe="m32" />
          <Marque classe="m64" />
          <Marque classe="m160" />
          <span class="sombre fond">
            <Marque classe="m64" />
          </span>
        </div>
        <p class="texte">Une couronne d’iroko, un losange de tissu, cinq sièges en cercle. Une seule couleur, jamais de contour, marge d’un siège tout autour.</p>
        <div class="lis-ex">
          <Lisiere id="lisiere-guide" />
        </div>
        <p class="texte petit discret">La lisière se pose au bas du héros, en tête du pied de page et sur l’acte imprimé. Nulle part ailleurs. Le filet vert, jaune, rouge accompagne le nom de la République, et lui seul.</p>
      </>
    ),
  },
  { id: 'couleurs', titre: 'Couleurs', contenu: Couleurs },
  {
    id: 'lettres',
    titre: 'Lettres',
    contenu: () => (
      <>
        <p class="serif ex-hero">Héros 34 à 56</p>
        <p class="serif ex-h1">Titre de page 30 à 44</p>
        <p class="serif ex-h2">Titre de section 24 à 30</p>
        <p class="ex-h3">Titre de bloc 20, gras</p>
        <p class="chapeau">Chapeau 20{'\u00a0'}: une phrase qui dit l’essentiel.</p>
        <p>Texte 17, interligne 1,55, 66 signes par ligne au plus.</p>
        <p class="petit">Petit 15{'\u00a0'}: espace des agents, notes, liens de pied.</p>
        <p class="mini">Très petit 13{'\u00a0'}: en-têtes de tableau, repères.</p>
        <p>
          <span class="code">CV-2026-00417</span>{'\u00a0'}: chasse fixe pour ce qui se recopie.
        </p>
      </>
    ),
  },
  {
    id: 'espaces',
    titre: 'Espaces',
    contenu: () => (
      <>
        <Espaces />
        <p class="texte petit discret">Entre deux lignes d’un bloc{'\u00a0'}: 4 ou 8. Entre deux blocs{'\u00a0'}: 16. Entre deux champs{'\u00a0'}: 32. Entre deux sections{'\u00a0'}: 48, puis 64 sur grand écran.</p>
      </>
    ),
  },
  {
    id: 'icones',
    titre: 'Icônes',
    contenu: () => (
      <ul class="icones">
        {NOMS_ICO.map((nom) => (
          <li key={nom}>
            <Ico nom={nom} /> <span class="petit">{nom}</span>
          </li>
        ))}
      </ul>
    ),
  },
  {
    id: 'boutons',
    titre: 'Boutons',
    contenu: (vue) => (
      <>
        <div class="rang">
          <Bouton href="#boutons" taille="grand" icoApres="fleche">
            Commencer
          </Bouton>
          <Bouton href="#boutons">Enregistrer</Bouton>
          <Bouton href="#boutons" ton="second">
            Chercher
          </Bouton>
          <Bouton href="#boutons" ton="danger">
            Retirer ma demande
          </Bouton>
          <Bouton href="#boutons" ton="lien">
            Revenir
          </Bouton>
        </div>
        <div class="rang">
          <Bouton href="#boutons" taille="petit">
            Petit, agents
          </Bouton>
          <Bouton href="#boutons" ton="second" taille="petit" ico="imprimer">
            Second, petit
          </Bouton>
          <BoutonSeul vue={vue} action="/ui" taille="petit">
            Un geste seul
          </BoutonSeul>
          <a class="btn btn--2 focus" href="#boutons">
            Au clavier
          </a>
        </div>
        <Bouton pourquoi="Le dossier attend encore le constat de vie">Signer</Bouton>
        <div class="rang sombre fond">
          <Bouton href="#boutons" ton="ocre" ico="chercher">
            Chercher
          </Bouton>
          <a class="focus" href="#boutons">
            Lien au clavier, fond sombre
          </a>
        </div>
        <p class="texte petit discret">Un seul bouton plein par écran. Le verbe dit ce qui va se passer. Un bouton indisponible dit pourquoi à côté.</p>
      </>
    ),
  },
]
