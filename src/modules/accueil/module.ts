import { agent, defineModule } from '../../kernel/module.ts'
import { accueil as pageAccueil } from './pages/accueil.tsx'
import { accessibilite } from './pages/accessibilite.tsx'
import { aide } from './pages/aide.tsx'
import { favicon, robots } from './pages/fichiers.ts'
import { guide } from './pages/guide.tsx'
import { journee } from './pages/journee.tsx'
import { mentions } from './pages/mentions.tsx'
import { plan } from './pages/plan.tsx'
import { sante } from './pages/sante.ts'

export const accueil = defineModule({
  name: 'accueil',
  titre: 'Accueil',
  needs: [],
  permissions: {},
  roles: {},
  pages: [pageAccueil, journee, aide, accessibilite, mentions, plan, guide, sante, robots, favicon],
  actions: [],
  jobs: [],
  menu: [{ libelle: 'Ma journée', path: '/journee', may: agent, ordre: 0, gabarit: 'agent' }],
  refus: {},
})
