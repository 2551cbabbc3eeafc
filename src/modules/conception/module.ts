import { join } from 'node:path'
import { defineModule } from '../../kernel/module.ts'
import { ajouter, enregistrer, oublier, ranger } from './actions/editer.ts'
import { abandonner, copier, copierPubliee, creer, importer, importerDossier, reviser } from './actions/ouvrir.ts'
import { effacerLesEssais, essayer } from './actions/essayer.ts'
import { deplacer, modeler, publier as publierProjet } from './actions/publier.ts'
import { dessiner, illustrer, retirerImage, tabler } from './actions/televerser.ts'
import { circuit } from './pages/circuit.tsx'
import { apercuPdf, document } from './pages/document.tsx'
import { element } from './pages/element.tsx'
import { exporter } from './pages/export.ts'
import { liste, nouveau } from './pages/liste.tsx'
import { projet } from './pages/projet.tsx'
import { publier } from './pages/publier.tsx'
import { questions } from './pages/questions.tsx'
import { changements } from './pages/changements.tsx'
import { versions } from './pages/versions.tsx'
import { mayConcevoir } from './porte.ts'

export const conception = defineModule({
  name: 'conception',
  titre: 'Conception des démarches',
  needs: ['demarches'],
  permissions: {
    'conception.concevoir': 'Concevoir et réviser les démarches',
    'conception.publier': 'Publier une démarche, déplacer les dossiers vers sa version en vigueur',
  },
  personnelles: ['conception.publier'],
  roles: {
    agent_ministere: ['conception.concevoir'],
    directeur: ['conception.concevoir', 'conception.publier'],
    administrateur: ['conception.concevoir', 'conception.publier'],
  },
  pages: [liste, nouveau, versions, changements, projet, questions, circuit, document, apercuPdf, exporter, publier, element],
  actions: [creer, importer, importerDossier, reviser, deplacer, copier, copierPubliee, abandonner, ajouter, ranger, modeler, enregistrer, publierProjet, essayer, effacerLesEssais, tabler, illustrer, dessiner, retirerImage, oublier],
  jobs: [],
  menu: [{ libelle: 'Concevoir', path: '/conception', may: mayConcevoir, ordre: 60, gabarit: 'agent' }],
  refus: { projet_ouvert: 'Un projet de ce nom est déjà ouvert : continuez-le, ou changez le nom court' },
  migrations: join(import.meta.dirname, 'migrations'),
})
