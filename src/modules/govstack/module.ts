import { join } from 'node:path'
import { defineModule } from '../../kernel/module.ts'
import { corriger } from './actions/corriger.ts'
import { deposer } from './actions/deposer.ts'
import { joindre } from './actions/joindre.ts'
import { terminer } from './actions/terminer.ts'
import { contributions } from './contributions.ts'
import { remplirFacade } from './demo.ts'
import { dossiers, unDossier } from './pages/dossiers.ts'
import { formulaires, services, unFormulaire, unService } from './pages/services.ts'
import { statistiques } from './pages/statistiques.ts'
import { taches, uneTache } from './pages/taches.ts'

export const govstack = defineModule({
  name: 'govstack',
  titre: 'Façade du médiateur',
  needs: ['demarches'],
  permissions: {},
  roles: {},
  pages: [services, unService, formulaires, unFormulaire, dossiers, unDossier, taches, uneTache, statistiques],
  actions: [deposer, joindre, corriger, terminer],
  jobs: [],
  menu: [],
  refus: {},
  contributions,
  demo: remplirFacade,
  migrations: join(import.meta.dirname, 'migrations'),
})
