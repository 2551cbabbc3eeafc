import { defineModule } from '../../kernel/module.ts'
import { fiche } from './pages/fiche.tsx'
import { liste } from './pages/liste.tsx'

export const territoires = defineModule({
  name: 'territoires',
  titre: 'Territoires',
  needs: [],
  permissions: {},
  roles: {},
  pages: [liste, fiche],
  actions: [],
  jobs: [],
  menu: [],
  refus: {},
})
